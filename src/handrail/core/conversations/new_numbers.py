"""Whose number a new number may be. A chat often says that somebody changed theirs, and not to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from handrail.core.imports.message import YOU, Message
from handrail.core.people.name_key import full_key, is_self_chosen
from handrail.core.people.number import e164

MOST_OLD = 5  # people one new number is told beside


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNumber:
    """A name that perhaps belongs to somebody who changed their number; told, never used.

    old      who changed it; several where the chat cannot tell whose the new one is
    at       of the change, the first of them
    is_told  the line itself names the new number; otherwise it is only the next one to appear
    """

    old: tuple[str, ...]
    at: datetime
    is_told: bool


class NewNumbers:
    """Keeps who changed their number, and which numbers appeared after it."""

    def __init__(self) -> None:
        self._found: dict[str, NewNumber] = {}
        self._changed: dict[str, Message] = {}  # to a number that is still to be seen
        self._owed = 0  # numbers still to be seen

    @property
    def found(self) -> Mapping[str, NewNumber]:
        """Return, by the new name, whose it may be."""
        return dict(self._found)

    def told(self, old: str, new: str, message: Message) -> None:
        """Take in a line that names the old and the new."""
        self._found[new] = NewNumber(old=(old,), at=message.at, is_told=True)

    def changed(self, old: str, message: Message) -> None:
        """Take in a line that says only who changed; the owner of the phone never shows their own number."""
        if old != YOU:
            self._changed.setdefault(old, message)
            self._owed += 1

    def appeared(self, name: str) -> Message | None:
        """Return the change after which a name first seen now may be the new number, or None."""
        if not self._owed or not _is_unsaved(name):
            return None
        old = tuple(islice(self._changed, MOST_OLD))
        change = self._changed[old[0]]
        self._found[name] = NewNumber(old=old, at=change.at, is_told=False)
        self._owed -= 1
        if not self._owed:
            self._changed.clear()
        return change


def _is_unsaved(name: str) -> bool:
    """Return whether a name is a number, or one that a phone shows beside a number it has not saved."""
    return is_self_chosen(name) or e164(full_key(name)) is not None
