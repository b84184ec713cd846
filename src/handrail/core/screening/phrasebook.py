"""Finds indicators: reads a text as words, runs every phrase over it, and drops the harmless readings."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handrail.core.screening.automaton import Automaton
from handrail.core.screening.found import Found
from handrail.core.screening.indicator import Indicator
from handrail.core.screening.phrase import phrase
from handrail.core.screening.words import Reading, Repair, places, with_letters_for_marks, words_of

VERSION = 1
NEAR = 6  # words between a phrase and the words that make it harmless
MOST_REPEATS = 8  # LIMIT: of one phrase in one message; more would tell a reader nothing new
NEW_SENTENCE = re.compile(r"[.!?][\"')]{0,2}\s{1,4}[A-Z]")


class _Match(NamedTuple):
    """An indicator and the words, as read, where one of its phrases stands."""

    indicator: int
    start: int
    end: int


class Phrasebook:
    """Indicators compiled together."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        """Compile the indicators.

        raises  BadPhrase: a phrase is out of shape
        """
        self._indicators = tuple(indicators)
        self._owners = [index for index, one in enumerate(indicators) for _ in one.phrases]
        self._phrases = Automaton([phrase(line, one.sets) for one in indicators for line in one.phrases])
        self._harmless_owners = [index for index, one in enumerate(indicators) for _ in one.unless]
        self._harmless = Automaton([phrase(line, one.sets) for one in indicators for line in one.unless])
        self._repair = Repair(self._phrases.words)

    def find(self, text: str, words: Sequence[str]) -> list[Found]:
        """Return what the indicators see, at most one for each category and stretch of words.

        text   a plain view
        words  `words_of` that text
        """
        found = self._seen(text, self._repair.read(words))
        if ("@" in text or "$" in text or "!" in text or "|" in text) and (
            other := with_letters_for_marks(text)
        ):
            found += self._seen(other, self._repair.read(words_of(other)))
        return list(_merged(found)) if found else found

    def _seen(self, text: str, reading: Reading) -> list[Found]:
        ends = self._phrases.ends(reading.words)
        if not ends:
            return []
        matches = self._meant(reading.words, ends)
        meant = [(one.indicator, *reading.written(one.start, one.end)) for one in matches]
        spans = places(text, most=max((last for _, _, last in meant), default=0))
        found = []
        for indicator, first, last in meant:
            start, end = spans[first][0], spans[last - 1][1]
            if not NEW_SENTENCE.search(text, start, end):
                found.append(_found(self._indicators[indicator], start, end))
        return found

    def _meant(self, words: Sequence[str], ends: Sequence[tuple[int, int]]) -> Iterator[_Match]:
        """Yield the matches that no harmless words stand near."""
        harmless = [
            _Match(self._harmless_owners[one], self._harmless.start(one, words, end), end)
            for one, end in _few(self._harmless.ends(words))
        ]
        for one, end in _few(ends):
            match = _Match(self._owners[one], self._phrases.start(one, words, end), end)
            if not any(_is_near(match, other) for other in harmless):
                yield match


def _few(ends: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ends, leaving out repeats of a phrase beyond the limit."""
    seen: Counter[int] = Counter()
    for one, end in ends:
        seen[one] += 1
        if seen[one] <= MOST_REPEATS:
            yield one, end


def _is_near(match: _Match, harmless: _Match) -> bool:
    return (
        harmless.indicator == match.indicator
        and harmless.start <= match.end + NEAR
        and harmless.end >= match.start - NEAR
    )


def _found(indicator: Indicator, start: int, end: int) -> Found:
    detector = f"{indicator.id}/{VERSION}"
    return Found(indicator.category, start, end, indicator.score, detector, indicator.reason)


def _merged(found: list[Found]) -> Iterator[Found]:
    """Join what overlaps within a category, keeping the surest reason."""
    together: Found | None = None
    for one in sorted(found):
        if together is None or one.category != together.category or one.start >= together.end:
            if together is not None:
                yield together
            together = one
        else:
            surest = max(together, one, key=lambda each: each.score)
            together = surest._replace(start=together.start, end=max(together.end, one.end))
    if together is not None:
        yield together
