"""Street addresses, flats and coordinates. Spans run from the number or flat to the kind of street."""

import re
from collections.abc import Iterator

from handrail.core.screening.found import Found
from handrail.core.screening.private.lists import choice, listed

CLEAR = listed("address", "clear_types")
CLEAR_TYPES = choice(CLEAR)
BROAD_TYPES = choice(listed("address", "broad_types"))
NUMBER = r"(?:no\.? ?|number |num )?[0-9]{1,4}[a-z]?(?: ?[-/] ?[0-9]{1,4}[a-z]?)?"
FLAT = r"(?:flat|apartment|apt|unit|room) [0-9]{1,4}[a-z]?"
NAME = r"[a-z][a-z'.-]{1,20}"
NUMBERED = re.compile(
    rf"(?<![\w£$€:.,/-])(?:{FLAT},? {{1,2}}(?:at )?)?(?P<number>{NUMBER}),? {{1,2}}"
    rf"(?:the {{1,2}}(?:{CLEAR_TYPES}|close|green|square|drive|walk|row)"
    rf"|(?P<names>{NAME}(?: {{1,2}}{NAME}){{0,2}}?) {{1,2}}(?P<type>{CLEAR_TYPES}|{BROAD_TYPES}))(?![\w'])"
)
FLAT_IN = re.compile(
    rf"\b(?:flat|apartment|apt) (?:no\.? ?|number )?[0-9]{{1,4}}[a-z]?,? {{1,2}}(?:in |at )?"
    rf"{NAME}(?: {NAME}){{0,2}}"
    r" (?:house|court|tower|towers|lodge|mansions|point|heights|building|buildings|flats)\b"
)
LIVE = (
    r"\b(?:live|lives|living|stay|staying|stays|address is|house is|home is|moved|move|round|house)"
    r"(?: {1,2}(?:at|on|in|down|up|off|to|is|by|just|the end of|near)){0,3}"
)
STREET_NAMED = re.compile(
    rf"{LIVE} {{1,2}}(?P<street>{NAME}(?: {{1,2}}{NAME}){{0,2}}? {{1,2}}"
    rf"(?:{CLEAR_TYPES}|close|drive|way|court|square|rd|ave|cres|hill|walk))\b"
)
NUMBER_NAMED = re.compile(
    r"\b(?:i live|we live|my house is|my home is|i'm|im|my address is)(?: {1,2}(?:at|in|is|on)){0,2} {1,2}"
    r"(?P<street>(?:number|no\.?|num|flat|apartment) {0,1}[0-9]{1,4}[a-z]?)\b"
)
COORDINATES = re.compile(
    r"(?<![\w.])-?[0-9]{1,2}\.[0-9]{3,8}\u00b0?(?: ?[NS])?,? {0,2}-?[0-9]{1,3}\.[0-9]{3,8}(?![\w.])"
)
CUES = frozenset({"live", "lives", "living", "stay", "staying", "stays", "address", "moved", "house", "home"})
SOUNDS = frozenset({"2", "4"})  # text-speak for "to" and "for"
COUNTED = frozenset(listed("address", "counted"))


def find(text: str) -> Iterator[Found]:
    """Yield addresses that hold a number, and coordinates."""
    small = text.lower()
    for match in NUMBERED.finditer(small):
        if match["names"] is None or _is_street(match, is_capital=text[match.start("names")].isupper()):
            yield _found(*match.span(), 0.9, "address/1", "Looks like a street address.")
    for match in FLAT_IN.finditer(small):
        yield _found(*match.span(), 0.9, "address.flat/1", "Looks like the address of a flat.")
    for match in COORDINATES.finditer(text):
        yield _found(*match.span(), 0.85, "address.coordinates/1", "Looks like coordinates on a map.")


def find_without_number(text: str) -> Iterator[Found]:
    """Yield the street or house number that somebody says they live at."""
    small = text.lower()
    for match in STREET_NAMED.finditer(small):
        if not COUNTED.intersection(match["street"].split()):
            yield _found(
                *match.span("street"), 0.8, "address.lives/1", "Says which street somebody lives in."
            )
    for match in NUMBER_NAMED.finditer(small):
        yield _found(*match.span("street"), 0.75, "address.lives/1", "Says which number somebody lives at.")


def _is_street(match: re.Match[str], *, is_capital: bool) -> bool:
    """Tell a street from a count: `14 Larkspur Road`, not `14 minutes by road`."""
    words = match["names"].split()
    if COUNTED.intersection(word.strip(".") for word in words):
        return False
    return match["type"] in CLEAR or is_capital or (len(words) == 1 and match["number"] not in SOUNDS)


def _found(start: int, end: int, score: float, detector: str, reason: str) -> Found:
    return Found("address", start, end, score, detector, reason)
