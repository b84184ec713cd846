"""Walking through a chat with the set of its members at hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from handrail.core.conversations.presence import Interval


@dataclass(frozen=True, slots=True)
class Step:
    """From this line on, these were in the chat, until the next step.

    at  when, as the export shows it; None for those there from the start
    """

    line: int
    at: datetime | None
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Change:
    line: int
    at: datetime | None
    name: str
    is_arrival: bool


_NEVER = Step(2**63, None, frozenset())  # past the last line of any file


class Members:
    """The members at a line. The very same set comes back until somebody comes or goes, for caches."""

    _line: int
    _ahead: Iterator[Step]
    _step: Step
    _next: Step

    def __init__(self, intervals: Mapping[str, Sequence[Interval]]) -> None:
        self._intervals = intervals
        self._walk()

    def advance(self, line: int) -> frozenset[str]:
        """Return who is in the chat on a line of the file, from 1.

        Lines asked for in file order cost two comparisons each; going back starts over.
        """
        if line < self._line:
            self._walk()
        self._line = line
        while line >= self._next.line:
            self._step, self._next = self._next, next(self._ahead, _NEVER)
        return self._step.members

    @property
    def since(self) -> int:
        """Return the line from which these members, the last asked for, are there; 0 is the start."""
        return self._step.line

    def _walk(self) -> None:
        self._line = 0
        self._ahead = steps(self._intervals)
        self._step = next(self._ahead)
        self._next = next(self._ahead, _NEVER)


def steps(intervals: Mapping[str, Sequence[Interval]]) -> Iterator[Step]:
    """Yield each state of the membership, oldest first; the first, at line 0, is the start of the export."""
    changes = sorted(_changes(intervals), key=lambda change: (change.line, change.name))
    members: set[str] = {change.name for change in changes if change.line == 0}
    yield Step(0, None, frozenset(members))
    later = (change for change in changes if change.line > 0)
    for line, at_once in groupby(later, key=lambda change: change.line):
        at = None
        for change in at_once:
            (members.add if change.is_arrival else members.discard)(change.name)
            at = change.at
        yield Step(line, at, frozenset(members))


def _changes(intervals: Mapping[str, Sequence[Interval]]) -> Iterator[_Change]:
    for name, stays in intervals.items():
        for stay in stays:
            yield _Change(stay.from_line, stay.from_at, name, is_arrival=True)
            if stay.until_line is not None:
                yield _Change(stay.until_line, stay.until_at, name, is_arrival=False)
