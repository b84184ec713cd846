"""`handrail record list|erase|hold|release|review`: what is kept, for how long, and what ends it."""

from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from handrail.core.policy.problems import printable
from handrail.entrypoints.cli.wired import By, Conversation, Reason, acting, attached, begun, meant, stop

Numbers = Annotated[
    list[int] | None,
    typer.Option(
        "--number", metavar="N", help="One message's number; may be given again. Left out: all of it."
    ),
]


def list_conversations() -> None:
    """List conversations, when each is to be looked at again, and what holds it."""
    deps = attached()
    from handrail.entrypoints.cli.record_status import conversation_rows

    table = Table()
    for heading in ("Conversation", "Name", "Leaves", "Kept as", "Look again", "Held"):
        table.add_column(heading, overflow="fold")
    for row in conversation_rows(deps):
        table.add_row(*map(printable, row))
    Console().print(table)


def erase(
    conversation: Conversation,
    by: By,
    basis: Annotated[str, typer.Option(help="In law, such as a request by the person.")],
    rule: Annotated[str, typer.Option(help="Of the policy, such as SG04/4.")],
    number: Numbers = None,
) -> None:
    """Destroy what is kept of a conversation, and leave a certificate for each message."""
    deps = begun()
    from handrail.actions.erase_content import Erasing, erase_content
    from handrail.actions.refused import Refused

    erasing = Erasing(
        conversation_id=meant(conversation), numbers=tuple(number or ()), basis=basis, rule=rule
    )
    answer = erase_content(deps=deps, actor=acting(by), erasing=erasing)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"{len(answer.certificates)} erased; the certificates are in the record:")
    for certificate in answer.certificates:
        typer.echo(certificate.hex())


def hold(conversation: Conversation, by: By, reason: Reason) -> None:
    """Place a legal hold: nothing of the conversation is erased while it stands."""
    deps = begun()
    from handrail.actions.place_hold import place_hold
    from handrail.actions.refused import Refused

    answer = place_hold(deps=deps, actor=acting(by), conversation_id=meant(conversation), reason=reason)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"held: {answer.hold_id}\nTwo people must release it before anything is erased.")


def release(
    hold_id: Annotated[str, typer.Argument(metavar="HOLD", help="The hold's id.")], by: By, reason: Reason
) -> None:
    """Say that a legal hold may end; it ends when a second person has said so, too."""
    deps = begun()
    from handrail.actions.refused import Refused
    from handrail.actions.release_hold import HalfReleased, release_hold

    try:
        id_ = UUID(hold_id)
    except ValueError:
        stop(f"`{hold_id}` is not the id of a hold")
    answer = release_hold(deps=deps, actor=acting(by), hold_id=id_, reason=reason)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    is_half = isinstance(answer, HalfReleased)
    typer.echo("one of two has released it; it still holds" if is_half else "the hold has ended")


def review(
    conversation: Conversation,
    by: By,
    reason: Reason,
    retention: Annotated[
        str, typer.Option("--as", metavar="CLASS", help="Retention class it is kept under.")
    ],
) -> None:
    """Decide to keep a conversation, and under which retention class."""
    deps = begun()
    from handrail.actions.refused import Refused
    from handrail.actions.review_conversation import review_conversation

    answer = review_conversation(
        deps=deps,
        actor=acting(by),
        conversation_id=meant(conversation),
        retention=retention,
        reason=reason,
    )
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"kept as `{retention}`; look again on {answer.again_on:%d %B %Y}")
