"""Leaves: what happened and when, in clear; everything else as commitments (§3).

{"at":"2026-11-23T10:00:00.000000Z","c":{"body":"..."},"type":"message.posted","v":1}
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from re import compile as pattern

from handrail.core.record.canonical import JsonValue, NotCanonical, canonical, read_canonical
from handrail.core.record.commitments import Opening, OpeningRefused, check_field
from handrail.core.record.leaf_types import NEEDED_FIELDS, LeafType
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import HASH_BYTES
from handrail.core.record.text_forms import FormRefused, print_base64, read_hash
from handrail.core.record.tiles import MOST_LEAF_BYTES

VERSION = 1
_TYPE = pattern(r"[a-z]{1,32}(\.[a-z]{1,32})?")
_AT = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class LeafRefused(RecordError):
    """A leaf that cannot be made, or bytes that are not one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf as it stands in the log.

    type_text    as written; `type` says whether we know it
    at           UTC, to the microsecond
    commitments  32 bytes for each field
    """

    type_text: str
    at: datetime
    commitments: Mapping[str, bytes]

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.type_text):
            raise LeafRefused(f"`{self.type_text!a}` is not a leaf's type")
        if self.at.utcoffset() != timedelta(0):
            raise LeafRefused("a leaf's moment is in UTC")
        for field, committed in self.commitments.items():
            check_field(field)
            if len(committed) != HASH_BYTES:
                raise LeafRefused(f"the commitment of `{field}` is not {HASH_BYTES} bytes")
        lacking = NEEDED_FIELDS.get(self.type, frozenset()) - self.commitments.keys()
        if lacking:
            raise LeafRefused(f"a leaf `{self.type_text}` needs the fields `{', '.join(sorted(lacking))}`")

    @property
    def type(self) -> LeafType:
        """What happened; UNKNOWN where a later version wrote it."""
        return LeafType(self.type_text) if self.type_text in LeafType else LeafType.UNKNOWN


def make_leaf(
    type: LeafType,  # noqa: A002  # the leaf's own word
    at: datetime,
    fields: Mapping[str, JsonValue],
    salts: Mapping[str, bytes],
) -> tuple[bytes, tuple[Opening, ...]]:
    """Return a leaf's bytes, and what opens each of its commitments, in the order of the fields.

    at      UTC
    salts   32 random bytes for each field, each of its own
    raises  LeafRefused: a type only read, fields missing, salts that do not fit, too many bytes;
            OpeningRefused, NotCanonical: a field or value that cannot be committed to
    """
    if type is LeafType.UNKNOWN:
        raise LeafRefused("a leaf is made of a known type")
    if fields.keys() != salts.keys() or len(set(salts.values())) != len(salts):
        raise LeafRefused("each field of a leaf has one salt, and each salt one field")
    openings = tuple(Opening(field=name, salt=salts[name], value=value) for name, value in fields.items())
    commitments = {opening.field: opening.commitment for opening in openings}
    return print_leaf(Leaf(type_text=type.value, at=at, commitments=commitments)), openings


def print_leaf(leaf: Leaf) -> bytes:
    """Return a leaf's bytes.

    raises  LeafRefused: more than 65,535 bytes
    """
    raw = canonical(
        {
            "v": VERSION,
            "type": leaf.type_text,
            "at": leaf.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "c": {field: print_base64(committed) for field, committed in leaf.commitments.items()},
        }
    )
    if len(raw) > MOST_LEAF_BYTES:
        raise LeafRefused(f"a leaf has at most {MOST_LEAF_BYTES} bytes, not `{len(raw)}`")
    return raw


def read_leaf(raw: bytes) -> Leaf:
    """Read a leaf.

    raises  LeafRefused: anything `print_leaf` would not have printed; a type we do not know is read
    """
    if len(raw) > MOST_LEAF_BYTES:
        raise LeafRefused(f"a leaf has at most {MOST_LEAF_BYTES} bytes, not `{len(raw)}`")
    try:
        match read_canonical(raw):
            case {"v": int(version), "type": str(type_text), "at": str(at), "c": dict(written), **rest}:
                pass
            case _:
                raise LeafRefused("a leaf is an object of `v`, `type`, `at` and `c`")
        if rest or version is True or version != VERSION:
            raise LeafRefused(f"this is not a leaf of version {VERSION}")
        return Leaf(type_text=type_text, at=_read_at(at), commitments=_read_commitments(written))
    except (NotCanonical, FormRefused, OpeningRefused) as error:
        raise LeafRefused(f"the leaf cannot be read: {error}") from error


def check_opening(leaf: Leaf, opening: Opening) -> None:
    """Check that an opening opens one of a leaf's commitments.

    raises  OpeningRefused: a field the leaf does not have, or another value or salt;
            NotCanonical: a value without one form
    """
    committed = leaf.commitments.get(opening.field)
    if committed is None:
        raise OpeningRefused(f"the leaf has no field `{opening.field}`")
    if opening.commitment != committed:
        raise OpeningRefused(f"`{opening.field}` is not what the leaf committed to")


def opened(leaf: Leaf, openings: Iterable[Opening]) -> dict[str, JsonValue]:
    """Return the values that openings show, each checked.

    raises  OpeningRefused: one opens nothing here, or a field is opened twice
    """
    values: dict[str, JsonValue] = {}
    for opening in openings:
        check_opening(leaf, opening)
        if opening.field in values:
            raise OpeningRefused(f"`{opening.field}` is opened twice")
        values[opening.field] = opening.value
    return values


def _read_at(text: str) -> datetime:
    try:
        if _AT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError as error:  # the thirtieth of February
        raise LeafRefused(f"`{text}` is no moment") from error
    raise LeafRefused(f"`{text!a}` is not a moment in UTC to the microsecond")


def _read_commitments(written: Mapping[str, JsonValue]) -> dict[str, bytes]:
    commitments = {}
    for field, text in written.items():
        if not isinstance(text, str):
            raise LeafRefused(f"the commitment of `{field}` is not text")
        commitments[field] = read_hash(text)
    return commitments
