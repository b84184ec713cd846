"""Files that only their owner may read: new ones, and ones that take another's place; never half of one."""

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


def replace_private(path: Path, content: bytes, *, draft: Path) -> None:
    """Write a file of mode 0600 beside its place and move it there, synchronised: the old or the new one.

    draft   in the same folder; nobody else may be writing to it
    raises  OSError
    """
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    synchronise_folder(path.parent)


def synchronise_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, as `fsync` does for a file's content.

    raises  OSError
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
