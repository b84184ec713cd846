"""`handrail record`: the log of everything that was done, as an operator works with it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from handrail.core.policy.problems import printable
from handrail.entrypoints.cli import record_checkpoint, record_content
from handrail.entrypoints.cli.wired import WRONG, By, acting, attached, begun, stop

app = typer.Typer(help="The record: what it holds, and whether it is whole.", no_args_is_help=True)
Checkpoints = Annotated[
    list[Path] | None,
    typer.Option("--checkpoint", metavar="FILE", help="A checkpoint somebody else kept; may be given again."),
]


@app.callback()
def record() -> None:
    """The record: what it holds, and whether it is whole."""


@app.command()
def status() -> None:
    """Show the record's name, key, size and what waits."""
    deps = attached()
    from handrail.entrypoints.cli.record_status import status_rows

    table = Table(show_header=False, title="The record", title_justify="left")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for title, shown in status_rows(deps):
        table.add_row(title, printable(shown))
    Console().print(table)


@app.command()
def verify(
    checkpoint: Checkpoints = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="The log only, not what it commits to.")] = False,
) -> None:
    """Check the whole record: log, keys, guard file, and everything that is kept.

    Exit status: 0 nothing is wrong, 1 something is, 2 it could not be checked.
    """
    deps = attached()
    from handrail.actions.verify_record import verify_record

    outside = [(path.name, _bytes(path)) for path in checkpoint or ()]
    verdict = verify_record(deps=deps, outside=outside, with_content=not quick)
    typer.echo(f"{verdict.size} entries, root {verdict.root.hex()}")
    typer.echo(f"held against: {', '.join(verdict.compared) or 'nothing outside the database'}")
    for notice in verdict.notices:
        typer.echo(f"note: {printable(notice)}")
    for fault in verdict.faults:
        typer.echo(f"wrong: {printable(fault)}")
    if verdict.faults:
        raise typer.Exit(WRONG)
    typer.echo("the log is whole" if quick else "the record is whole")


@app.command("export-tiles")
def export_tiles(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to; made when missing.")],
) -> None:
    """Write the log as tiles, as other people's tools read them (C2SP tlog-tiles)."""
    attached()
    from handrail.entrypoints.cli.tile_files import write_tiles

    try:
        count = write_tiles(folder)
    except OSError as error:
        stop(f"{error.filename or folder}: {(error.strerror or 'cannot be written').lower()}")
    typer.echo(f"{count} files in {folder}")


@app.command("rotate-key")
def rotate_key(by: By) -> None:
    """Turn the key that signs the record over to a new one."""
    deps = begun()
    from handrail.actions.refused import Refused
    from handrail.actions.rotate_key import rotate_key as rotate

    answer = rotate(deps=deps, actor=acting(by))
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"from size {answer.from_size} on, the record is signed by\n{answer.key}")
    typer.echo("Publish this key where the old one was published.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        stop(f"{path}: {(error.strerror or 'cannot be read').lower()}")


app.command("checkpoint")(record_checkpoint.checkpoint)
app.command("name-witness")(record_checkpoint.name_witness)
app.command("list")(record_content.list_conversations)
app.command("erase")(record_content.erase)
app.command("hold")(record_content.hold)
app.command("release")(record_content.release)
app.command("review")(record_content.review)
