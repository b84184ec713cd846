"""The `handrail` command: one sub-command a room."""

import typer

from handrail.entrypoints.cli import policy

app = typer.Typer(
    help="Talk online with children and young people safely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(policy.app, name="policy")


@app.callback()
def handrail() -> None:
    """Talk online with children and young people safely."""


def run() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    run()
