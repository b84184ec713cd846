"""Gathers the lines that may not be what they seem, and those not screened whole, for a person to look at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from handrail.core.audit.quoting import Passage, Quoter
from handrail.core.audit.report import Doubt, Quoted
from handrail.core.audit.screened import MOST_SCREENED
from handrail.core.imports.imitation import first_header
from handrail.core.imports.message import Mark, Message
from handrail.core.kit.spans import Span

MOST_QUOTED = 10  # of each kind
UNSCREENED = "unscreened"


class _Words(NamedTuple):
    title: str
    why: str
    how: str


# In the order of the report.
WORDS = {
    UNSCREENED: _Words(
        "Unscreened, to be read by a person",
        f"The message has more than {MOST_SCREENED:,} characters; from the mark on it was not screened.",
        "Read the rest of each. No phone sends so much at once, so ask how the file was made, too.",
    ),
    Mark.IMITATION: _Words(
        "May imitate another person",
        "A line inside the message is shaped like the beginning of somebody else's, or the time of the line "
        "leaves the order and comes back. It may have been typed or pasted.",
        "Compare it with the export from another phone in the chat.",
    ),
    Mark.BACKWARDS: _Words(
        "Time runs backwards",
        "The line shows an earlier time than the one above it. Phones that were offline do that, and so does "
        "the night the clocks go back.",
        "Read it with the lines around it; where it matters, compare with the export from another phone.",
    ),
}


@dataclass(slots=True)
class _Draft:
    first_at: datetime
    last_at: datetime
    messages: int = 0
    passages: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class Doubts:
    """Sees every line in order, before the quoter does; what it keeps does not grow with the chat."""

    quoter: Quoter
    unscreened: int = 0
    _drafts: dict[str, _Draft] = field(default_factory=dict)

    def see(self, message: Message) -> None:
        """Take in the marks of a line: one doubt each, the gravest."""
        if message.marks:
            kind = next((kind for kind in WORDS if kind in message.marks), None)
            if kind is not None:
                self._add(kind, message, first_header(message.text) if kind is Mark.IMITATION else None)

    def not_whole(self, message: Message) -> None:
        """Take in a message of which only the beginning was screened."""
        self.unscreened += 1
        self._add(UNSCREENED, message, Span(MOST_SCREENED, len(message.text)))

    def finished(self) -> tuple[Doubt, ...]:
        """Return what a person should look at, the gravest kind first."""
        return tuple(self._finished())

    def _add(self, kind: str, message: Message, stretch: Span | None) -> None:
        draft = self._drafts.setdefault(kind, _Draft(message.at, message.at))
        draft.messages += 1
        draft.first_at, draft.last_at = min(draft.first_at, message.at), max(draft.last_at, message.at)
        if len(draft.passages) < MOST_QUOTED:
            draft.passages.append(self.quoter.passage(message, (stretch,) if stretch else ()))

    def _finished(self) -> Iterator[Doubt]:
        for kind, words in WORDS.items():
            if (draft := self._drafts.get(kind)) is not None:
                yield Doubt(
                    kind=str(kind),
                    title=words.title,
                    why=words.why,
                    how=words.how,
                    messages=draft.messages,
                    first_at=draft.first_at,
                    last_at=draft.last_at,
                    quoted=_merged(draft.passages),
                )


def _merged(passages: Iterable[Passage]) -> tuple[Quoted, ...]:
    """Return the lines of all passages, each once and in the file's order."""
    lines: dict[int, Quoted] = {}
    for quoted in (quoted for passage in passages for quoted in passage.quoted):
        if quoted.is_finding or quoted.offset not in lines:
            lines[quoted.offset] = quoted
    return tuple(lines[offset] for offset in sorted(lines))
