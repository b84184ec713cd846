"""What share of the held-out texts is seen, and what share of what is seen is right."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.screening.peers import Finder, Mark

HELD_OUT = Path(__file__).with_name("held_out.toml")
BRACKETS = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A text, what is known to be in it, and whether only the category it was written for is known of it.

    marks      for a warning sign the whole text; for a private detail exactly its place
    only       judge no category but this one on the text: an open plea may well hold other signs too
    is_harmless nothing in it needs a person
    """

    text: str
    marks: tuple[Mark, ...]
    only: str | None
    is_harmless: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts for one category.

    expected, seen, exact  marks there; those touched by a find; those whose place was found exactly
    wrong                  texts, or finds beside the marks, that should have stayed quiet
    """

    expected: int
    seen: int
    exact: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.seen / self.expected

    @property
    def precision(self) -> float:
        return self.seen / max(1, self.seen + self.wrong)


def held_out() -> list[Sample]:
    """Return every held-out text."""
    table = tomllib.loads(HELD_OUT.read_text(encoding="utf-8"))
    return [sample for name, rows in table.items() for sample in _samples(name, rows)]


def score(samples: Sequence[Sample], find: Finder, category: str) -> Score:
    """Count how a finder does in one category, over every text that says something about it."""
    expected = seen = exact = wrong = 0
    for sample in samples:
        if sample.only not in {None, category}:
            continue
        marks = [mark for mark in sample.marks if mark.category == category]
        finds = [mark for mark in find(sample.text) if mark.category == category]
        expected += len(marks)
        seen += sum(any(_touch(mark, one) for one in finds) for mark in marks)
        exact += sum(mark in finds for mark in marks)
        wrong += sum(not any(_touch(mark, one) for mark in marks) for one in finds)
    return Score(expected=expected, seen=seen, exact=exact, wrong=wrong)


def _samples(name: str, rows: dict[str, list[str]]) -> Iterator[Sample]:
    if name != "private":
        for text in rows["fires"]:
            yield Sample(text=text, marks=(Mark(name, 0, len(text)),), only=name, is_harmless=False)
        for text in rows["quiet"]:
            yield Sample(text=text, marks=(), only=None, is_harmless=True)
        return
    for category, texts in rows.items():
        for text in texts:
            yield _private(category, text)


def _private(category: str, text: str) -> Sample:
    if category == "clean":
        return Sample(text=text, marks=(), only=None, is_harmless=True)
    marks, moved = [], 0  # each bracket taken away moves the rest by one
    for found in BRACKETS.finditer(text):
        start = found.start() - moved
        marks.append(Mark(category, start, start + len(found[1])))
        moved += 2
    return Sample(text=BRACKETS.sub(r"\1", text), marks=tuple(marks), only=None, is_harmless=False)


def _touch(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end
