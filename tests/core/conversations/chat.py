"""Writes chats for tests: one line a message, a minute apart."""

from datetime import datetime, timedelta

from handrail.core.imports.message import Event, EventKind, Kind, Mark, Message

START = datetime(2026, 5, 4, 18, 0)  # noqa: DTZ001 - exports carry no time zone


def minute(line):
    """Return the time of a line: 18:00 and a minute for each line before it."""
    return START + timedelta(minutes=line - 1)


def said(line, sender, *, at=None, marks=()):
    return Message(
        at=at or minute(line),
        sender=sender,
        kind=Kind.TEXT,
        text="ok",
        file=None,
        offset=line * 40,
        line=line,
        event=None,
        marks=frozenset(marks),
    )


def told(line, kind: EventKind, actor, *subjects, at=None, marks: tuple[Mark, ...] = ()):
    return said(line, None, at=at, marks=marks)._replace(kind=Kind.SYSTEM, event=Event(kind, actor, subjects))
