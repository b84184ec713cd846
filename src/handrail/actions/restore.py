"""An operator puts a backup back: checked whole before the first row is written, and all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._backup_check import checked
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.keys import SEED_BYTES, SigningKey
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.problems import RecordError
from handrail.core.record.verifier_keys import SignatureType, print_verifier_key
from handrail.store.backup_file import BackupReader, BackupRefused
from handrail.store.reads.backup import rows_name
from handrail.store.reads.key_files import KeysMissing, guard_note, master_key
from handrail.store.reads.log import head, log_keys
from handrail.store.reads.rows import name_of
from handrail.store.router import CONTENT_KEYS
from handrail.store.tables import CONTENT_KEY_TABLE, TABLES
from handrail.store.writes.key_files import retire_signing_key
from handrail.store.writes.log import insert_log_key
from handrail.store.writes.rows import RowRefused, insert_lines, number_on
from handrail.store.writes.uploads import discard_upload, keep_upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Everything is back.

    origin  under which the record goes on
    """

    origin: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrigin:
    """How a record goes on that has lost its end: under another name, which says so.

    reason  why; it stands in the record
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """The two files of a backup, and the checkpoints that others kept: whose, and the signed note."""

    record: Path
    content_keys: Path
    outside: Sequence[tuple[str, bytes]] = ()


def restore(*, deps: Deps, backup: Backup, new_origin: NewOrigin | None = None) -> Restored | Refused:
    """Put a backup back into databases that are empty.

    Where the guard file, or anybody, remembers more entries than the backup has, the old name is never signed
    for again: a new origin goes on from there, and carries the last checkpoint that was remembered.
    """
    if log_keys():
        return Refused(sentence="this database already holds a record: restore into an empty one")
    try:
        record, keys = BackupReader(backup.record), BackupReader(backup.content_keys)
        keys.check()
        master_key(deps.keys)
        lost = _check(deps, record, backup, new_origin)
        if isinstance(lost, Refused):
            return lost
        _put_back(deps, record, keys)
        if new_origin:
            _go_on_as(deps, new_origin, lost)
    except (BackupRefused, RowRefused, KeysMissing, RecordError) as error:
        return Refused(sentence=f"nothing was restored: {error}")
    sequence_waiting(deps)
    now = head()
    return Restored(origin=log_keys()[-1].key.name, size=now.size if now else 0)


def _check(
    deps: Deps, record: BackupReader, backup: Backup, new_origin: NewOrigin | None
) -> bytes | Refused | None:
    """Return the newest checkpoint that somebody remembers, or why the backup is not put back."""
    guard = guard_note(deps.keys)
    outside = [*backup.outside, *([("the guard file", guard)] if guard else [])]
    alone = checked(record, outside=())
    if alone.faults:
        return Refused(sentence=f"nothing was restored: the backup is not whole: {alone.faults[0]}")
    faults = checked(record, outside=outside).faults
    if faults and new_origin is None:
        return Refused(
            sentence=f"nothing was restored: {faults[0]}. Put a newer backup back, or go on under another"
            " name: `--new-origin` and `--reason`"
        )
    if not faults and new_origin is not None:
        return Refused(
            sentence="nothing is lost: the record goes on under its own name, without `--new-origin`"
        )
    return outside[-1][1] if outside else None


def _put_back(deps: Deps, record: BackupReader, keys: BackupReader) -> None:
    for id_, name in _uploads(record).items():
        discard_upload(deps.uploads, id_)  # what an earlier try left
        keep_upload(deps.uploads, id_, record.blocks(name))
    # keys first: one too many opens nothing, one too few loses something
    with transaction.atomic(using=CONTENT_KEYS):
        insert_lines(CONTENT_KEY_TABLE, keys.lines(rows_name(name_of(CONTENT_KEY_TABLE))), once=True)
    with transaction.atomic():
        for table in TABLES:
            insert_lines(table, record.lines(rows_name(name_of(table))))
        number_on(TABLES)


def _uploads(record: BackupReader) -> dict[UUID, str]:
    """Return the chats in a backup, by the id they are kept under."""
    names = [name for name in record.manifest.files if name.startswith("uploads/")]
    try:
        return {UUID(name.removeprefix("uploads/")): name for name in names}
    except ValueError as error:
        raise BackupRefused("a chat in the backup has a name that is no id") from error


def _go_on_as(deps: Deps, new_origin: NewOrigin, lost: bytes | None) -> None:
    key = SigningKey(name=new_origin.name, type=SignatureType.ED25519, seed=deps.random_bytes(SEED_BYTES))
    now = head()
    fields = {
        "old_origin": log_keys()[-1].key.name,
        "old_checkpoint": lost.decode() if lost else None,
        "reason": new_origin.reason,
    }
    retire_signing_key(deps.keys, key)
    with transaction.atomic():
        insert_log_key(
            len(log_keys()),
            print_verifier_key(key.verifier),
            from_size=now.size if now else 0,
            note=None,
        )
        append(deps, Told(type=LeafType.ANCHOR, fields=fields), at=deps.now())
