"""Who was in a chat at each of its lines, from what its export tells of people coming, speaking and going.

An export's clock is coarse (minutes on many phones) and may run backwards; its lines are the order in which
the phone showed them. So presence is kept by line, and the times are there for people to read.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from handrail.core.conversations.new_numbers import NewNumber, NewNumbers
from handrail.core.imports.message import Event, EventKind, Mark, Message

_GROUP_LINES = frozenset(
    {
        EventKind.CREATED,
        EventKind.ADDED,
        EventKind.JOINED,
        EventKind.REMOVED,
        EventKind.LEFT,
        EventKind.NAMED,
    }
)
_TITLED = frozenset({EventKind.CREATED, EventKind.NAMED})  # their subject is a title, not a person
MOST_TITLES = 1_000  # anyone can change it with every line
_PAIR = 2  # senders in a one-to-one chat


@dataclass(frozen=True, slots=True)
class Interval:
    """One stay in the chat.

    from_at     None: already there when the export begins; then from_line is 0
    until_at    exclusive, never before from_at; None: still there when the export ends
    from_line   of the message that shows the arrival; the person is in the chat on this line
    until_line  of the message that shows the departure; they are not in the chat on this line
    """

    from_at: datetime | None
    until_at: datetime | None
    from_line: int
    until_line: int | None


class Oddity(StrEnum):
    """What does not fit together in an export; told to the reader, never smoothed over in silence."""

    # so they came back unseen: present again from that line
    SPOKE_AFTER_LEAVING = "conversations.presence.spoke_after_leaving"
    # sent before they left and shown after it: nothing changes
    SHOWN_AFTER_LEAVING = "conversations.presence.shown_after_leaving"
    # the only sign of them so far is a line that is marked so: it proves nobody's presence
    MAY_BE_IMITATED = "conversations.presence.may_be_imitated"


@dataclass(frozen=True, slots=True)
class Note:
    """The first time an oddity concerns a name."""

    oddity: Oddity
    name: str
    at: datetime
    line: int


@dataclass(frozen=True, slots=True)
class Titled:
    """From this line on the group was called so."""

    title: str
    at: datetime
    line: int


class Presence:
    """Sees every message of an export in file order and then tells who was there when, by name as written.

    called  gives the name to keep presence under for a name as written, such as a matched person's: someone
            with two names is then there once. Without it names stay as written, and the phone's owner YOU

    - whose first trace is being added or joining, or making the group, is there from that line;
    - whose first trace is anything else was there from the start;
    - leaving or being removed ends a stay; a new number carries it on under the new name;
    - where a change does not name the new number, the next one to appear is there from the change on;
    - a message marked as a possible imitation neither starts nor ends a stay, nor brings anyone back.
    """

    def __init__(self, *, called: Callable[[str], str] | None = None) -> None:
        self._called = called or str
        self._names: dict[str, str] = {}
        self._open: dict[str, Interval] = {}
        self._past: dict[str, list[Interval]] = {}
        self._notes: dict[tuple[Oddity, str], Note] = {}
        self._doubtful: set[str] = set()
        self._senders: set[str] = set()
        self._numbers = NewNumbers()
        self._titles: deque[Titled] = deque(maxlen=MOST_TITLES)
        self._has_group_line = False

    def see(self, message: Message) -> None:
        """Take in the next message."""
        if message.event is None:
            name = self._names.get(message.sender) if message.sender is not None else None
            if message.sender is None or (name in self._senders and name in self._open):
                return  # nearly every line of a long chat
        self._look_at(self._renamed(message))

    def _look_at(self, message: Message) -> None:
        if Mark.IMITATION in message.marks:
            self._doubt(message)
            return
        if message.sender is not None:
            self._senders.add(message.sender)
            self._trace(message.sender, message)
        if message.event is not None:
            self._happened(message.event, message)

    def intervals(self) -> Mapping[str, tuple[Interval, ...]]:
        """Return everyone's stays, oldest first; stays of one name never overlap."""
        names = dict.fromkeys((*self._past, *self._open))
        return {name: (*self._past.get(name, ()), *self._stay(name)) for name in names}

    def doubtful(self) -> frozenset[str]:
        """Return the names seen only in lines that may be imitations; they have no interval."""
        return frozenset(self._doubtful - self._past.keys() - self._open.keys())

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(sorted(self._notes.values(), key=lambda note: note.line))

    @property
    def new_numbers(self) -> Mapping[str, NewNumber]:
        """Return, by name, whose new number it may be."""
        return self._numbers.found

    @property
    def titles(self) -> tuple[Titled, ...]:
        """The names the group has had, oldest first; of very many the last ones."""
        return tuple(self._titles)

    @property
    def is_group(self) -> bool:
        """Whether anything shows a group: people coming or going, a title, or more than two who write.

        LIMIT: a piece of a group's export in which only two people write looks like a one-to-one chat.
        """
        return self._has_group_line or len(self._senders) > _PAIR

    def _happened(self, event: Event, message: Message) -> None:
        self._has_group_line = self._has_group_line or event.kind in _GROUP_LINES
        match event.kind:
            case EventKind.CREATED:
                self._entitle(event, message)
                self._arrive(event.actor, message)
            case EventKind.NAMED:
                self._entitle(event, message)
                self._trace(event.actor, message)
            case EventKind.ADDED | EventKind.JOINED:
                self._came(event, message)
            case EventKind.REMOVED | EventKind.LEFT:
                self._went(event, message)
            case EventKind.NUMBER_CHANGED:
                self._renumber(event, message)
            case EventKind.DISAPPEARING_ON | EventKind.DISAPPEARING_OFF:
                self._trace(event.actor, message)
            case EventKind.SETTINGS | EventKind.ENCRYPTED | EventKind.UNKNOWN:
                pass  # some name people who are not in the chat: asking to join, a security code that changed
            case _:
                assert_never(event.kind)

    def _came(self, event: Event, message: Message) -> None:
        if event.subjects and event.actor not in event.subjects:
            self._trace(event.actor, message)
        for name in event.subjects or (event.actor,):
            self._arrive(name, message)

    def _went(self, event: Event, message: Message) -> None:
        if event.subjects and event.actor not in event.subjects:
            self._trace(event.actor, message)
        for name in event.subjects or (event.actor,):
            self._depart(name, message)

    def _renumber(self, event: Event, message: Message) -> None:
        names = [name for name in (event.actor, *event.subjects) if name is not None]
        if not names:
            return
        old, new = names[0], names[-1]
        self._trace(old, message)
        if new == old:
            self._numbers.changed(old, message)
            return
        if old not in self._open:
            return
        self._depart(old, message)
        self._arrive(new, message)
        self._senders.discard(old)
        self._numbers.told(old, new, message)

    def _first_seen(self, name: str) -> Interval:
        """Return the stay of somebody whose first trace is no coming."""
        change = self._numbers.appeared(name)
        if change is None:
            return Interval(None, None, 0, None)
        self._senders.difference_update(self._numbers.found[name].old)
        return Interval(change.at, None, change.line, None)

    def _trace(self, name: str | None, message: Message) -> None:
        """Someone did something only a member can do."""
        if name is None or name in self._open:
            return
        last = self._past.get(name, [None])[-1]
        if last is None:
            self._open[name] = self._first_seen(name)
        elif last.until_at is not None and message.at <= last.until_at:
            self._note(Oddity.SHOWN_AFTER_LEAVING, name, message)
        else:
            self._note(Oddity.SPOKE_AFTER_LEAVING, name, message)
            self._arrive(name, message)

    def _arrive(self, name: str | None, message: Message) -> None:
        if name is None or name in self._open:
            return
        last = self._past.get(name, [None])[-1]  # no earlier one ends later
        from_at = max(message.at, last.until_at) if last is not None and last.until_at else message.at
        self._open[name] = Interval(from_at, None, message.line, None)

    def _depart(self, name: str | None, message: Message) -> None:
        if name is None or (name not in self._open and name in self._past):
            return
        stay = self._open.pop(name, Interval(None, None, 0, None))
        until_at = max(message.at, stay.from_at or message.at)
        left = Interval(stay.from_at, until_at, stay.from_line, message.line)
        self._past.setdefault(name, []).append(left)

    def _doubt(self, message: Message) -> None:
        actors = (message.event.actor, *message.event.subjects) if message.event else ()
        for name in (message.sender, *actors):
            if name is not None and name not in self._open:
                self._doubtful.add(name)
                self._note(Oddity.MAY_BE_IMITATED, name, message)

    def _entitle(self, event: Event, message: Message) -> None:
        if event.subjects:
            self._titles.append(Titled(event.subjects[-1], message.at, message.line))

    def _note(self, oddity: Oddity, name: str, message: Message) -> None:
        self._notes.setdefault((oddity, name), Note(oddity, name, message.at, message.line))

    def _renamed(self, message: Message) -> Message:
        """Return the message with everyone in it under the name their presence is kept by; titles stay."""
        event = message.event
        if event is not None:
            is_title = event.kind in _TITLED
            subjects = event.subjects if is_title else tuple(map(self._name, event.subjects))
            event = Event(event.kind, event.actor and self._name(event.actor), subjects)
        return message._replace(sender=message.sender and self._name(message.sender), event=event)

    def _name(self, written: str) -> str:
        if written not in self._names:
            self._names[written] = self._called(written)
        return self._names[written]

    def _stay(self, name: str) -> tuple[Interval, ...]:
        return (self._open[name],) if name in self._open else ()
