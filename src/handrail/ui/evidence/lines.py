"""Hostile text as lines that can be set: what cannot be seen, or what no font draws, as its code point.

What stands here decides what a reader of the printed page can be fooled by. So nothing vanishes: a
character is either drawn or named, `U+202E`, and a run of one is counted, `U+200B ×5,000`.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional, category

from handrail.ui.evidence.letters import (
    CLOSE,
    MOST_SPACES,
    OPEN,
    POINTERS,
    is_balanced,
    is_drawn,
    letter_end,
    stands_alone,
)

LONG_WORD = 32  # plain letters wide; a longer run may break anywhere, or it would leave the page
BREAK_EVERY = 4  # plain letters wide
BREAK = "\u200b"  # ours only: one that is quoted is named
_RIGHT = frozenset({"R", "AL"})
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_LARGE_FROM = "\u0900"  # Indic and later scripts: about twice as wide
_PARTING = (("\u3400", "\u9fff"), ("\uac00", "\ud7a3"), ("\U00020000", "\U0003ffff"))
_UNPARTING = frozenset("\u00a0\u2007\u202f")  # spaces at which no line breaks
_PUNCTUATION = frozenset("‘’“”–—…•€")  # of later blocks, and as narrow as a letter
_SIGN_WIDTH = 16  # some signs are a whole phrase, or a dash across half the line


class Span(NamedTuple):
    """A stretch of a line.

    text     to be set as it is
    is_code  it names characters that cannot be set
    """

    text: str
    is_code: bool


class Line(NamedTuple):
    """A paragraph of its own, so that its direction ends with it.

    direction  ltr | rtl
    """

    direction: str
    spans: tuple[Span, ...]


def lines(text: str, unshowable: AbstractSet[str] = frozenset()) -> tuple[Line, ...]:
    """Return a text as lines, parted at its newlines.

    unshowable  what of `drawn` no font has
    """
    return tuple(
        Line(direction=direction(line), spans=spans(line, unshowable))
        for line in text.replace("\r\n", "\n").split("\n")
    )


def spans(text: str, unshowable: AbstractSet[str] = frozenset()) -> tuple[Span, ...]:
    """Return a text as one line; a newline in it is named like any control character."""
    if _is_plain(text, unshowable):
        return (Span(text, is_code=False),)
    return tuple(
        Span(_codes(found), is_code=True) if is_code else Span(_breakable(found), is_code=False)
        for is_code, found in _runs(_letters(text, unshowable))
    )


def quoted(text: str) -> str:
    """Return a text that turns nothing around it when it stands in a sentence of ours (UAX 9, FSI)."""
    return text if text.isascii() or not is_balanced(text) else f"\u2068{text}\u2069"


def drawn(text: str) -> Iterator[str]:
    """Yield once each letter, with its marks, that a font would have to draw; those of ASCII are left out."""
    if text.isascii():
        return
    letters = set(text)
    if not all(map(stands_alone, letters)):
        letters = {found for found, is_code in _letters(text) if not is_code}
    yield from (letter for letter in letters if not letter.isascii())


def direction(line: str) -> str:
    """Return `rtl` or `ltr`, as the first letter outside isolates has it (UAX 9, P2 and P3)."""
    depth = 0
    for letter in "" if line.isascii() else line:
        depth = max(0, depth + (letter in OPEN) - (letter == CLOSE))
        written = "" if depth else bidirectional(letter)
        if written == "L":
            break
        if written in _RIGHT:
            return "rtl"
    return "ltr"


def _letters(text: str, unshowable: AbstractSet[str] = frozenset()) -> Iterator[Span]:
    """Yield one letter at a time, or a character that has to be named."""
    may_isolate, at = is_balanced(text), 0
    while at < len(text):
        end = letter_end(text, at)
        found = text[at:end]
        if found not in unshowable and _is_shown(found, may_isolate=may_isolate):
            yield Span(found, is_code=False)
        else:
            yield from (Span(letter, is_code=True) for letter in found)
        at = end


def _is_shown(found: str, *, may_isolate: bool) -> bool:
    """Say whether a letter is set as it is. One pointer alone is; a run of them hides something."""
    if found[0] in POINTERS:
        return len(found) == 1
    if found[0].isspace():
        return len(found) <= MOST_SPACES and is_drawn(found[0])
    if found[0] in OPEN or found[0] == CLOSE:
        return may_isolate
    return is_drawn(found[0])


def _runs(letters: Iterable[Span]) -> Iterator[tuple[bool, list[str]]]:
    for is_code, found in groupby(letters, key=lambda letter: letter.is_code):
        yield is_code, [letter.text for letter in found]


def _codes(letters: Iterable[str]) -> str:
    counted = ((letter, sum(1 for _ in same)) for letter, same in groupby(letters))
    return " ".join(f"U+{ord(letter):04X}" + (f" ×{n:,}" if n > 1 else "") for letter, n in counted)


def _is_plain(text: str, unshowable: AbstractSet[str]) -> bool:
    """Say whether a text can be set as it is: most can, and are not looked at letter by letter."""
    found = set(text)
    return (
        all(letter < _LARGE_FROM or letter in _PUNCTUATION for letter in found)
        and all(map(stands_alone, found))
        and found.isdisjoint(unshowable)
        and max(map(len, text.split(" "))) <= LONG_WORD
        and " " * (MOST_SPACES + 1) not in text
    )


def _breakable(found: Iterable[str]) -> str:
    """Join letters to a text in which a long word may break every few letters."""
    joined: list[str] = []
    for parts_by_itself, word in groupby(found, key=_parts_by_itself):
        letters = list(word)
        is_long = not parts_by_itself and sum(map(_width, letters)) > LONG_WORD
        joined += _broken(letters) if is_long else letters
    return "".join(joined)


def _broken(letters: Iterable[str]) -> Iterator[str]:
    width = 0
    for letter in letters:
        width += _width(letter)
        yield letter
        if width >= BREAK_EVERY:
            yield BREAK
            width = 0


def _parts_by_itself(letter: str) -> bool:
    """Say whether a line may break at a letter anyway: at spaces, ideographs and Korean syllables."""
    if letter.isspace():
        return letter[0] not in _UNPARTING
    return any(first <= letter[0] <= last for first, last in _PARTING)


def _width(letter: str) -> int:
    if not is_drawn(letter[0]):
        return 0
    if letter[0] < _LARGE_FROM:
        return 1
    return 2 if category(letter[0]) in _LETTERS else _SIGN_WIDTH
