"""Kept files of audits, by id."""

from pathlib import Path
from typing import BinaryIO
from uuid import UUID


def open_upload(folder: Path, audit_id: UUID) -> BinaryIO:
    """Open the chat of an audit for reading.

    raises  FileNotFoundError: it was deleted
    """
    return (folder / str(audit_id)).open("rb")


def stray_uploads(folder: Path, *, known: frozenset[UUID]) -> tuple[Path, ...]:
    """Return files that belong to no audit: what a crash left between the file and the row."""
    names = {str(audit_id) for audit_id in known}
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.is_file() and path.name not in names))
