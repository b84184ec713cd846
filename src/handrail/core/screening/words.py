"""A text as words, and the repair of spellings that slip past: stretched, digits for letters, spaced out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import NamedTuple

LONGEST_WORD = 64
WORD = re.compile(rf"[a-z0-9]{{1,{LONGEST_WORD}}}|[@&]")
WORD_WITH_APOSTROPHES = re.compile(
    rf"[a-z0-9]{{1,{LONGEST_WORD}}}+(?!')|[a-z0-9](?:'*+[a-z0-9]){{0,{LONGEST_WORD - 1}}}+|[@&]"
)
DOUBLED = re.compile(r"([a-z])\1")
MIXED = re.compile(r"[a-z][0-9]|[0-9][a-z]")
MARKS_FOR_LETTERS = re.compile(r"[a-z0-9][@$!|][a-z]|[@$][a-z]{2}")
DIGITS_AS_LETTERS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
MARKS_AS_LETTERS = (("@", "a"), ("$", "s"), ("!", "i"), ("|", "i"))
LONE_LETTERS = b"\x01\x01\x01"  # three words of one letter in a row, told from the lengths of words
LONE_RUN = re.compile(rb"\x01{3,}")
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


def places(text: str, *, most: int | None = None) -> list[tuple[int, int]]:
    """Return where each word of `words_of` stands in the text, of no more than the first `most`."""
    return [found.span() for found in islice(WORD_WITH_APOSTROPHES.finditer(text.lower()), most)]


def with_letters_for_marks(text: str) -> str | None:
    """Return the text with `@ $ ! |` inside words as letters, or None where there are none."""
    small = text.lower()
    if not MARKS_FOR_LETTERS.search(small):
        return None
    for mark, letter in MARKS_AS_LETTERS:  # one by one is many times faster than `translate` on long texts
        small = small.replace(mark, letter)
    return small


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
        lengths = bytes(map(len, words))
        if LONE_LETTERS in lengths:
            return self._unspaced(words, [found.span() for found in LONE_RUN.finditer(lengths)])
        return Reading(list(map(self._spelled.__getitem__, words)), None)

    def _unspaced(self, words: Sequence[str], runs: Sequence[tuple[int, int]]) -> Reading:
        """Join runs of lone letters into known words: `s e c r e t` is `secret`."""
        read: list[str] = []
        taken: list[tuple[int, int]] = []
        done = 0
        for start, end in (*runs, (len(words), len(words))):
            read += map(self._spelled.__getitem__, words[done:start])
            taken += pairwise(range(done, start + 1))
            for word, first, last in self._parted("".join(words[start:end])):
                read.append(word)
                taken.append((start + first, start + last))
            done = end
        return Reading(read, taken)

    def _parted(self, letters: str) -> list[tuple[str, int, int]]:
        parts = list(self._best_parting(letters)) if len(set(letters)) >= FEWEST_LETTERS else []
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
