"""The first page: what this is, how much of the conversation, and whose word each part of it is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime

from handrail.core.evidence.parts import Parts
from handrail.core.record.chain import read_ends
from handrail.core.record.checkpoint import Checkpoint
from handrail.core.record.erasure import FieldStanding
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import NoteSignature, parse_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.rotation import key_terms, verify_in_term
from handrail.core.record.text_forms import print_base64
from handrail.core.record.timestamped import TimestampRefused, read_timestamped
from handrail.ui.evidence.entries import ReadEntry
from handrail.ui.evidence.lines import Span, quoted, spans
from handrail.ui.report import words

GRADES = {
    "imported": "Copied from an export that an app made: exported, not witnessed. The record shows what the "
    "export said when it was handed in. It does not show that the app's own chat said the same.",
    "checked": "Sent through this organisation's own desk: its policy checked the message before it left.",
    "witnessed": "Copied by the channel's provider after the fact, without passing this policy.",
}


class ContradictoryParts(RecordError):
    """The parts say one thing of themselves and are another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: tuple[Span, ...]
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How much of the conversation this is."""

    is_partial: bool
    headline: str
    text: str
    counts: tuple[Count, ...]


def standing(parts: Parts, entries: Sequence[ReadEntry], *, unprinted: int = 0) -> Standing:
    """Return how much of the conversation the parts hold.

    unprinted  entries that the report leaves to the data
    raises     ContradictoryParts: they say that they are whole and are not, or have no `export.made`;
               RecordError: its end cannot be read
    """
    messages = [entry for entry in entries if entry.is_message]
    withheld = _having(messages, FieldStanding.WITHHELD)
    left_out = stated_count(entries) - sum(entry.number is not None for entry in entries)
    if parts.is_whole and (left_out or any(entry.fields(FieldStanding.WITHHELD) for entry in entries)):
        raise ContradictoryParts("the parts say that they are whole, and something is left out or withheld")
    counts = [
        Count(number=f"{len(messages) - _touched(messages):,}", label="messages shown in full"),
        Count(number=f"{withheld:,}", label="with something withheld"),
        Count(
            number=f"{_having(messages, FieldStanding.ERASED):,}",
            label="with something erased, by certificate",
        ),
        Count(number=f"{left_out:,}", label="entries of the conversation left out"),
    ]
    if unprinted:
        counts.append(Count(number=f"{unprinted:,}", label="in the pack, and not printed here"))
    lost = sum(bool(entry.misplaced) for entry in entries)
    if lost:
        counts.append(Count(number=f"{lost:,}", label="that cannot be accounted for"))
    return Standing(
        is_partial=not parts.is_whole,
        headline="Whole conversation" if parts.is_whole else "Partial",
        text=_WHOLE if parts.is_whole else _PARTIAL,
        counts=tuple(counts),
    )


_WHOLE = (
    "Every entry of the conversation up to the checkpoint is in the pack, and nothing is withheld. "
    "What was erased is listed with its certificate."
)
_PARTIAL = (
    "This is not the whole conversation. Entries are left out or parts of them withheld, "
    "so what is here may read differently beside what is not."
)


def _having(entries: Sequence[ReadEntry], standing_: FieldStanding) -> int:
    return sum(bool(entry.fields(standing_)) for entry in entries)


def _touched(entries: Sequence[ReadEntry]) -> int:
    return sum(
        any(found is not FieldStanding.SHOWN for found in entry.standings.values()) for entry in entries
    )


def stated_count(entries: Sequence[ReadEntry]) -> int:
    """Return how many entries the conversation had when it was exported, as `export.made` committed to.

    raises  ContradictoryParts: that is not the last entry; RecordError: it does not say
    """
    if not entries or entries[-1].leaf.type is not LeafType.EXPORT_MADE:
        raise ContradictoryParts("the last entry of the parts is not their `export.made`")
    return sum(end.count for end in read_ends(entries[-1].values))


def custody(parts: Parts, unshowable: AbstractSet[str]) -> tuple[Fact, ...]:
    """Return who made the pack, when, why and with what."""
    made = parts.custody
    return (
        Fact(label="Made", value=_plain(f"{words.moment(made.exported_at)} UTC")),
        Fact(label="By", value=spans(made.exported_by, unshowable)),
        Fact(label="Reason", value=spans(made.reason, unshowable)),
        Fact(label="Software", value=spans(made.software, unshowable)),
        Fact(label="Its SHA-256", value=spans(made.software_sha256, unshowable), is_code=True),
    )


def checkpoint_facts(parts: Parts, checkpoint: Checkpoint, unshowable: AbstractSet[str]) -> tuple[Fact, ...]:
    """Return what was signed, by which key, and who states to have seen it.

    LIMIT: the keys of witnesses are not among the parts: their lines are shown as they are written.
    """
    key = key_terms(parts.first_key, parts.rotations)[-1].key
    seen = _witnesses(parts, unshowable) or (
        Fact(
            label="Witness", value=_plain("None. Only the key of the record itself vouches for this state.")
        ),
    )
    return (
        Fact(label="Origin", value=spans(checkpoint.origin, unshowable)),
        Fact(label="Entries", value=_plain(f"{checkpoint.size:,}")),
        Fact(label="Root", value=_plain(checkpoint.root.hex()), is_code=True),
        Fact(label="in base64", value=_plain(print_base64(checkpoint.root)), is_code=True),
        Fact(label="Key id", value=_plain(key.key_id.hex()), is_code=True),
        *seen,
    )


def verified(parts: Parts) -> Checkpoint:
    """Return the checkpoint of the parts, once its log has signed it.

    raises  RecordError: it is not signed as the keys of the parts say
    """
    return verify_in_term(parts.checkpoint, key_terms(parts.first_key, parts.rotations))


def is_witnessed(parts: Parts) -> bool:
    """Say whether somebody else than the log has put a line under the checkpoint."""
    return bool(_strangers(parts))


def _witnesses(parts: Parts, unshowable: AbstractSet[str]) -> tuple[Fact, ...]:
    told = (f"{quoted(one.name)}, which states {_stated_moment(one.signature)}" for one in _strangers(parts))
    return tuple(Fact(label="Witness", value=spans(line, unshowable)) for line in told)


def _strangers(parts: Parts) -> tuple[NoteSignature, ...]:
    note = parse_note(parts.checkpoint)
    logs = [term.key for term in key_terms(parts.first_key, parts.rotations)]
    own = {one.signature for one in verify_note(note, logs)}
    return tuple(signature for signature in note.signatures if signature not in own)


def _stated_moment(signature: bytes) -> str:
    try:
        return f"{words.moment(datetime.fromtimestamp(read_timestamped(signature).at_s, UTC))} UTC"
    except (TimestampRefused, ValueError, OverflowError, OSError):  # of another kind, or beyond the calendar
        return "no moment"


def _plain(text: str) -> tuple[Span, ...]:
    return (Span(text, is_code=False),)
