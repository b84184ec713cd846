"""The `handrail` command: one sub-command a room."""

import sys

import typer

from handrail.entrypoints.cli import account, evidence, import_show, policy, record, witness
from handrail.entrypoints.cli.audit import audit
from handrail.entrypoints.cli.backup import backup, restore
from handrail.entrypoints.cli.door import status_of
from handrail.entrypoints.cli.import_keep import keep
from handrail.entrypoints.cli.screen import screen
from handrail.entrypoints.cli.serve import serve
from handrail.entrypoints.cli.verify import verify

app = typer.Typer(
    help="Talk online with children and young people safely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(policy.app, name="policy")
app.add_typer(import_show.app, name="import")
app.add_typer(account.app, name="account")
app.add_typer(record.app, name="record")
app.add_typer(evidence.app, name="evidence")
import_show.app.command()(keep)
app.command()(backup)
app.command()(restore)
app.add_typer(witness.app, name="witness")
app.command()(audit)
app.command()(screen)
app.command()(serve)
app.command()(verify)


@app.callback()
def handrail() -> None:
    """Talk online with children and young people safely."""


def run() -> None:
    """Run the command line."""
    sys.exit(status_of(app))


if __name__ == "__main__":
    run()
