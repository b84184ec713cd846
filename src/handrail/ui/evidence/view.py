"""Everything the report's template shows, worked out before it runs: parts in, words out."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from handrail.core.evidence.parts import Parts
from handrail.core.record.erasure import FieldStanding
from handrail.ui.evidence import cover
from handrail.ui.evidence.entries import ReadEntry, read_entries
from handrail.ui.evidence.lines import Span, spans
from handrail.ui.evidence.rows import Day, days, unprinted_day

SHORT = 16  # hex digits of a hash where it stands in full elsewhere
MOST_PRINTED = 3_000  # entries: the typesetter holds all pages at once, about 130 KB an entry
MOST_HEAD = 60  # letters of an origin in the running head


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One report."""

    title: tuple[Span, ...]
    made_at: tuple[int, ...]  # year, month, day, hour, minute, second, UTC
    head: tuple[Span, ...]
    standing: cover.Standing
    grades: tuple[tuple[str, str], ...]
    custody: tuple[cover.Fact, ...]
    checkpoint: tuple[cover.Fact, ...]
    days: Sequence[Day]
    entries: tuple[str, ...]  # a heading, then a line each, in columns of equal letters
    limits: tuple[str, ...]


def evidence_view(parts: Parts, unshowable: AbstractSet[str] = frozenset()) -> EvidenceView:
    """Return what a pack's report shows.

    unshowable  letters that no font has: they are named
    raises      RecordError: something in the parts cannot be read, is not what was signed, or contradicts
                itself
    """
    entries, checkpoint = read_entries(parts), cover.verified(parts)
    told = [entry for entry in entries if entry.is_message or entry.number is not None]
    printed, unprinted = told[:MOST_PRINTED], max(0, len(told) - MOST_PRINTED)
    numbers = [entry.number for entry in printed if entry.number is not None]
    ends = max(numbers, default=-1) + 1 if unprinted else cover.stated_count(entries)
    return EvidenceView(
        title=spans(parts.title, unshowable),
        made_at=_moment(parts.custody.exported_at),
        head=_head(checkpoint.origin, checkpoint.root.hex(), unshowable),
        standing=cover.standing(parts, entries, unprinted=unprinted),
        grades=_grades(entries),
        custody=cover.custody(parts, unshowable),
        checkpoint=cover.checkpoint_facts(parts, checkpoint, unshowable),
        days=[*days(printed, ends, unshowable), *unprinted_day(unprinted)],
        entries=_listed(entries[:MOST_PRINTED]),
        limits=_limits(parts, entries),
    )


def _moment(at: datetime) -> tuple[int, ...]:
    return (at.year, at.month, at.day, at.hour, at.minute, at.second)


def _head(origin: str, root: str, unshowable: AbstractSet[str]) -> tuple[Span, ...]:
    short = origin if len(origin) <= MOST_HEAD else f"{origin[:MOST_HEAD]}…"
    return spans(f"{short} · root {root[:SHORT]}", unshowable)


def _grades(entries: Iterable[ReadEntry]) -> tuple[tuple[str, str], ...]:
    found = sorted({entry.text("grade") for entry in entries if entry.text("grade")})
    return tuple(
        (grade, cover.GRADES.get(grade, "A grade this version has no words for.")) for grade in found
    )


def _listed(entries: Sequence[ReadEntry]) -> tuple[str, ...]:
    """Return the entries as lines of a list; a table of them takes the typesetter five times as long."""
    cells = [
        (
            "" if entry.number is None else f"{entry.number:,}",
            f"{entry.index:,}",
            entry.hash.hex()[:SHORT],
            entry.leaf.at.strftime("%Y-%m-%d %H:%M:%S"),
            entry.leaf.type_text,
        )
        for entry in entries
    ]
    rows = [("Number", "Log index", "Leaf hash", "Recorded", "What"), *cells]
    numbers, indexes = (max(len(row[column]) for row in rows) for column in (0, 1))
    return tuple(
        f"{number:>{numbers}}  {index:>{indexes}}  {hashed:<{SHORT}}  {at:<19}  {what}"
        for number, index, hashed, at, what in rows
    )


def _limits(parts: Parts, entries: Sequence[ReadEntry]) -> tuple[str, ...]:
    """Return what a reader must not take the pack to prove, as far as it concerns what is in it."""
    graded = {entry.text("grade") for entry in entries}
    standings = {found for entry in entries for found in entry.standings.values()}
    told = (
        (True, _LIMITS["who"]),
        ("imported" in graded, _LIMITS["imported"]),
        ("imported" in graded, _LIMITS["times"]),
        ("witnessed" in graded, _LIMITS["witnessed"]),
        (not parts.is_whole, _LIMITS["partial"]),
        (FieldStanding.WITHHELD in standings, _LIMITS["withheld"]),
        (FieldStanding.ERASED in standings, _LIMITS["erased"]),
        (cover.is_witnessed(parts), _LIMITS["witness"]),
        (True, _LIMITS["elsewhere"]),
        (True, _LIMITS["rendering"]),
    )
    return tuple(text for applies, text in told if applies)


_LIMITS = {
    "who": "Whose hands wrote. A name is what the app or the desk showed; others may have held the phone.",
    "imported": "That the export was complete and unaltered before it was handed in. "
    "What was deleted before it was made cannot be in it.",
    "times": "The times of imported messages. They are those of the phone that made the export, "
    "in its own time zone. The record proves only that they were written down no later than the entry says.",
    "witnessed": "That the provider copied every message.",
    "partial": "What the entries say that are left out. Their number is proved, their words are not shown.",
    "withheld": "What a withheld part says. It is fixed: shown later, it can be checked against this pack.",
    "erased": "What an erased part said. Its certificate proves who is recorded as having decided, and why.",
    "witness": "That a witness named on page 1 truly signed. This needs the witness's own key, "
    "which is not to be taken from the pack.",
    "elsewhere": "That nothing was said elsewhere: in person, by telephone, or in another app.",
    "rendering": "Anything by this document alone. It is a rendering; the data in the pack can be checked.",
}
