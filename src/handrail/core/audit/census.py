"""The first walk through a chat: who wrote how much, who came and went, what kinds of lines there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from handrail.core.audit.cast import Cast
from handrail.core.audit.not_auditable import NotAuditable
from handrail.core.audit.words import plural
from handrail.core.conversations.presence import Presence
from handrail.core.imports.message import YOU, Event, EventKind, Kind, Mark, Message

# No real chat has more of either; memory must not grow with a made one.
MOST_NAMES = 20_000
MOST_COMINGS = 50_000
COMINGS = frozenset({EventKind.ADDED, EventKind.JOINED, EventKind.REMOVED, EventKind.LEFT})
SUSPECT = frozenset({Mark.IMITATION, Mark.BACKWARDS})


@dataclass(slots=True)
class Census:
    """Counts over a whole chat.

    messages_by  how many messages each sender sent, by name as written, in order of appearance
    first_by     when each name was first seen, as a sender or in a system line
    earliest     smallest and `latest` largest time in the file: a clock may run backwards
    """

    presence: Presence
    messages_by: Counter[str] = field(default_factory=Counter)
    first_by: dict[str, datetime] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    comings: int = 0  # and goings
    has_lists: bool = False  # a system line names several people at once
    edited: int = 0
    suspect: int = 0
    earliest: datetime | None = None
    latest: datetime | None = None

    @property
    def messages(self) -> int:
        """Return how many lines a person sent."""
        return sum(self.messages_by.values())

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Return the smallest and the largest time; of a chat that holds a line."""
        assert self.earliest is not None
        assert self.latest is not None
        return self.earliest, self.latest

    def see(self, message: Message) -> None:
        """Take in the next line.

        raises  NotAuditable: more names, or more comings and goings, than any chat has
        """
        self.presence.see(message)
        self.kinds[message.kind] += 1
        if message.sender is not None:
            self.messages_by[message.sender] += 1
            self.first_by.setdefault(message.sender, message.at)
        if message.event is not None:
            self._see_event(message.event, message)
        if len(self.first_by) > MOST_NAMES:
            raise NotAuditable(
                f"it shows more than {MOST_NAMES:,} different names, and no real chat has so many",
                message.line,
            )
        if message.marks:
            self.edited += Mark.EDITED in message.marks
            self.suspect += not SUSPECT.isdisjoint(message.marks)
        if self.earliest is None or message.at < self.earliest:
            self.earliest = message.at
        if self.latest is None or message.at > self.latest:
            self.latest = message.at

    def _see_event(self, event: Event, message: Message) -> None:
        named = () if event.kind in (EventKind.CREATED, EventKind.NAMED) else event.subjects
        for name in (event.actor, *named):
            if name is not None and name != YOU:
                self.first_by.setdefault(name, message.at)
        self.has_lists = self.has_lists or len(named) > 1
        if event.kind in COMINGS:
            self.comings += max(len(named), 1)
        if self.comings > MOST_COMINGS:
            raise NotAuditable(
                f"people come and go more than {MOST_COMINGS:,} times in it, and no real chat is like that",
                message.line,
            )


def census_of(messages: Iterable[Message], cast: Cast) -> Census:
    """Return the counts of a chat, placing every name it shows in the cast.

    raises  NotAuditable: nobody writes in it, or it shows more names than any chat has
    """
    census = Census(presence=Presence(called=cast.called))
    for message in messages:
        census.see(message)
    if not census.messages:
        lines = plural(census.kinds.total(), "line")
        raise NotAuditable(f"nobody writes in it: it holds {lines} of the app's own and no message to audit")
    for name in census.first_by:
        cast.called(name)
    return census
