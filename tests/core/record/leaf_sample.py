"""A posted message, with salts that anybody can compute again."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from handrail.core.record.canonical import JsonValue
from handrail.core.record.commitments import Opening
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LeafType

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIELDS: dict[str, JsonValue] = {
    "conversation": "walking-group",
    "conv_seq": 0,
    "conv_prev": None,
    "author": "Marta Quillfeather",
    "body": "We meet at the bandstand on Saturday at ten \U0001f333",
    "grade": "checked",
}


def salts(fields: Iterable[str], seed: str = "") -> dict[str, bytes]:
    return {field: sha256(f"{seed}{field}".encode()).digest() for field in fields}


def made(
    fields: dict[str, JsonValue] | None = None, type_: LeafType = LeafType.MESSAGE_POSTED, seed: str = ""
) -> tuple[bytes, tuple[Opening, ...]]:
    chosen = FIELDS if fields is None else fields
    return make_leaf(type_, AT, chosen, salts(chosen, seed))
