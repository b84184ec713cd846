"""Writes a binary result whole or not at all: beside its place first, then moved there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from handrail.entrypoints.cli.write_file import NotWritten


@contextmanager
def drafted(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to; when the block ends well it is at its place, readable by its owner only.

    raises  NotWritten: there is something at its place, or nothing can be written there
    """
    if path.exists():
        raise NotWritten(f"{path}: there is a file already; choose another name")
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as draft:
            try:
                yield draft.file
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).rename(path)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise NotWritten(f"{path}: {(error.strerror or 'cannot be written').lower()}") from error
