"""Where the sender ends and the text begins: the first colon, unless the file knows a name with a colon.

A name such as `Coach: Ben` looks like the sender `Coach` saying `Ben: ...`. It is told apart where a system
line names that person, or where everything `Coach` ever says in the first part of the file begins so.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from handrail.core.imports.bodies import read_body
from handrail.core.imports.direction import DIRECTION, first_line, without_marks
from handrail.core.imports.events import EventReader
from handrail.core.imports.message import Kind

LEAST_MESSAGES = 3  # a name is not guessed from fewer
LONGEST_PART = 40
MOST_SENDERS = 50_000
_SIGNED = ": \u200e"  # what the app writes under a name begins with a mark


class Names:
    """Senders of one file, learnt as it is read.

    plain        senders as the header pattern cuts them -> as shown, where the first colon ends them
    never_plain  names to be looked at each time
    """

    def __init__(self, *, never_plain: frozenset[str]) -> None:
        self.plain: dict[str | None, str] = {}
        self._never_plain = never_plain
        self._with_colon: dict[
            str, list[str]
        ] = {}  # part before the first colon -> whole names, longest first

    def learn(self, name: str) -> None:
        """Keep a whole name that is known from elsewhere; only those with a colon matter."""
        start, colon, _ = name.partition(": ")
        if not colon or name in self._with_colon.get(start, ()):
            return
        self._with_colon[start] = sorted([*self._with_colon.get(start, []), name], key=len, reverse=True)
        for written, shown in list(self.plain.items()):
            if shown == start:
                del self.plain[written]

    def split(self, written: str | None, body: str) -> tuple[str, str] | None:
        """Return sender and text of what follows a header, or None where nobody is named.

        written  what stands before the first colon; None where a space does not follow it
        body     what stands behind it, in one line or several; only the first can name a sender
        """
        if written is None:
            written, colon, _ = first_line(body).partition(": ")
            if not colon:
                return self._silent(body)
            body = body[len(written) + 2 :]
        shown = without_marks(written)
        for name in self._with_colon.get(shown, ()):
            rest = body[len(name) - len(shown) - 2 :]
            if without_marks(body).startswith(f"{name[len(shown) + 2 :]}: ") and rest.startswith(": "):
                return name, rest[2:]
        return shown, body

    def remember(self, written: str, shown: str) -> None:
        """Keep a sender whose first colon ends the name, so that the next row need not be looked at."""
        if len(self.plain) >= MOST_SENDERS:  # no real chat; memory must not grow with a made one
            self.plain.clear()
        if shown not in self._with_colon and shown not in self._never_plain:
            self.plain[written] = shown

    def _silent(self, line: str) -> tuple[str, str] | None:
        """Return the sender of an empty message: some phones drop the space after the last colon."""
        first = first_line(line)
        shown = without_marks(first.removesuffix(":"))
        if first.endswith(":") and shown in self.plain.values():
            return shown, line[len(first) :]
        return None


def names_with_colon(said: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return names that hold a colon, found among pairs of sender, up to the first colon, and body.

    LIMIT: somebody who begins every message with the same capital word and a colon looks just so
    """
    seconds: defaultdict[str, list[str]] = defaultdict(list)
    for start, body in said:
        second, colon, _ = first_line(body).partition(": ")
        seconds[without_marks(start)].append(without_marks(second) if colon else "")
    always = (
        f"{start}: {second}"
        for start, found in seconds.items()
        if len(found) >= LEAST_MESSAGES
        and min(Counter(found).values()) > 1
        and all(map(_may_end_name, found))
        for second in Counter(found)
    )
    return tuple(dict.fromkeys([*_signed_with_colon(said), *always]))


def _may_end_name(second: str) -> bool:
    return 0 < len(second) <= LONGEST_PART and not second[0].islower()


def _signed_with_colon(said: Sequence[tuple[str, str]]) -> list[str]:
    """Return names with a colon under which the app itself wrote a system line."""
    found, events = [], EventReader()
    for start, body in said:
        second, signed, line = first_line(body).partition(_SIGNED)
        if signed and len(second) <= LONGEST_PART and events.read(line) is not None:
            found.append(f"{without_marks(start)}: {without_marks(second)}")
    return found


def signers_of(said: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return the names that only sign system lines: on iOS the group's own name."""
    told: set[str] = set()
    speakers: set[str] = set()
    events = EventReader()
    for start, body in said:
        second, signed, line = body.partition(_SIGNED)
        name = without_marks(f"{start}: {second}" if signed and second else start)
        if name in speakers:
            continue
        if events.read(first_line(line if signed else body)) is not None:
            told.add(name)
        elif not signed and (
            body[:1] not in DIRECTION or read_body(body, is_by_app=True).kind is not Kind.TEXT
        ):
            speakers.add(name)
    return frozenset(told - speakers)
