"""The log inside a backup, read for the same check as the log in a database."""

import json
from collections.abc import Iterator

from handrail.core.record.log_check import StoredHead
from handrail.core.record.origins import KeyLine
from handrail.core.record.text_forms import FormRefused, read_base64
from handrail.core.record.tree import Subtree
from handrail.core.record.verifier_keys import KeyRefused, parse_verifier_key
from handrail.store.backup_file import BackupReader, BackupRefused


def rows_name(table: str) -> str:
    """Return the name of the file that holds a table's rows."""
    return f"tables/{table}.jsonl"


def entries(backup: BackupReader) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the entries of a backup as (seq, leaf hash, leaf)."""
    for row in _rows(backup, "entry"):
        yield _number(row, "seq"), _bytes(row, "leaf_hash"), _bytes(row, "leaf")


def subtrees(backup: BackupReader) -> Iterator[Subtree]:
    """Yield the stored tile hashes of a backup."""
    for row in _rows(backup, "subtree"):
        yield Subtree(level=_number(row, "level"), index=_number(row, "idx"), hash=_bytes(row, "hash"))


def heads(backup: BackupReader) -> Iterator[StoredHead]:
    """Yield the heads of a backup, the oldest first."""
    for row in _rows(backup, "head"):
        yield StoredHead(
            _number(row, "size"), _bytes(row, "root"), _bytes(row, "frontier"), _bytes(row, "note")
        )


def key_lines(backup: BackupReader) -> list[KeyLine]:
    """Return the list of the log's keys.

    raises  BackupRefused: one cannot be read
    """
    try:
        return [
            KeyLine(
                parse_verifier_key(str(row["key"])),
                _number(row, "from_size"),
                None if row["note"] is None else _bytes(row, "note"),
            )
            for row in _rows(backup, "logkey")
        ]
    except KeyRefused as error:
        raise BackupRefused(f"a key of the log cannot be read: {error}") from error


def _rows(backup: BackupReader, table: str) -> Iterator[dict[str, object]]:
    for line in backup.lines(rows_name(table)):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BackupRefused(f"a line of `{table}` cannot be read") from error
        yield row


def _number(row: dict[str, object], name: str) -> int:
    value = row.get(name)
    if type(value) is not int:
        raise BackupRefused(f"`{name}` of a row is not a number")
    return value


def _bytes(row: dict[str, object], name: str) -> bytes:
    try:
        return read_base64(str(row.get(name)))
    except FormRefused as error:
        raise BackupRefused(f"`{name}` of a row is not base64") from error
