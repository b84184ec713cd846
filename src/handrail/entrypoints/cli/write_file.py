"""Writes a result file whole or not at all, and never over what was handed in."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

PRIVATE = 0o600  # reports quote children's words: for their owner only


class NotWritten(Exception):
    """One clear sentence: which file, and why."""


def refuse_overwriting(outputs: Sequence[Path], *, keep: Sequence[Path]) -> None:
    """Refuse when a result would be written over an input, over another result, or where nothing can be."""
    taken = {path.resolve() for path in keep}
    for path in outputs:
        where = path.resolve()
        if where in taken:
            raise NotWritten(f"{path}: is one of the files named already; choose another name")
        if (path.exists() and not path.is_file()) or not path.parent.is_dir():
            raise NotWritten(f"{path}: cannot be written there")
        taken.add(where)


def write_whole(path: Path, text: str) -> None:
    """Write a text beside its place and move it there, readable by its owner only.

    raises  NotWritten; then the place holds what it held before
    """
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.name}.", delete_on_close=False
        ) as draft:
            draft.write(text.encode("utf-8", errors="replace"))
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(PRIVATE)
            Path(draft.name).replace(path)
    except OSError as error:
        raise NotWritten(f"{path}: {(error.strerror or 'cannot be written').lower()}") from error
