"""Which private details to look for in a text. Each detector runs only where its mark is present."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from handrail.core.screening.found import Found
from handrail.core.screening.private import (
    address,
    email,
    handle,
    link,
    phone,
    postcode,
    school,
    spoken_phone,
)

type Detector = Callable[[str], Iterator[Found]]

DIGIT = re.compile(r"[0-9]")
CUES: tuple[tuple[frozenset[str], Detector], ...] = (
    (spoken_phone.CUES, spoken_phone.find),
    (email.SPOKEN_CUES, email.find_spoken),
    (address.CUES, address.find_without_number),
    (handle.CUES, handle.find_named),
    (school.CUES, school.find),
)
ANY_CUE = frozenset[str]().union(*(cues for cues, _ in CUES))
WITH_DIGITS: tuple[Detector, ...] = (phone.find, postcode.find, address.find)
MOST_FOUND = 200  # LIMIT: by one detector in one message
SWALLOWING = ("link", "email")  # a number or name inside one of these is part of it


def find_private(text: str, words: Sequence[str]) -> list[Found]:
    """Return the private details in a text.

    text   a plain view
    words  `words_of` that text
    """
    detectors: list[Detector] = []
    if DIGIT.search(text):
        detectors += WITH_DIGITS
    if "@" in text:
        detectors += (email.find, handle.find_marked)
    if "#" in text:
        detectors.append(handle.find_numbered)
    if link.MARK.search(text):
        detectors.append(link.find)
    if not ANY_CUE.isdisjoint(words):
        detectors += [detector for cues, detector in CUES if not cues.isdisjoint(words)]
    found = [one for detector in detectors for one in _bounded(detector(text), text)]
    return list(_distinct(found)) if len(found) > 1 else found


def _bounded(finds: Iterator[Found], text: str) -> Iterator[Found]:
    """Yield what a detector finds; after many, let the next one stand for all the rest of the message."""
    yield from islice(finds, MOST_FOUND)
    if (more := next(finds, None)) is not None:
        yield more._replace(end=len(text))


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
