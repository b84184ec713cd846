"""One plain view of a text, with the way back to the original characters.

Plain means: compatibility forms folded (NFKC), zero-width and direction marks gone, accents and look-alike
letters folded to a-z, curly quotes straight. Lengths may change, so a view carries an offset for each
character unless nothing moved. Most chat is plain already and is passed through untouched.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from handrail.core.kit.spans import Span

# Letters of other alphabets that pass for Latin ones, small; capitals are folded through them.
PASSES_FOR = {
    "a": "аαɑ",
    "b": "вβь",
    "c": "сϲ",
    "d": "ԁɗ",
    "e": "еεҽ",
    "g": "ɡց",
    "h": "һнհ",
    "i": "іιı",
    "j": "јϳ",
    "k": "кκ",
    "l": "ⅼӏɫ",
    "m": "мμ",
    "n": "ηոп",
    "o": "оοօ",
    "p": "рρ",
    "q": "ԛ",
    "r": "г",
    "s": "ѕ",
    "t": "тτ",
    "u": "υս",
    "v": "νѵ",
    "w": "ԝω",
    "x": "хχ",
    "y": "уγ",
    "z": "ʐ",
}
LOOK_ALIKES = {other: letter for letter, others in PASSES_FOR.items() for other in others}
PUNCTUATION = dict.fromkeys("‘’‚ʼ´′", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("–—‐‑−", "-")
PUNCTUATION |= {"…": "...", "\ufffc": " "}
INVISIBLE = frozenset({"Cf", "Mn", "Me"})
LATIN = re.compile(r"[!-~]")  # what is looked for: spelling out other alphabets would only make a text longer
MOST_REMEMBERED = 4096  # LIMIT: so that a hostile text of every character cannot fill the memory


class View(NamedTuple):
    """A plain text and where each of its characters came from; no offsets means nothing moved."""

    text: str
    offsets: Sequence[int] | None

    def original(self, start: int, end: int) -> Span:
        """Return the stretch of the original text that a stretch of the view, never empty, came from."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


class _Folding(dict[str, str]):
    """Remembers what each character folds to."""

    def __missing__(self, character: str) -> str:
        folded = _fold(character)
        if len(self) < MOST_REMEMBERED:
            self[character] = folded
        return folded


def plain(text: str) -> View:
    """Return the plain view of a text; ASCII text is its own view."""
    if text.isascii():
        return View(text, None)
    pieces = list(map(_FOLDING.__getitem__, text))
    folded = "".join(pieces)
    left_out = pieces.count("")
    if len(folded) == len(text) - left_out:  # nothing grew
        return View(folded, list(compress(range(len(text)), pieces)) if left_out else None)
    return View(folded, [at for at, piece in enumerate(pieces) for _ in piece])


def _fold(character: str) -> str:
    if character.isascii():
        return character
    if character in PUNCTUATION:
        return PUNCTUATION[character]
    if unicodedata.category(character) in INVISIBLE:
        return ""
    if folded := _look_alike(character):
        return folded
    if not unicodedata.decomposition(character):
        return character
    spelled = unicodedata.normalize("NFKD", character)
    bare = "".join(
        _look_alike(part) or part for part in spelled if unicodedata.category(part) not in INVISIBLE
    )
    return bare if len(bare) == 1 or LATIN.search(bare) else character


def _look_alike(character: str) -> str | None:
    small = character.lower()
    folded = LOOK_ALIKES.get(small)
    if folded is None:
        return None
    return folded if small == character else folded.upper()


_FOLDING = _Folding()
