"""`handrail import keep`: an exported chat goes into the record."""

from pathlib import Path
from typing import Annotated

import typer

from handrail.entrypoints.cli.date_orders import ORDERS, Dates
from handrail.entrypoints.cli.wired import By, acting, begun, stop

FILE = typer.Argument(metavar="FILE", help="The exported chat: .txt or .zip.")
DATES = typer.Option(help="What comes first in a date, where the file cannot tell.")


def keep(
    file: Annotated[Path, FILE],
    by: By,
    platform: Annotated[str, typer.Option(help="Where the chat took place.")] = "whatsapp",
    dates: Annotated[Dates | None, DATES] = None,
) -> None:
    """Keep an exported chat in the record: the file as it is, and a leaf for each message."""
    typer.echo(kept(file, by=by, platform=platform, dates=dates))


def kept(file: Path, *, by: str, platform: str, dates: Dates | None) -> str:
    """Keep a chat and return a line that says so; end with a sentence where it cannot be."""
    deps = begun()
    from handrail.actions.keep_chat import ChatToKeep, keep_chat
    from handrail.actions.refused import Refused

    actor = acting(by)
    order = ORDERS[dates] if dates else None
    try:
        with file.open("rb") as chat:
            handed_in = ChatToKeep(chat=chat, name=file.name, platform=platform, dates=order)
            answer = keep_chat(deps=deps, actor=actor, handed_in=handed_in)
    except OSError as error:
        stop(f"{file.name}: {(error.strerror or 'cannot be read').lower()}")
    if isinstance(answer, Refused):
        stop(answer.sentence)
    what = "was kept before" if answer.was_there else f"is kept, {answer.messages} messages"
    return f"{file.name} {what}, as conversation {answer.conversation_id}"
