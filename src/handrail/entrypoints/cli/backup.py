"""`handrail backup` and `handrail restore`."""

from pathlib import Path
from typing import Annotated

import typer

from handrail.entrypoints.cli.wired import begun, empty, stop

RECORD = typer.Argument(metavar="BACKUP", help="The file of the record.")
KEYS = typer.Option("--content-keys", metavar="FILE", help="The file of content keys made with it.")
CHECKPOINT = typer.Option("--checkpoint", metavar="FILE", help="A checkpoint somebody else kept.")
NEW = typer.Option(
    "--new-origin", metavar="NAME", help="Go on under another name: the end of the record is lost."
)


def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to; made when missing.")],
) -> None:
    """Write a backup, read it back, and say whether it is whole.

    The key folder is not in it. Keep a copy of `log-key` and `master-key` apart, such as in a safe.
    """
    deps = begun()
    from handrail.actions.back_up import back_up
    from handrail.actions.refused import Refused

    answer = back_up(deps=deps, folder=folder)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"{answer.size} entries, read back and whole:\n{answer.record}\n{answer.content_keys}")
    typer.echo("Keep the content keys for a short time only: with an old copy, what was erased can be read.")


def restore(
    record: Annotated[Path, RECORD],
    content_keys: Annotated[Path, KEYS],
    checkpoint: Annotated[list[Path] | None, CHECKPOINT] = None,
    new_origin: Annotated[str, NEW] = "",
    reason: Annotated[str, typer.Option(help="Why the end is lost; it stands in the record.")] = "",
) -> None:
    """Put a backup back into an empty installation that has the record's key folder."""
    if bool(new_origin) != bool(reason.strip()):
        stop("`--new-origin` and `--reason` go together")
    deps = empty()
    from handrail.actions.refused import Refused
    from handrail.actions.restore import Backup, NewOrigin
    from handrail.actions.restore import restore as put_back

    try:
        outside = [(path.name, path.read_bytes()) for path in checkpoint or ()]
    except OSError as error:
        stop(f"{error.filename}: {(error.strerror or 'cannot be read').lower()}")
    answer = put_back(
        deps=deps,
        backup=Backup(record=record, content_keys=content_keys, outside=outside),
        new_origin=NewOrigin(name=new_origin, reason=reason.strip()) if new_origin else None,
    )
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"{answer.size} entries are back; the record goes on as {answer.origin}")
