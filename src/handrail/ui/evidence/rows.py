"""The conversation as rows: a day at a time, with everything that a row says already in words."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from handrail.core.record.erasure import FieldStanding
from handrail.core.record.leaf_types import LeafType
from handrail.ui.evidence.entries import Certificate, ReadEntry
from handrail.ui.evidence.lines import Line, Span, lines, quoted, spans
from handrail.ui.report import words
from handrail.ui.report.labels import KINDS

SYSTEM = "system"
SHORT_AUTHOR = 200  # letters: two lines or three
_TYPES = {LeafType.MESSAGE_EDITED: "Edited message", LeafType.MESSAGE_HIDDEN: "Message hidden"}
FIELD_NAMES = {
    "author": "author",
    "body": "text",
    "shown_at": "time",
    "file": "name of the attachment",
    "marks": "remarks of the reader",
    "offset": "place in the export",
    "name": "name of the file",
    "added_by": "who added it",
    "sha256": "digest",
    "size_bytes": "size",
    "media_type": "kind of file",
}
_UNPLACED = frozenset({"conversation", "conv_seq", "conv_prev", "grade", "kind", "source"})
_OWN_PLACE = frozenset({"author", "body", "shown_at"})  # a row says of these where they would stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message, or one line of the app itself.

    clock   as shown, or why it is not
    author  empty for the app itself; a short one stays on the page of its text
    kind    words for what is not text, else empty
    gone    why the text is not shown, else empty
    """

    number: str
    clock: str
    author: tuple[Span, ...]
    is_author_gone: bool
    is_author_short: bool
    is_system: bool
    grade: str
    kind: str
    lines: tuple[Line, ...]
    gone: tuple[Span, ...]
    notes: tuple[tuple[Span, ...], ...]


@dataclass(slots=True, kw_only=True)
class Day:
    """The rows of one day as the conversation shows it; no name where no row says which."""

    name: str
    rows: list[Row] = field(default_factory=list)


def days(entries: Iterable[ReadEntry], count: int, unshowable: AbstractSet[str]) -> list[Day]:
    """Return a conversation's rows by day, in the order of the log, and a row wherever some are left out.

    entries  of the conversation only
    count    how many the conversation had when it was exported
    """
    found, expected = [Day(name="")], 0
    for entry in entries:
        if entry.number is not None:
            found[-1].rows += _gap(expected, entry.number)
            expected = entry.number + 1
        at = shown_at(entry)
        name = words.weekday(at) if at else found[-1].name
        if found[-1].name != name:
            found.append(Day(name=name))
        found[-1].rows.append(_row(entry, at, unshowable))
    found[-1].rows += _gap(expected, count)
    return [day for day in found if day.rows]


def shown_at(entry: ReadEntry) -> datetime | None:
    """Return the time a message shows: of its export, or else of the record itself, UTC.

    None where it is not shown, and for entries that are no messages: they belong to no day of the chat.
    """
    if "shown_at" not in entry.standings:
        return entry.leaf.at if entry.is_message else None
    try:
        return datetime.fromisoformat(entry.text("shown_at"))
    except ValueError:  # withheld or erased, or no time
        return None


def _row(entry: ReadEntry, at: datetime | None, unshowable: AbstractSet[str]) -> Row:
    is_system = not entry.is_message or entry.text("kind") == SYSTEM or entry.values.get("author", "") is None
    author = entry.text("author") if "author" in entry.values else gone_word(entry, "author")
    return Row(
        number="" if entry.number is None else f"{entry.number:,}",
        clock=_clock(entry, at),
        author=spans(author, unshowable) if author and entry.is_message else (),
        is_author_gone="author" not in entry.values,
        is_author_short=len(author) <= SHORT_AUTHOR,
        is_system=is_system,
        grade=entry.text("grade"),
        kind=_TYPES.get(entry.leaf.type) or KINDS.get(entry.text("kind"), ""),
        lines=_lines(entry, unshowable),
        gone=spans(_no_text(entry), unshowable) if _no_text(entry) else (),
        notes=tuple(spans(note, unshowable) for note in _notes(entry)),
    )


def unprinted_day(count: int) -> list[Day]:
    """Return the row that stands for entries that are in the pack and not printed; none where none are."""
    text = (
        f"{count:,} more entries of the conversation are in the pack and not printed here: a longer report "
        "would not fit into a computer's memory. To have them printed, ask for a pack of those numbers alone."
    )
    return [Day(name="", rows=[_saying("not printed", text)])] if count else []


def _gap(first: int, until: int) -> list[Row]:
    """Return the row that stands for entries left out; none where none are."""
    if first >= until:
        return []
    one = f"Entry {first:,} of the conversation is not in this pack."
    many = f"Entries {first:,} to {until - 1:,} of the conversation are not in this pack."
    return [_saying("left out", one if until - first == 1 else many)]


def _saying(clock: str, text: str) -> Row:
    return Row(
        number="",
        clock=clock,
        author=(),
        is_author_gone=False,
        is_author_short=True,
        is_system=True,
        grade="",
        kind="",
        lines=lines(text),
        gone=(),
        notes=(),
    )


def _clock(entry: ReadEntry, at: datetime | None) -> str:
    if not entry.is_message:
        return f"{words.short_day(entry.leaf.at)} {entry.leaf.at.year}"
    if at is None:
        return gone_word(entry, "shown_at") or "no time"
    return words.clock(at) if "shown_at" in entry.standings else f"{words.clock(at)} UTC"


def _lines(entry: ReadEntry, unshowable: AbstractSet[str]) -> tuple[Line, ...]:
    if entry.is_message:
        return lines(entry.text("body"), unshowable) if entry.text("body") else ()
    return lines(happening(entry), unshowable)


def happening(entry: ReadEntry) -> str:
    """Return the sentence for an entry that is not a message."""
    if entry.leaf.type is LeafType.FILE_ADDED:
        return _handed_in(entry)
    told = [f"{name}: {quoted(entry.text(name))}" for name in sorted(entry.values.keys() - _UNPLACED)]
    return "; ".join([entry.leaf.type_text, *told])


def _handed_in(entry: ReadEntry) -> str:
    size, by = entry.values.get("size_bytes"), entry.text("added_by")
    parts = (
        f"File handed in: {quoted(entry.text('name') or gone_word(entry, 'name'))}",
        words.size(size) if isinstance(size, int) else "",
        f"added by {quoted(by)}" if by else "",
    )
    return ", ".join(part for part in parts if part)


def _notes(entry: ReadEntry) -> list[str]:
    notes = [f"Attachment: {quoted(entry.text('file'))}"] if entry.text("file") else []
    if entry.text("sha256"):
        notes.append(f"SHA-256 {entry.text('sha256')}")
    marks = entry.values.get("marks")
    if isinstance(marks, Sequence) and not isinstance(marks, str):
        notes += [f"Remark of the reader: {quoted(mark)}" for mark in marks if isinstance(mark, str)]
    notes += _notes_of_gone(entry)
    if entry.misplaced:
        notes.append(f"Cannot be accounted for, no certificate says why: {_named(entry.misplaced)}")
    return notes


def _notes_of_gone(entry: ReadEntry) -> list[str]:
    """Return what a row says of fields that have no place of their own in it."""
    withheld = [name for name in entry.fields(FieldStanding.WITHHELD) if name not in _OWN_PLACE]
    notes = [f"Withheld: {_named(withheld)}"] if withheld else []
    for one in entry.certificates:
        named = sorted(one.erasure.fields & set(entry.fields(FieldStanding.ERASED)))
        if named and "body" not in named:  # where the text would stand, the certificate is told in full
            notes.append(f"{sentence(_named(named))}: {told(one)}")
        elif set(named) - {"body"}:
            notes.append(f"Erased with the text: {_named(name for name in named if name != 'body')}")
    return notes


def _no_text(entry: ReadEntry) -> str:
    """Return why a message shows no text; nothing where it shows some, or is of another kind."""
    if _is_gone(entry, "body"):
        return _why_gone(entry, "body")
    is_empty = entry.is_message and not entry.text("body") and entry.text("kind") not in KINDS
    return "No text" if is_empty else ""


def _is_gone(entry: ReadEntry, name: str) -> bool:
    return entry.standings.get(name) in {FieldStanding.WITHHELD, FieldStanding.ERASED, FieldStanding.MISSING}


def _why_gone(entry: ReadEntry, name: str) -> str:
    certificate = entry.certificate(name)
    if entry.standings[name] is FieldStanding.ERASED and certificate:
        return sentence(told(certificate))
    return sentence(gone_word(entry, name))


def gone_word(entry: ReadEntry, name: str) -> str:
    """Return one word for where a field stands that is not shown; nothing for one that is."""
    match entry.standings.get(name):
        case FieldStanding.WITHHELD:
            return "withheld"
        case FieldStanding.ERASED:
            return "erased"
        case FieldStanding.MISSING:
            return "missing, without a certificate"
        case _:
            return ""


def told(certificate: Certificate) -> str:
    """Return the sentence of a certificate."""
    erasure = certificate.erasure
    return (
        f"erased on {words.day(certificate.at)}: {quoted(erasure.basis)} ({quoted(erasure.rule)}), "
        f"authorised by {quoted(erasure.authorised_by)}"
    )


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def _named(fields: Iterable[str]) -> str:
    return words.listed(tuple(FIELD_NAMES.get(name, name) for name in fields))
