"""Rows -> messages: most are plain text and are made many at once; the others are looked at one by one."""

from collections.abc import Sequence
from itertools import repeat

from handrail.core.imports.bodies import Body, is_call, read_body
from handrail.core.imports.direction import DIRECTION, without_marks
from handrail.core.imports.events import UNKNOWN, EventReader
from handrail.core.imports.imitation import holds_header, may_hold_header
from handrail.core.imports.message import Event, Kind, Mark, Message
from handrail.core.imports.names import Names
from handrail.core.imports.rows import Rows
from handrail.core.imports.text_stream import Encoding
from handrail.core.imports.wordlists import wordlists

NO_MARKS: frozenset[Mark] = frozenset()
_NEW = tuple.__new__
_MARKS = frozenset(DIRECTION)
_BLOCK_ENDS = (")", ":")  # of a file's name with a caption below, and of a poll
_SHORT = 60  # characters
_MOST_SHORT = 10_000


class MessageReader:
    """Reads one pass over a chat; learns names on the way.

    encoding  how senders pass through
    is_ios    system lines are signed with a name and begin with a mark
    names     senders known to hold a colon
    signers   see Survey
    """

    def __init__(
        self, encoding: Encoding, *, is_ios: bool, names: tuple[str, ...], signers: frozenset[str]
    ) -> None:
        self._encoding = encoding
        self._is_ios = is_ios
        self._signers = signers
        self._events = EventReader()
        self._names = Names(never_plain=signers)
        for name in names:
            self._names.learn(name)
        self._whole = wordlists().whole
        self._short: dict[str, Body] = {}

    def read(self, rows: Rows) -> list[Message]:
        """Return the messages of one stretch."""
        senders = list(map(self._names.plain.get, rows.senders))
        columns = (rows.ats, senders, repeat(Kind.TEXT), rows.bodies, repeat(None), rows.offsets, rows.lines)
        made: list[Message] = list(map(_NEW, repeat(Message), zip(*columns, repeat(None), repeat(NO_MARKS))))
        for at in self._odd(rows, senders):
            made[at] = self._look(made[at], rows.senders[at], is_damaged=rows.damaged)
        return made

    def _odd(self, rows: Rows, senders: list[str | None]) -> Sequence[int]:
        """Return the places of rows that may be anything but plain text from a sender met before."""
        if rows.damaged:
            return range(len(senders))
        whole = self._whole
        columns = zip(senders, rows.bodies, rows.breaks, strict=True)
        return [
            at
            for at, (sender, body, breaks) in enumerate(columns)
            if sender is None
            or (breaks and self._is_odd_block(body))
            or "<" in body
            or "://" in body
            or body[-1:] == ")"
            or body[:1] in _MARKS
            or body in whole
        ]

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
        if sender is None or (self._is_ios and body[:1] in _MARKS):
            line = body if written is None else f"{self._encoding.whole(written)}: {body}"
            sender, text, event = self._signed(line) if self._is_ios else self._unsigned(line)
            if written is not None and sender is not None and text == body:
                self._names.remember(written, sender)
            found = _by_app(text) if event is not None else read_body(text, is_by_app=text[:1] in _MARKS)
        else:
            found = self._body(body)
        marks = found.marks
        if "\n" in found.text and holds_header(found.text):
            marks |= {Mark.IMITATION}
        if is_damaged and "\ufffd" in f"{sender}{body}":
            marks |= {Mark.DAMAGED}
        told = event if found.kind is Kind.SYSTEM else None
        places = (message.offset, message.line)
        return _NEW(Message, (message.at, sender, found.kind, found.text, found.file, *places, told, marks))

    def _body(self, body: str) -> Body:
        """Return a person's message read; short ones are remembered, for place-holders come often."""
        if len(body) > _SHORT:
            return read_body(body, is_by_app=body[:1] in _MARKS)
        found = self._short.get(body)
        if found is None:
            found = read_body(body, is_by_app=body[:1] in _MARKS)
            if len(self._short) < _MOST_SHORT:
                self._short[body] = found
        return found

    def _unsigned(self, line: str) -> tuple[str | None, str, Event | None]:
        """Android: a line without a sender is the app's."""
        event = self._events.read(line.partition("\n")[0])
        split = None
        if event is None or _is_said(event, line):
            split = self._names.split(line)
        if split is not None:
            return *split, None
        return None, line, self._learn(event or UNKNOWN)

    def _signed(self, line: str) -> tuple[str | None, str, Event | None]:
        """IOS: all is signed; the app's own lines begin with a mark, or their signer never speaks."""
        split = self._names.split(line)
        if split is None:
            return None, line, self._learn(self._events.read(line.partition("\n")[0]) or UNKNOWN)
        sender, text = split
        is_by_app = text[:1] in _MARKS
        if not is_by_app and sender not in self._signers:
            return sender, text, None
        if read_body(text, is_by_app=True).kind is not Kind.TEXT:
            return sender, text, None
        event = self._events.read(text.partition("\n")[0])
        if event is None and sender not in self._signers:
            return sender, text, None
        return None, text, self._learn(event or UNKNOWN)

    def _learn(self, event: Event) -> Event:
        for name in (event.actor, *event.subjects):
            if name is not None:
                self._names.learn(name)
        return event


def _is_said(event: Event, line: str) -> bool:
    """Return whether what looks like an event is a sender and what they say: `Ana: you were added`."""
    first, colon, _ = line.partition(": ")
    people = [name for name in (event.actor, *event.subjects) if name is not None]
    return bool(colon) and any(
        name.startswith((f"{first}: ", f"{first}:")) for name in map(without_marks, people)
    )


def _by_app(text: str) -> Body:
    """Return a line of the app's own: a system line unless it is a call."""
    text = text.lstrip(DIRECTION)
    return Body(Kind.CALL if is_call(text) else Kind.SYSTEM, text, None, NO_MARKS)
