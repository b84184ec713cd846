"""Entries as a page reads them: values opened and checked, and why the others are not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.core.evidence.parts import Entry, Parts
from handrail.core.record.canonical import JsonValue
from handrail.core.record.erasure import Erasure, FieldStanding, field_standings, read_erasure
from handrail.core.record.leaf import Leaf, opened, read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.proofs import leaf_hash

MESSAGES = frozenset({LeafType.MESSAGE_POSTED, LeafType.MESSAGE_EDITED, LeafType.MESSAGE_HIDDEN})
_MISPLACED = frozenset({FieldStanding.MISSING, FieldStanding.SHOWN_THOUGH_ERASED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """An erasure, and when it was recorded, UTC."""

    erasure: Erasure
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """One entry.

    values        of the fields that are shown, each checked against the leaf
    standings     of every field
    certificates  of what was erased from this leaf
    """

    index: int
    leaf: Leaf
    hash: bytes
    values: Mapping[str, JsonValue]
    standings: Mapping[str, FieldStanding]
    certificates: tuple[Certificate, ...]

    @property
    def is_message(self) -> bool:
        return self.leaf.type in MESSAGES

    @property
    def number(self) -> int | None:
        """The entry's place in its conversation, from 0; None where it has none, or does not show it."""
        found = self.values.get("conv_seq")
        return found if isinstance(found, int) else None

    def text(self, field: str) -> str:
        """Return a shown field that is text, or else nothing."""
        found = self.values.get(field)
        return found if isinstance(found, str) else ""

    def fields(self, standing: FieldStanding) -> list[str]:
        """Return the fields that stand so, in the order of their names."""
        return sorted(field for field, found in self.standings.items() if found is standing)

    @property
    def misplaced(self) -> list[str]:
        """The fields that are gone without a certificate, or shown in spite of one."""
        return sorted(field for field, found in self.standings.items() if found in _MISPLACED)

    def certificate(self, field: str) -> Certificate | None:
        """Return what says that a field was erased; the first of several."""
        return next((one for one in self.certificates if field in one.erasure.fields), None)


def read_entries(parts: Parts) -> tuple[ReadEntry, ...]:
    """Return a pack's entries, in its order.

    raises  RecordError: a leaf, an opening or a certificate cannot be read, or opens nothing
    """
    half_read = [_opened(entry) for entry in parts.entries]
    certificates = _certificates(half_read)
    return tuple(
        _read(entry, leaf, values, certificates.get(leaf_hash(entry.leaf), ()))
        for entry, leaf, values in half_read
    )


def _opened(entry: Entry) -> tuple[Entry, Leaf, Mapping[str, JsonValue]]:
    leaf = read_leaf(entry.leaf)
    return entry, leaf, opened(leaf, entry.openings)


def _certificates(
    half_read: Sequence[tuple[Entry, Leaf, Mapping[str, JsonValue]]],
) -> Mapping[bytes, tuple[Certificate, ...]]:
    """Return the certificates by the hash of the leaf that they speak of."""
    found: dict[bytes, tuple[Certificate, ...]] = {}
    for entry, leaf, values in half_read:
        if leaf.type is LeafType.CONTENT_ERASED:
            erasure = read_erasure(values, index=entry.index)
            found[erasure.of] = (*found.get(erasure.of, ()), Certificate(erasure=erasure, at=leaf.at))
    return found


def _read(
    entry: Entry, leaf: Leaf, values: Mapping[str, JsonValue], certificates: tuple[Certificate, ...]
) -> ReadEntry:
    hashed = leaf_hash(entry.leaf)
    standings = field_standings(
        leaf,
        leaf_hash=hashed,
        index=entry.index,
        shown=values.keys(),
        withheld=entry.withheld,
        erasures=[one.erasure for one in certificates],
    )
    return ReadEntry(
        index=entry.index,
        leaf=leaf,
        hash=hashed,
        values=values,
        standings=standings,
        certificates=certificates,
    )
