"""Keeping and discarding the files that were handed in. Only the server's own account can read them."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    sha256: str  # hex
    size_bytes: int


def keep_upload(folder: Path, audit_id: UUID, chunks: Iterable[bytes]) -> Kept:
    """Write the chunks to a file of mode 0600 named by the id; whole or not at all.

    raises  FileExistsError: something is kept under this id already
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / str(audit_id)
    digest, size_bytes = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size_bytes += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Kept(sha256=digest.hexdigest(), size_bytes=size_bytes)


def discard_upload(folder: Path, audit_id: UUID) -> None:
    """Remove the file of an audit; that it is gone already is no error."""
    (folder / str(audit_id)).unlink(missing_ok=True)
