"""A text as words, and the repair of spellings that slip past: stretched, digits for letters, spaced out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from handrail.core.kit.spans import Span

LONGEST_WORD = 64
WORD = re.compile(rf"[a-z0-9]{{1,{LONGEST_WORD}}}|[@&]")
WORD_WITH_APOSTROPHES = re.compile(rf"[a-z0-9](?:'{{0,3}}[a-z0-9]){{0,{LONGEST_WORD - 1}}}|[@&]")
DOUBLED = re.compile(r"([a-z])\1")
MIXED = re.compile(r"[a-z][0-9]|[0-9][a-z]")
MARKS_FOR_LETTERS = re.compile(r"[a-z0-9][@$!|][a-z]|[@$][a-z]{2}")
DIGITS_AS_LETTERS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
MARKS_AS_LETTERS = str.maketrans("@$!|", "asii")
LONE_LETTERS = b"\x01\x01\x01"  # three words of one letter in a row
LONGEST_SPACED_WORD = 12
FEWEST_LETTERS = 3  # different ones, for a spaced-out run to be worth reading
MOST_REMEMBERED = 65_536  # LIMIT: spellings kept in memory
TELLING_LENGTH = 4  # a spaced-out run must hold a known word this long, or it is left alone


class Reading(NamedTuple):
    """Words of a text as they were read.

    taken  for each, the first and one past the last of the written words it stands for; None: one each
    """

    words: Sequence[str]
    taken: Sequence[tuple[int, int]] | None

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return which written words a stretch of these words came from."""
        if self.taken is None:
            return start, end
        return self.taken[start][0], self.taken[end - 1][1]


def words_of(text: str) -> list[str]:
    """Return the words of a text: lower case, apostrophes left out, `@` and `&` on their own."""
    small = text.lower()
    return WORD.findall(small.replace("'", "") if "'" in small else small)


def places(text: str) -> list[Span]:
    """Return where each word of `words_of` stands in the text."""
    return [Span(*found.span()) for found in WORD_WITH_APOSTROPHES.finditer(text.lower())]


def with_letters_for_marks(text: str) -> str | None:
    """Return the text with `@ $ ! |` inside words as letters, or None where there are none."""
    small = text.lower()
    return small.translate(MARKS_AS_LETTERS) if MARKS_FOR_LETTERS.search(small) else None


class _Spellings(dict[str, str]):
    """Remembers which known word each spelling stands for; a spelling that hides none stands for itself."""

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known
        self._by_squeezed: dict[str, list[str]] = {}
        for word in sorted(known, key=len, reverse=True):
            self._by_squeezed.setdefault(_squeezed(word), []).append(word)

    def __missing__(self, word: str) -> str:
        meant = self._meant(word)
        if len(self) < MOST_REMEMBERED:
            self[word] = meant
        return meant

    def _meant(self, word: str) -> str:
        if word in self._known:
            return word
        spellings = [word] if DOUBLED.search(word) else []
        if MIXED.search(word):
            spellings += [word.translate(table) for table in DIGITS_AS_LETTERS]
        return next(filter(None, map(self._unstretched, spellings)), word)

    def _unstretched(self, word: str) -> str | None:
        if word in self._known:
            return word
        runs = _runs(word)
        for candidate in self._by_squeezed.get(_squeezed(word), ()):
            if all(ours <= theirs for ours, theirs in zip(_runs(candidate), runs, strict=True)):
                return candidate
        return None


class Repair:
    """Finds the known words behind unknown spellings."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._spelled = _Spellings(self._known)
        self._lengths: dict[str, set[int]] = {}  # of the known words that begin with two letters
        for word in self._known:
            if 1 < len(word) <= LONGEST_SPACED_WORD:
                self._lengths.setdefault(word[:2], set()).add(len(word))

    def read(self, words: Sequence[str]) -> Reading:
        """Return the words with odd spellings repaired; ordinary chat comes back as it was."""
        if LONE_LETTERS in bytes(map(len, words)):
            return self._unspaced(words)
        return Reading(list(map(self._spelled.__getitem__, words)), None)

    def _unspaced(self, words: Sequence[str]) -> Reading:
        """Join runs of lone letters into known words: `s e c r e t` is `secret`."""
        joined: list[tuple[str, int, int]] = []
        at = 0
        for is_lone, group in groupby(words, key=lambda word: len(word) == 1):
            letters = list(group)
            if is_lone and len(set(letters)) >= FEWEST_LETTERS:
                joined += [
                    (word, at + start, at + end) for word, start, end in self._parted("".join(letters))
                ]
            else:
                joined += [(self._spelled[word], at + n, at + n + 1) for n, word in enumerate(letters)]
            at += len(letters)
        return Reading([word for word, _, _ in joined], [(start, end) for _, start, end in joined])

    def _parted(self, letters: str) -> list[tuple[str, int, int]]:
        parts = list(self._best_parting(letters))
        if any(end - start >= TELLING_LENGTH for _, start, end in parts):
            return parts
        return [(letter, at, at + 1) for at, letter in enumerate(letters)]

    def _best_parting(self, letters: str) -> Iterator[tuple[str, int, int]]:
        """Part letters so that known words cover as much as they can, few long ones before many short."""
        worth, length_at = [0] * (len(letters) + 1), [1] * len(letters)
        for at in range(len(letters) - 1, -1, -1):
            worth[at] = worth[at + 1]
            for length in self._lengths.get(letters[at : at + 2], ()):
                value = length * length + worth[at + length] if at + length <= len(letters) else 0
                if value > worth[at] and letters[at : at + length] in self._known:
                    worth[at], length_at[at] = value, length
        at = 0
        while at < len(letters):
            yield letters[at : at + length_at[at]], at, at + length_at[at]
            at += length_at[at]


def _squeezed(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _runs(word: str) -> list[int]:
    return [len(list(run)) for _, run in groupby(word)]
