"""All phrases at once, word by word, in one pass whose cost does not depend on what the words are.

Every element of every phrase owns one bit of a single large number, and an extra bit after the last
element means "found". Reading a word keeps the bits that the word may satisfy and moves them up by one:
the extended Shift-And method of Navarro and Raffinot (Flexible Pattern Matching in Strings, chapter 4),
over words in place of letters. Runs of several words go through a shared tree of words.
There is no backtracking, so a hostile message costs what an ordinary one of its length costs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from handrail.core.screening.phrase import Element, Phrase


class Hit(NamedTuple):
    """Which phrase was found, its first word and one past its last word."""

    phrase: int
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A run of words: the bits that it satisfies, and the words that may follow.

    fresh  where the phrases that may begin with this one word stand after it
    """

    bits: int = 0
    fresh: int = 0
    children: dict[str, "_Node"] = field(default_factory=dict)


class Automaton:
    """Phrases compiled together."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._roots: dict[str, _Node] = {}
        self._phrase_at: dict[int, int] = {}
        self._optional = self._any_word = self._found = self._found_at_end = 0
        self._starts = self._starts_at_first = 0
        self._lay_out()
        self._starts = self._close(self._starts)
        self._starts_at_first = self._close(self._starts_at_first)
        self._fresh = self._close((self._starts & self._any_word) << 1)  # after a word that no phrase names
        for node in self._roots.values():
            node.bits |= self._any_word
            node.fresh = self._close((self._starts & node.bits) << 1)

    @property
    def words(self) -> frozenset[str]:
        """Every word that means something to some phrase."""
        known = set(self._roots)
        pending = list(self._roots.values())
        while pending:
            node = pending.pop()
            known.update(node.children)
            pending.extend(node.children.values())
        return frozenset(known)

    def ends(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return (phrase, one past its last word) for each place where a phrase ends, in order.

        words  lower case, without apostrophes
        """
        any_word, optional, reported, fresh = self._any_word, self._optional, self._found, self._fresh
        node_of = self._roots.get
        found: list[tuple[int, int]] = []
        later: dict[int, int] = {}  # what runs of several words lead to, by the word they lead to
        active = self._starts_at_first
        for at, word in enumerate(words):
            if later:
                active |= later.pop(at, 0)
            if active:
                if skipped := active & optional:
                    active |= (optional + skipped) ^ optional  # `_close`, without a call for every word
                if ended := active & reported:
                    found.extend(self._read(ended, at))
            node = node_of(word)
            if node is None:
                active = fresh | (active & any_word) << 1 if active else fresh
                continue
            if node.children:
                _follow(node, words, at + 1, active | self._starts, later)
            active = node.fresh | (active & node.bits) << 1 if active else node.fresh
        active = self._close(active | later.pop(len(words), 0))
        found.extend(self._read(active & (reported | self._found_at_end), len(words)))
        return found

    def start(self, phrase: int, words: Sequence[str], end: int) -> int:
        """Return the first word of the longest match of a phrase that ends before the word at `end`.

        phrase, end  as given by `ends` for these words
        """
        places = {end}
        for element in reversed(self._phrases[phrase].elements):
            before = set(places) if element.is_optional else set()
            for place in places:
                before.update(_before(element, words, place))
            places = {place for place in before if place >= 0}
        return min(places)

    def _close(self, active: int) -> int:
        """Add the bits reached by leaving optional elements out.

        Optional bits that stand side by side are a run of ones: adding an active bit to its run carries
        through the rest of the run into the bit after it, and what changed is what is reached.
        INVARIANT: the bit after a run is never optional, since every phrase ends in a "found" bit.
        """
        optional = self._optional
        return active | ((optional + (active & optional)) ^ optional)

    def _read(self, bits: int, end: int) -> Iterator[tuple[int, int]]:
        while bits:
            lowest = bits & -bits
            yield self._phrase_at[lowest.bit_length()], end
            bits ^= lowest

    def _lay_out(self) -> None:
        """Give every element its bit."""
        bit = 1
        for index, phrase in enumerate(self._phrases):
            if phrase.is_at_start:
                self._starts_at_first |= bit
            else:
                self._starts |= bit
            for element in phrase.elements:
                self._place(element.entries, bit)
                self._optional |= bit if element.is_optional else 0
                bit <<= 1
            if phrase.is_at_end:
                self._found_at_end |= bit
            else:
                self._found |= bit
            self._phrase_at[bit.bit_length()] = index
            bit <<= 1

    def _place(self, entries: frozenset[tuple[str, ...]] | None, bit: int) -> None:
        if entries is None:
            self._any_word |= bit
            return
        for first, *rest in entries:
            node = self._roots.setdefault(first, _Node())
            for word in rest:
                node = node.children.setdefault(word, _Node())
            node.bits |= bit


def _before(element: Element, words: Sequence[str], end: int) -> Iterator[int]:
    """Yield the places where a run of words that ends here and satisfies the element may begin."""
    if element.entries is None:
        yield end - 1
        return
    for length in range(1, min(element.longest, end) + 1):
        if tuple(words[end - length : end]) in element.entries:
            yield end - length


def _follow(node: _Node, words: Sequence[str], at: int, active: int, later: dict[int, int]) -> None:
    """Walk the tree of words on from a first word and leave what longer runs satisfy."""
    while at < len(words) and (following := node.children.get(words[at])) is not None:
        at, node = at + 1, following
        later[at] = later.get(at, 0) | (active & node.bits) << 1
