"""One normal shape for a message of any export. Past this door nobody says which app it came from."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    TEXT = "text"
    MEDIA = "media"
    DELETED = "deleted"
    SYSTEM = "system"
    CALL = "call"
    POLL = "poll"
    LOCATION = "location"
    CONTACT = "contact"


class EventKind(StrEnum):
    """What a system line tells of the conversation. UNKNOWN is kept, never dropped."""

    CREATED = "created"
    ADDED = "added"
    JOINED = "joined"
    REMOVED = "removed"
    LEFT = "left"
    NAMED = "named"
    NUMBER_CHANGED = "number_changed"
    DISAPPEARING_ON = "disappearing_on"
    DISAPPEARING_OFF = "disappearing_off"
    SETTINGS = "settings"
    ENCRYPTED = "encrypted"
    UNKNOWN = "unknown"


class Event(NamedTuple):
    """What happened, who did it, to whom. Names exactly as written; `you` in any language becomes YOU."""

    kind: EventKind
    actor: str | None
    subjects: tuple[str, ...]


YOU = "\x00you"  # the person whose phone made the export; no export can hold this as a name


class Mark(StrEnum):
    EDITED = "edited"
    VIEW_ONCE = "view_once"
    BACKWARDS = "backwards"  # its time is before the message above it that keeps to the order
    IMITATION = "imitation"  # a body line shaped like somebody's header, or a header out of time
    PASTED = "pasted"  # tells who was there, in the minute of the message above, which may hold it
    SEAM = "seam"  # from here on the file may be another export
    DAMAGED = "damaged"  # holds bytes that are not in the file's encoding, shown as U+FFFD


class Message(NamedTuple):
    """One message or system line, in file order. Exported, never witnessed.

    at      local to the phone that exported; no time zone is known
    sender  as written; None for a system line
    text    exact body, newlines kept, direction marks at its start removed
    file    name of the attached file where the export names one
    offset  first byte of its header in the original chat text
    line    from 1
    """

    at: datetime
    sender: str | None
    kind: Kind
    text: str
    file: str | None
    offset: int
    line: int
    event: Event | None
    marks: frozenset[Mark]
