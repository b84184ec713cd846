"""Rows -> messages: most are plain text and are made many at once; the others are looked at one by one."""

from collections.abc import Sequence
from datetime import datetime
from itertools import repeat

from handrail.core.imports.bodies import Body, is_call, may_name_place, read_body
from handrail.core.imports.direction import DIRECTION, first_line, without_marks
from handrail.core.imports.events import LONGEST_LINE, UNKNOWN, EventReader
from handrail.core.imports.imitation import holds_header, may_hold_header
from handrail.core.imports.known_names import KnownNames
from handrail.core.imports.message import Event, EventKind, Kind, Mark, Message
from handrail.core.imports.names import Names
from handrail.core.imports.rows import Rows
from handrail.core.imports.text_stream import Encoding
from handrail.core.imports.wordlists import wordlists

NO_MARKS: frozenset[Mark] = frozenset()
_NEW = tuple.__new__
_MARKS = frozenset(DIRECTION)
_BLOCK_ENDS = (")", ":")  # of a file's name with a caption below, and of a poll
# What these tell changes who is there, or under which rules.
_CHANGES = frozenset(EventKind) - {EventKind.SETTINGS, EventKind.ENCRYPTED, EventKind.UNKNOWN}
_SHORT = 60  # characters
_MOST_SHORT = 10_000


class MessageReader:
    """Reads one pass over a chat; learns names on the way.

    encoding  how senders pass through
    is_ios    system lines are signed with a name and begin with a mark
    names     senders known to hold a colon
    signers   see Survey
    known     names that a list of people must not cut
    """

    def __init__(
        self,
        encoding: Encoding,
        *,
        is_ios: bool,
        names: tuple[str, ...],
        signers: frozenset[str],
        known: KnownNames,
    ) -> None:
        self._encoding = encoding
        self._is_ios = is_ios
        self._signers = signers
        self._events = EventReader(known)
        self._names = Names(never_plain=signers)
        for name in names:
            self._names.learn(name)
        self._whole = wordlists().whole
        self._short: dict[str, Body] = {}
        self._said_at: datetime | None = None  # when the last message of somebody's was

    def read(self, rows: Rows) -> list[Message]:
        """Return the messages of one stretch."""
        senders = list(map(self._names.plain.get, rows.senders))
        columns = (rows.ats, senders, repeat(Kind.TEXT), rows.bodies, repeat(None), rows.offsets, rows.lines)
        made: list[Message] = list(map(_NEW, repeat(Message), zip(*columns, repeat(None), repeat(NO_MARKS))))
        before = -1  # the last place looked at; those between are messages of somebody's
        for at in self._odd(rows, senders):
            if at - 1 > before:
                self._said_at = made[at - 1].at
            made[at] = found = self._found(made[at], rows.senders[at], is_damaged=rows.damaged)
            if found.sender is not None:
                self._said_at = found.at
            elif found.event is not None and found.event.kind in _CHANGES and self._is_said_then(found.at):
                made[at] = found._replace(marks=found.marks | {Mark.PASTED})
            before = at
        if before < len(made) - 1:
            self._said_at = made[-1].at
        return made

    def _is_said_then(self, at: datetime) -> bool:
        """Return whether the last message of somebody's is of this minute."""
        said_at = self._said_at
        return said_at is not None and said_at.replace(second=0) == at.replace(second=0)

    def _found(self, message: Message, written: str | None, *, is_damaged: bool) -> Message:
        """Return a message that may be anything; short texts come again and are looked at once."""
        known = self._short.get(message.text) if message.sender is not None else None
        if known is None:
            return self._look(message, written, is_damaged=is_damaged)
        kind, text, file, marks = known
        places = (message.offset, message.line, None)
        return _NEW(Message, (message.at, message.sender, kind, text, file, *places, marks))

    def _odd(self, rows: Rows, senders: list[str | None]) -> Sequence[int]:
        """Return the places of rows that may be anything but plain text from a sender met before."""
        if rows.damaged:
            return range(len(senders))
        whole = self._whole  # below, one letter is looked for before two: that is twice as quick
        odd = [
            at
            for at, (sender, body) in enumerate(zip(senders, rows.bodies, strict=True))
            if sender is None
            or "<" in body
            or (":" in body and "://" in body and may_name_place(body))
            or (")" in body and body[-1] == ")")
            or body in whole
        ]
        odd += [at for at in rows.many if self._is_odd_block(rows.bodies[at])]
        if rows.has_cr:
            odd += [at for at, body in enumerate(rows.bodies) if "\r" in body and may_hold_header(body)]
        odd += [at for at in rows.wide if rows.bodies[at][0] in _MARKS or _is_broken_up(rows.bodies[at])]
        return sorted(set(odd))

    def _is_odd_block(self, body: str) -> bool:
        """Return whether a body of several lines may be more than text."""
        first = body[: body.index("\n")]
        return first[-1:] in _BLOCK_ENDS or first in self._whole or may_hold_header(body)

    def _look(self, message: Message, written: str | None, *, is_damaged: bool) -> Message:
        """Return one message, looked at closely.

        message  made as plain text; its sender is None where the header alone does not tell it
        written  what stands before the first colon
        """
        sender, body, event = message.sender, message.text, None
        text = body
        if sender is None or (self._is_ios and body[:1] in _MARKS):
            before = None if written is None else self._encoding.whole(written)
            sender, text, event = (self._signed if self._is_ios else self._unsigned)(before, body)
            is_damaged = is_damaged or self._encoding.is_broken(written or "")
            if written is not None and sender is not None and text == body and not is_damaged:
                self._names.remember(written, sender)
        found = _by_app(text, event) if event is not None else _by_person(text)
        kind, text, file, marks = found
        if is_damaged and ("\ufffd" in body or "\ufffd" in (sender or "")):
            marks |= {Mark.DAMAGED}
        elif message.sender is not None and event is None:
            self._keep(body, found)
        told = event if kind is Kind.SYSTEM else None
        return _NEW(
            Message, (message.at, sender, kind, text, file, message.offset, message.line, told, marks)
        )

    def _keep(self, body: str, found: Body) -> None:
        """Remember what a short body is, for place-holders come again and again."""
        if len(body) <= _SHORT and len(self._short) < _MOST_SHORT:
            self._short[body] = found

    def _unsigned(self, written: str | None, body: str) -> tuple[str | None, str, Event | None]:
        """Android: a line without a sender is the app's."""
        line = first_line(body)
        if written is not None:
            line = f"{written}: {line[:LONGEST_LINE]}"  # not more: most are no line of the app's
        event = self._events.read(line)
        split = None
        if event is None or _is_said(event, line):
            split = self._names.split(written, body)
        if split is not None:
            return *split, None
        return None, body if written is None else f"{written}: {body}", self._learn(event or UNKNOWN)

    def _signed(self, written: str | None, body: str) -> tuple[str | None, str, Event | None]:
        """IOS: all is signed; the app's own lines begin with a mark, or their signer never speaks."""
        split = self._names.split(written, body)
        if split is None:
            return None, body, self._learn(self._events.read(first_line(body)) or UNKNOWN)
        sender, text = split
        is_by_app = text[:1] in _MARKS
        if not is_by_app and sender not in self._signers:
            return sender, text, None
        if read_body(text, is_by_app=True).kind is not Kind.TEXT:
            return sender, text, None
        event = self._events.read(first_line(text))
        if event is None and sender not in self._signers:
            return sender, text, None
        return None, text, self._learn(event or UNKNOWN)

    def _learn(self, event: Event) -> Event:
        for name in (event.actor, *event.subjects):
            if name is not None and ": " in name:
                self._names.learn(name)
        return event


def _is_broken_up(body: str) -> bool:
    """Return whether another line end than the file's stands before what may be a header; cheap to deny."""
    return ("\u2028" in body or "\u2029" in body or "\x85" in body) and may_hold_header(body)


def _is_said(event: Event, line: str) -> bool:
    """Return whether what looks like an event is a sender and what they say: `Ana: you were added`."""
    first, colon, _ = line.partition(": ")
    people = [name for name in (event.actor, *event.subjects) if name is not None]
    return bool(colon) and any(
        name.startswith((f"{first}: ", f"{first}:")) for name in map(without_marks, people)
    )


def _by_person(text: str) -> Body:
    """Return what a person wrote or sent, marked where a line of it imitates somebody's header."""
    found = read_body(text, is_by_app=text[:1] in _MARKS)
    if not holds_header(found.text):
        return found
    return found._replace(marks=found.marks | {Mark.IMITATION})


def _by_app(text: str, event: Event) -> Body:
    """Return a line of the app's own: a system line unless it is a call."""
    text = text.lstrip(DIRECTION)
    is_a_call = event is UNKNOWN and is_call(text)
    marks = frozenset({Mark.IMITATION}) if holds_header(text) else NO_MARKS
    return Body(Kind.CALL if is_a_call else Kind.SYSTEM, text, None, marks)
