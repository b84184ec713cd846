"""Which private details to look for in a text. Each detector runs only where its mark is present."""

import re
from collections.abc import Callable, Iterator, Sequence

from handrail.core.screening.found import Found
from handrail.core.screening.private import address, email, handle, link, phone, postcode, school

type Detector = Callable[[str], Iterator[Found]]

DIGIT = re.compile(r"[0-9]")
CUES: tuple[tuple[frozenset[str], Detector], ...] = (
    (phone.SPOKEN_CUES, phone.find_spoken),
    (email.SPOKEN_CUES, email.find_spoken),
    (address.CUES, address.find_without_number),
    (handle.CUES, handle.find_named),
    (school.CUES, school.find),
)
ANY_CUE = frozenset[str]().union(*(cues for cues, _ in CUES))
WITH_DIGITS: tuple[Detector, ...] = (phone.find, postcode.find, address.find)
SWALLOWING = ("link", "email")  # a number or name inside one of these is part of it


def find_private(text: str, words: Sequence[str]) -> list[Found]:
    """Return the private details in a text.

    text   a plain view
    words  `words_of` that text
    """
    found: list[Found] = []
    if DIGIT.search(text):
        found += [one for detector in WITH_DIGITS for one in detector(text)]
    if "@" in text:
        found += [*email.find(text), *handle.find_marked(text)]
    if "#" in text:
        found += handle.find_numbered(text)
    if link.MARK.search(text):
        found += link.find(text)
    if not ANY_CUE.isdisjoint(words):
        found += [one for cues, detector in CUES if not cues.isdisjoint(words) for one in detector(text)]
    return list(_distinct(found)) if len(found) > 1 else found


def _distinct(found: list[Found]) -> Iterator[Found]:
    """Drop what lies inside a link or an e-mail address, and what another of its category covers."""
    kept_until: dict[str, int] = {}
    order = sorted(found, key=lambda one: (one.start, one.category not in SWALLOWING, -one.end))
    for one in order:
        covering = {one.category, *SWALLOWING}
        if any(one.end <= kept_until.get(category, -1) for category in covering):
            continue
        kept_until[one.category] = max(one.end, kept_until.get(one.category, -1))
        yield one
