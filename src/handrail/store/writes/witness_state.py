"""What a witness keeps: a folder of small files, no database (docs/formats/record.md 13.3).

witness                 whose state this is
last/HASH               of each log, the checkpoint cosigned last
two-roots/HASH-SIZE-ROOT   notes of one size with different roots
lock                    held while a request is decided and its outcome written
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from handrail.core.record.notes import MOST_BYTES
from handrail.store.writes.private_file import PRIVATE, replace_private, write_new_private

OWNER, LAST, TWO_ROOTS, LOCK = "witness", "last", "two-roots", "lock"
MOST_TWO_ROOTS = 1_000  # files; two are proof enough, and a log gone mad must not fill the disk
PATIENCE_S = 10  # for the lock: what is done under it takes milliseconds
_POLL_S = 0.01


class StateRefused(Exception):
    """The folder cannot be read or written, or is not this witness's. Lower case, no full stop."""


class StateBusy(Exception):
    """Somebody else has held the lock for too long."""


@dataclass(frozen=True, slots=True)
class HeldState:
    """The folder of a witness while nobody else can change it. Made by `held_state` only."""

    folder: Path

    def last(self, origin: str) -> bytes | None:
        """Return the note kept of a log; None where nothing was ever kept.

        raises  StateRefused
        """
        try:
            with (self.folder / LAST / _hashed(origin)).open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _refused(error) from error

    def keep(self, origin: str, note: bytes) -> None:
        """Keep the note cosigned last of a log; once this returns, it outlasts a power cut.

        raises  StateRefused: then the note before is still kept
        """
        _write_whole(self.folder / LAST / _hashed(origin), note)

    def keep_two_roots(self, origin: str, size: int, notes: Mapping[bytes, bytes]) -> None:
        """Keep notes of one size by their roots, beside those kept before.

        raises  StateRefused
        """
        folder = self.folder / TWO_ROOTS
        try:
            kept = {path.name for path in folder.iterdir()}
        except OSError as error:
            raise _refused(error) from error
        for root, note in notes.items():
            name = f"{_hashed(origin)}-{size}-{root.hex()}"
            if name not in kept and len(kept) < MOST_TWO_ROOTS:
                _write_whole(folder / name, note)
                kept.add(name)


def make_state(folder: Path, owner: str) -> None:
    """Make the folder of a new witness.

    owner   its verifier key
    raises  OSError: FileExistsError where a witness has its state already
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(0, "is not empty", str(folder))
    made = [folder / LAST, folder / TWO_ROOTS]
    try:
        for path in made:
            path.mkdir(mode=0o700)
        write_new_private(folder / OWNER, f"{owner}\n")  # last: a folder without it is no witness's
    except BaseException:
        for path in made:
            if path.is_dir():
                path.rmdir()
        raise


@contextmanager
def held_state(folder: Path, owner: str) -> Iterator[HeldState]:
    """Hold the folder of a witness: everybody else waits, threads and processes alike.

    owner   its verifier key
    raises  StateRefused: not the folder of this witness; StateBusy: it is held for too long
    """
    _check_owner(folder, owner)
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, PRIVATE)
    except OSError as error:
        raise _refused(error) from error
    try:
        _lock(descriptor)
        yield HeldState(folder)
    finally:
        os.close(descriptor)  # which ends the lock, as the end of the process does


def _check_owner(folder: Path, owner: str) -> None:
    # LIMIT: a single file deleted from `last`, or all of the folder set back to an older copy, is not seen
    try:
        written = (folder / OWNER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StateRefused(f"`{folder}` is not the state of a witness") from error
    if written != f"{owner}\n":
        raise StateRefused(f"`{folder}` is the state of another witness")
    for name in (LAST, TWO_ROOTS):
        if not (folder / name).is_dir():
            raise StateRefused(f"`{folder / name}` is gone")


def _lock(descriptor: int) -> None:
    deadline = monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if monotonic() > deadline:
                raise StateBusy from error
            sleep(_POLL_S)
        else:
            return


def _write_whole(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}")  # one name is enough: the lock is held
    try:
        replace_private(path, content, draft=draft)
    except OSError as error:
        raise _refused(error) from error


def _hashed(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()


def _refused(error: OSError) -> StateRefused:
    return StateRefused(f"`{error.filename}`: {(error.strerror or 'cannot be used').lower()}")
