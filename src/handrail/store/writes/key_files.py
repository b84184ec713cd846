"""Writes the files of the key folder, whole or not at all, readable by their owner only."""

import os
from pathlib import Path

from handrail.core.record.checkpoint import parse_checkpoint
from handrail.core.record.keys import SigningKey, print_signing_key
from handrail.core.record.notes import parse_note
from handrail.core.record.text_forms import print_base64
from handrail.store.reads.key_files import GUARD, MASTER, NEXT, SIGNING, WITNESSES, guard_note


def make_master_key(folder: Path, secret: bytes) -> None:
    """Keep a new master key.

    raises  FileExistsError: there is one; it is never written over
    """
    _make(folder / MASTER, f"{print_base64(secret)}\n".encode())


def make_signing_key(folder: Path, key: SigningKey) -> None:
    """Keep the log's first key.

    raises  FileExistsError: there is one; it is never written over
    """
    _make(folder / SIGNING, print_signing_key(key).encode())


def keep_next_key(folder: Path, key: SigningKey) -> None:
    """Keep a key that is about to take over."""
    _replace(folder / NEXT, print_signing_key(key).encode())


def use_next_key(folder: Path) -> None:
    """Let the next key take the place of the present one, which is gone from here on."""
    (folder / NEXT).replace(folder / SIGNING)
    _settle(folder)


def retire_signing_key(folder: Path, key: SigningKey) -> None:
    """Let a key of another origin take the place of the present one; that and its guard are kept aside."""
    for name in (SIGNING, GUARD):
        if (folder / name).is_file():
            (folder / name).replace(folder / f"{name}.retired")
    make_signing_key(folder, key)


def keep_witnesses(folder: Path, policy: str) -> None:
    """Keep whose word over the record counts, as a trust policy (§10)."""
    _replace(folder / WITNESSES, policy.encode())


def keep_guard(folder: Path, note: bytes, *, size: int) -> None:
    """Keep the newest checkpoint outside the database; one that is there and larger stays."""
    there = guard_note(folder)
    # another sequencer may have been faster between its commit and this
    if there is None or size >= parse_checkpoint(parse_note(there).text).size:
        _replace(folder / GUARD, note)


def _make(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(path, content, os.O_EXCL)
    _settle(path.parent)


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    _write(draft, content, os.O_TRUNC)
    draft.replace(path)
    _settle(path.parent)


def _write(path: Path, content: bytes, how: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the folder's own entries on the disk, so that a new name outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
