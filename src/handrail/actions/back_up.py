"""An operator makes a backup: everything but the key folder, read back and checked once it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from handrail.actions._backup_check import checked
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.proofs import EMPTY_ROOT
from handrail.store.backup_file import BackupReader, BackupRefused, BackupWriter
from handrail.store.dialects import snapshot
from handrail.store.reads.backup import rows_name
from handrail.store.reads.log import head, log_keys
from handrail.store.reads.rows import lines_of, name_of
from handrail.store.tables import CONTENT_KEY_TABLE, TABLES

RECORD, CONTENT_KEYS = "record", "content-keys"
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """Both files are written, read back, and whole.

    record        everything but the keys that can be destroyed
    content_keys  those: keep this one for a short time only, or what is erased can be read again
    """

    record: Path
    content_keys: Path
    size: int


def back_up(*, deps: Deps, folder: Path) -> BackedUp | Refused:
    """Write a backup into a folder. The key folder is not in it: keep a copy of that apart."""
    at = deps.now()
    stem = f"handrail-{at:%Y%m%d-%H%M%S}"
    record, keys = folder / f"{stem}.zip", folder / f"{stem}.content-keys.zip"
    drafts = [path.with_name(f".{path.name}.draft") for path in (record, keys)]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        said = _write(deps, *drafts)
        faults = checked(BackupReader(drafts[0]), outside=()).faults
        BackupReader(drafts[1]).check()
        if faults:
            return Refused(sentence=f"the record was not backed up, for it is not whole: {faults[0]}")
        drafts[0].rename(record)
        drafts[1].rename(keys)
    except (BackupRefused, OSError) as error:
        return Refused(sentence=f"the backup could not be written: {error}")
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return BackedUp(record=record, content_keys=keys, size=said)


def _write(deps: Deps, record: Path, keys: Path) -> int:
    with snapshot(connection):
        now, origin = head(), log_keys()[-1].key.name
        size, root = (now.size, now.root) if now else (0, EMPTY_ROOT)
        said: dict[str, str | int] = {
            "made_at": deps.now().isoformat(),
            "software": deps.software[0],
            "origin": origin,
            "size": size,
            "root": root.hex(),
        }
        writer = BackupWriter(record)
        for table in TABLES:
            writer.add(rows_name(name_of(table)), lines_of(table))
    for path in sorted(deps.uploads.iterdir()) if deps.uploads.is_dir() else ():
        if path.is_file():
            writer.add(f"uploads/{path.name}", _blocks(path))
    writer.close(kind=RECORD, **said)
    # after the rest: each key that something in it needs is there, unless it was destroyed meanwhile
    apart = BackupWriter(keys)
    apart.add(rows_name(name_of(CONTENT_KEY_TABLE)), lines_of(CONTENT_KEY_TABLE))
    apart.close(kind=CONTENT_KEYS, **said)
    return size


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
