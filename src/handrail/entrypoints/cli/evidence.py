"""`handrail evidence`: take a conversation out of the record, for somebody who does not trust us."""

import re
from pathlib import Path
from typing import Annotated

import typer

from handrail.entrypoints.cli.wired import By, Conversation, Reason, acting, begun, meant, stop
from handrail.entrypoints.cli.write_file import NotWritten, drafted

app = typer.Typer(help="Evidence packs.", no_args_is_help=True)
OUT = typer.Option("--out", "-o", metavar="FILE", help="The pack to write, such as pack.zip.")
ONLY = typer.Option("--only", metavar="N-M", help="Only these numbers of the conversation, such as 3-40.")
WITHOUT = typer.Option(
    "--without", metavar="NAME", help="Withhold what this person wrote; may be given again."
)


@app.callback()
def evidence() -> None:
    """Evidence packs."""


@app.command()
def export(
    conversation: Conversation,
    by: By,
    reason: Reason,
    out: Annotated[Path, OUT],
    only: Annotated[str, ONLY] = "",
    without: Annotated[list[str] | None, WITHOUT] = None,
) -> None:
    """Write a pack that anybody can check with Python alone: `python3 verify.py pack.zip`."""
    numbers = _numbers(only)
    deps = begun()
    from handrail.actions.export_evidence import Export, export_evidence
    from handrail.actions.refused import Refused

    asked = Export(
        conversation_id=meant(conversation),
        reason=reason,
        numbers=numbers,
        without=frozenset(without or ()),
    )
    actor = acting(by)
    try:
        with drafted(out) as file:
            answer = export_evidence(deps=deps, actor=actor, export=asked, out=file)
            if isinstance(answer, Refused):
                stop(answer.sentence)
    except NotWritten as not_written:
        stop(str(not_written))
    whole = "the whole conversation" if answer.is_whole else "PARTIAL: some of it is left out or withheld"
    typer.echo(f"{out}: {answer.numbers} leaves of {answer.title}, {whole}")


def _numbers(only: str) -> tuple[int, ...]:
    if not only:
        return ()
    found = re.fullmatch(r"([0-9]{1,7})-([0-9]{1,7})", only)
    if not found or int(found[1]) > int(found[2]):
        stop(f"`{only}` is not a stretch of numbers such as 3-40")
    return tuple(range(int(found[1]), int(found[2]) + 1))
