"""Files that only their owner may read: written once and never over another."""

import os
from pathlib import Path

PRIVATE = 0o600


def write_new_private(path: Path, text: str) -> None:
    """Write a text to a new file of mode 0600; whole and synchronised, or not at all.

    raises  OSError: FileExistsError where there is something already
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        synchronise_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def synchronise_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, as `fsync` does for a file's content.

    raises  OSError
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
