"""Writes a result file whole or not at all, for its owner only, and never over what was handed in."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


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
    with _beside(path) as file:
        file.write(text.encode("utf-8", errors="replace"))


@contextmanager
def drafted(path: Path) -> Iterator[BinaryIO]:
    """Give a new file to write to; when the block ends well it is at its place, readable by its owner only.

    raises  NotWritten: there is something at its place, or nothing can be written there
    """
    if path.exists():
        raise NotWritten(f"{path}: there is a file already; choose another name")
    with _beside(path) as file:
        yield file


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # its owner's only
        draft = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(f"{path}: {(error.strerror or 'cannot be written').lower()}") from error
