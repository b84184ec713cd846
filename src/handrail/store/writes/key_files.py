"""Writes the files of the key folder, whole or not at all, readable by their owner only."""

import os
from pathlib import Path
from threading import get_ident

from handrail.core.record.checkpoint import parse_checkpoint
from handrail.core.record.keys import SigningKey, print_signing_key
from handrail.core.record.notes import parse_note
from handrail.core.record.text_forms import print_base64
from handrail.store.reads.key_files import GUARD, MASTER, NEXT, SIGNING, WITNESSES, guard_note
from handrail.store.writes.private_file import replace_private, synchronise_folder, write_new_private


def make_master_key(folder: Path, secret: bytes) -> None:
    """Keep a new master key.

    raises  FileExistsError: there is one; it is never written over
    """
    _make(folder / MASTER, f"{print_base64(secret)}\n")


def make_signing_key(folder: Path, key: SigningKey) -> None:
    """Keep the log's first key.

    raises  FileExistsError: there is one; it is never written over
    """
    _make(folder / SIGNING, print_signing_key(key))


def keep_next_key(folder: Path, key: SigningKey) -> None:
    """Keep a key that is about to take over."""
    _replace(folder / NEXT, print_signing_key(key))


def use_next_key(folder: Path) -> None:
    """Let the next key take the place of the present one, which is gone from here on."""
    (folder / NEXT).replace(folder / SIGNING)
    synchronise_folder(folder)


def retire_signing_key(folder: Path, key: SigningKey) -> None:
    """Let a key of another origin take the place of the present one; that and its guard are kept aside."""
    for name in (SIGNING, GUARD):
        if (folder / name).is_file():
            (folder / name).replace(folder / f"{name}.retired")
    make_signing_key(folder, key)


def keep_witnesses(folder: Path, policy: str) -> None:
    """Keep whose word over the record counts, as a trust policy (§10)."""
    _replace(folder / WITNESSES, policy)


def keep_guard(folder: Path, note: bytes, *, size: int) -> None:
    """Keep the newest checkpoint outside the database; one that is there and larger stays."""
    there = guard_note(folder)
    # another sequencer may have been faster between its commit and this
    if there is None or size >= parse_checkpoint(parse_note(there).text).size:
        _replace(folder / GUARD, note.decode())


def _make(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_new_private(path, text)


def _replace(path: Path, text: str) -> None:
    # one name for each writer: threads and processes may place leaves at the same time
    draft = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
    replace_private(path, text.encode(), draft=draft)
