"""Where one letter ends, with the marks and joiners that belong to it, and which characters draw nothing.

LIMIT: the rules of Unicode's text segmentation (UAX 29) are kept only as far as fonts and fooled eyes need
them: a letter cut in two is still drawn, or named by its code points.
"""

from collections.abc import Set as AbstractSet
from functools import cache
from unicodedata import category

MOST_MARKS = 8  # on one letter; more would climb over the lines above
MOST_SPACES = 40  # more in a row would hide what stands behind them
MOST_DEPTH = 8  # isolates within isolates
OPEN, CLOSE = frozenset("\u2066\u2067\u2068"), "\u2069"
POINTERS = frozenset("\u200e\u200f\u061c")  # direction, as ordinary keyboards and apps write it

_JOINERS = frozenset("\u200c\u200d")
_ZWJ = "\u200d"
_STYLES = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_SKIN = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_REGION = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))  # spell the flags of Wales, Scotland and England
_BLACK_FLAG = "\U0001f3f4"
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_SYLLABLE = frozenset(map(chr, range(0x1100, 0x1200))) - _BLANK  # Korean, letter by letter
_REST_OF_SYLLABLE = frozenset(map(chr, range(0x1161, 0x1200)))
_MARKS = frozenset({"Mn", "Mc", "Me"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def letter_end(text: str, start: int) -> int:
    """Return where the letter that begins at `start` ends."""
    first, at = text[start], start + 1
    if first in POINTERS:
        return _while_in(text, at, POINTERS)
    if first.isspace():
        return _while_in(text, at, {first})
    if first in _REGION and text[at : at + 1] in _REGION:
        return at + 1
    if first == _BLACK_FLAG:
        at = _while_in(text, at, _TAGS)
    if not is_drawn(first):
        return at
    last = min(len(text), at + MOST_MARKS)
    while at < last and _belongs(text[at], text[at - 1]):
        at += 1
    return at


def is_drawn(letter: str) -> bool:
    """Say whether a character draws something by itself, or is a space."""
    kind = category(letter)
    return kind not in _UNSEEN and kind not in _MARKS and letter not in _BLANK


@cache
def stands_alone(letter: str) -> bool:
    """Say whether a character is a letter by itself, unless something that belongs to it follows."""
    return is_drawn(letter) and letter not in _SKIN | _REGION | {_BLACK_FLAG}


def is_balanced(text: str) -> bool:
    """Say whether every isolate is closed: one left open would reach beyond its text."""
    depth = 0
    for letter in text:
        depth += (letter in OPEN) - (letter == CLOSE)
        if not 0 <= depth <= MOST_DEPTH:
            return False
    return depth == 0


def _belongs(letter: str, before: str) -> bool:
    """Say whether a character is part of the letter that ends with the one before it.

    A joiner or a style between cased letters changes nothing that is drawn: there it can only hide.
    """
    kind_before = category(before)
    if before == _ZWJ:
        return category(letter) == "So"  # families and professions: emoji joined to one
    if letter in _JOINERS:
        return kind_before in {"Lo", "So", "Sk", "Mn", "Mc"} and before not in _JOINERS
    if letter in _STYLES:
        return kind_before not in {"Lu", "Ll", "Zs"} and before not in _STYLES
    if letter in _REST_OF_SYLLABLE:
        return before in _SYLLABLE
    return letter in _SKIN or (category(letter) in _MARKS and letter not in _BLANK)


def _while_in(text: str, at: int, letters: AbstractSet[str]) -> int:
    while at < len(text) and text[at] in letters:
        at += 1
    return at
