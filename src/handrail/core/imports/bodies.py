"""What one message is: text, media, a call, a deleted place-holder and so on, told from its words."""

import re
from typing import NamedTuple

from handrail.core.imports.direction import DIRECTION, first_line, without_marks
from handrail.core.imports.message import Kind, Mark
from handrail.core.imports.wordlists import flat, wordlists

_BEFORE = re.compile(rf"(?:^|[{DIRECTION}])<([^<>:\n]{{2,30}}): ([^<>\n]+)>", re.MULTILINE)
_AFTER = re.compile(r"(.+\.\w{1,8}) \(([^()\n]{2,40})\)")
_OWN_NAMES = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d{8}-WA\d+\.\w+|\d{8}-[A-Z]+-.*")
_PLACE = re.compile(
    r"([^\n]{2,200}?) ?: https?://(?:www\.)?(maps\.google\.|google\.[a-z.]+/maps|foursquare\.com|maps\.apple\.com)"
)
_MARK = "\u200e"
_NONE: frozenset[Mark] = frozenset()


class Body(NamedTuple):
    """A message's text read: see Message for the fields."""

    kind: Kind
    text: str
    file: str | None
    marks: frozenset[Mark]


def read_body(written: str, *, is_by_app: bool) -> Body:
    """Return what the words after the sender are.

    written    with every mark and newline as in the file
    is_by_app  the app itself wrote them: they follow a direction mark, or stand in a line without sender
    """
    text, is_edited = _without_edit(written.lstrip(DIRECTION))
    first = first_line(text)
    marks = frozenset({Mark.EDITED}) if is_edited else _NONE
    if not is_by_app and _is_ordinary(text, first):
        return Body(Kind.TEXT, text, None, marks)
    kind, file, is_once = _kind(text, first, flat(first).strip("<> "), is_by_app=is_by_app)
    return Body(kind, text, file, marks | {Mark.VIEW_ONCE} if is_once else marks)


def _is_ordinary(text: str, first: str) -> bool:
    """Return whether nothing in the text could be a place-holder: true of nearly all, and cheap to tell."""
    return not (
        "<" in text
        or _names_place(first)
        or first.endswith((")", ":"))
        or first in wordlists().whole
        or _MARK in first
    )


def _without_edit(text: str) -> tuple[str, bool]:
    """Return the text without the app's note at its end that it was edited, and whether there was one."""
    shown = text.rstrip(DIRECTION)
    start = shown.rfind("<") if shown.endswith(">") else -1
    if start < 0 or flat(shown[start + 1 : -1]) not in wordlists().edited:
        return text, False
    before = shown[:start].rstrip(DIRECTION)
    return before[:-1] if before.endswith((" ", "\n")) else before, True


def _kind(text: str, first: str, bare: str, *, is_by_app: bool) -> tuple[Kind, str | None, bool]:
    words = wordlists()
    if "\n" not in text and bare in words.deleted:
        return Kind.DELETED, None, False
    file = _attached(text, first)
    if file is not None:
        return (Kind.CONTACT if file.lower().endswith(".vcf") else Kind.MEDIA), file, False
    if bare in words.contact_omitted:
        return Kind.CONTACT, None, False
    if text == first and bare in words.unshown:
        return Kind.MEDIA, None, True
    if bare in words.omitted:
        return Kind.MEDIA, None, False
    if (first.startswith("<") or is_by_app) and any(phrase in bare for phrase in words.view_once):
        return Kind.MEDIA, None, True
    if _MARK in first and flat(first.rpartition(_MARK)[2]) in words.omitted:
        return Kind.MEDIA, _before_bullet(first), False
    return _plain_kind(text, first, bare, is_by_app=is_by_app), None, False


def _plain_kind(text: str, first: str, bare: str, *, is_by_app: bool) -> Kind:
    """Return the kind of a message that stands for no file."""
    words = wordlists()
    if bare in words.calls or (is_by_app and _is_call(bare)):
        return Kind.CALL
    if bare.endswith(":") and bare.rstrip(": ") in words.poll and "\n" in text:
        return Kind.POLL
    if _names_place(first):
        return Kind.LOCATION
    return Kind.LOCATION if bare in words.live_location else Kind.TEXT


def may_name_place(text: str) -> bool:
    """Return whether a text may begin with a place that was shared; most links do not."""
    return _PLACE.match(text) is not None


def _names_place(first: str) -> bool:
    """Return whether a line is a place that was shared: its word or name, a colon, the address of a map."""
    place = _PLACE.match(first) if "://" in first else None
    return place is not None and ("foursquare" in place[2] or flat(place[1]) in wordlists().location)


def is_call(text: str) -> bool:
    """Return whether a line of the app's own tells of a call."""
    return "\n" not in text and _is_call(flat(text))


def _is_call(bare: str) -> bool:
    calls = wordlists().calls
    return bare in calls or (
        bare.startswith(calls) and any(bare.startswith(f"{call}{end}") for call in calls for end in ",. ")
    )


def _attached(text: str, first: str) -> str | None:
    """Return the file that `<attached: NAME>` or `NAME (file attached)` names."""
    if first.endswith(")") and (after := _AFTER.fullmatch(first)) is not None:
        name = without_marks(after[1])
        if flat(after[2]) in wordlists().attached or _OWN_NAMES.fullmatch(name):
            return name
    before = _BEFORE.search(text) if "<" in text else None
    if before is not None:
        name = without_marks(before[2]).strip()
        if flat(before[1]) in wordlists().attached_before or _OWN_NAMES.fullmatch(name):
            return name
    return None


def _before_bullet(first: str) -> str | None:
    """Return the document's name in `plan.pdf • 3 pages document omitted`."""
    name, bullet, _ = without_marks(first).partition(" • ")
    return name.strip() if bullet else None
