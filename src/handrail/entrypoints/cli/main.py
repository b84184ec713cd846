"""The `handrail` command: one sub-command a room."""

import sys

import typer

from handrail.entrypoints.cli import account, import_show, policy
from handrail.entrypoints.cli.audit import audit
from handrail.entrypoints.cli.door import status_of
from handrail.entrypoints.cli.screen import screen
from handrail.entrypoints.cli.serve import serve

app = typer.Typer(
    help="Talk online with children and young people safely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(policy.app, name="policy")
app.add_typer(import_show.app, name="import")
app.add_typer(account.app, name="account")
app.command()(audit)
app.command()(screen)
app.command()(serve)


@app.callback()
def handrail() -> None:
    """Talk online with children and young people safely."""


def run() -> None:
    """Run the command line."""
    sys.exit(status_of(app))


if __name__ == "__main__":
    run()
