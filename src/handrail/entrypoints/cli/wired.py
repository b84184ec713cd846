"""What commands that need the database begin with: Django set up, the record looked over, who is acting."""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NoReturn
from uuid import UUID

import typer

from handrail.core.policy.problems import printable

if TYPE_CHECKING:
    from handrail.actions.deps import Deps
    from handrail.store.reads.accounts import AccountRow

WRONG, BAD_INPUT = 1, 2
By = Annotated[str, typer.Option("--by", metavar="EMAIL", help="Who does this: the address of an account.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the record.")]
Conversation = Annotated[
    str, typer.Argument(metavar="CONVERSATION", help="Its id, or how it begins; see `handrail record list`.")
]


def begun() -> "Deps":
    """Return the wiring of this installation, with everything made that was missing and the record begun."""
    return _prepared("prepare_record")


def attached() -> "Deps":
    """Return the wiring of this installation as it is: nothing is written."""
    return _prepared("attach")


def empty() -> "Deps":
    """Return the wiring of an installation whose tables are made and whose record is not begun."""
    return _prepared("prepare_tables")


def acting(email: str) -> "AccountRow":
    """Return the account of who is acting."""
    from handrail.store.reads.accounts import account_of

    found = account_of(email)
    if found is None:
        stop(f"`{email}` has no account here; `handrail account open` makes one")
    return found


def meant(conversation: str) -> UUID:
    """Return the one conversation whose id begins so."""
    from handrail.store.reads.conversations import conversations

    fitting = [row.id for row in conversations() if str(row.id).startswith(conversation.strip().lower())]
    if len(fitting) != 1 or not conversation.strip():
        what = "no conversation has" if not fitting else f"{len(fitting)} conversations have"
        stop(f"{what} an id that begins with `{conversation}`; see `handrail record list`")
    return fitting[0]


def stop(sentence: str, *, status: int = BAD_INPUT) -> NoReturn:
    """End with what is wrong on the error stream."""
    for line in sentence.splitlines():
        typer.echo(f"handrail: {printable(line)}", err=True)
    raise typer.Exit(status)


def _prepared(how: str) -> "Deps":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    # The command line stands below config in the order of rooms: it reaches config by name, as Django does.
    setting_up = import_module("handrail.config.setting_up")
    try:
        getattr(setting_up, how)()
    except setting_up.EnvironmentRefused as refused:
        stop(str(refused))
    deps: Deps = import_module("handrail.config.wiring").build_deps()
    return deps
