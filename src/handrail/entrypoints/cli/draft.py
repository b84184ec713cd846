"""Writes a binary result whole or not at all: beside its place first, then moved there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from handrail.entrypoints.cli.write_file import NotWritten


@contextmanager
def drafted(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; when the block ends well it is at its place, readable by its owner only.

    raises  NotWritten: there is something at its place, or nothing can be written there
    """
    if path.exists():
        raise NotWritten(f"{path}: there is a file already; choose another name")
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(f"{path}: {(error.strerror or 'cannot be written').lower()}") from error
