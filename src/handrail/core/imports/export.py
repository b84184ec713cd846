"""The one door of this room: bytes of an exported chat in, messages out.

Formats and their traps are described in docs/formats/chat-export.md.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

from handrail.core.imports.chronology import with_time_marks
from handrail.core.imports.container import Container, open_container
from handrail.core.imports.dates import DateOrder
from handrail.core.imports.known_names import KnownNames
from handrail.core.imports.message import Message
from handrail.core.imports.reader import MessageReader
from handrail.core.imports.rows import Cutter
from handrail.core.imports.survey import Survey, survey
from handrail.core.imports.unreadable import UnreadableExport

__all__ = ["DateOrder", "Export", "UnreadableExport", "open_export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An exported chat, looked over and ready to be read.

    Nothing is kept in memory but this: each call of `messages` reads the stream again. The stream belongs to
    the caller and must stay open.
    """

    _container: Container
    _survey: Survey
    _is_listed: Callable[[str], bool]
    _seen: frozenset[str]

    @property
    def format(self) -> str:
        """`whatsapp-android` or `whatsapp-ios`."""
        return "whatsapp-ios" if self._survey.shape.is_ios else "whatsapp-android"

    @property
    def date_order(self) -> DateOrder:
        return self._survey.dates.order

    @property
    def is_ambiguous(self) -> bool:
        """Whether the file alone cannot tell the day from the month; false once a person has told."""
        return self._survey.dates.is_ambiguous

    @property
    def evidence(self) -> str:
        """Why the dates are read in this order: one sentence, lower case, no full stop."""
        return self._survey.dates.evidence

    @property
    def sha256(self) -> str:
        """Of the bytes as given, the zip itself where it is one; hex. Worked out when first asked for."""
        return self._container.digest()

    @property
    def size_bytes(self) -> int:
        return self._container.size_bytes

    @property
    def encoding(self) -> str:
        """`utf-8`, `utf-16-le`, `utf-16-be` or `cp1252`."""
        return self._survey.encoding.name

    @property
    def broken_bytes(self) -> int:
        """Bytes that are not in the encoding; they show as U+FFFD and mark their message DAMAGED."""
        return self._survey.broken_bytes

    @property
    def chat_member(self) -> str | None:
        """The chat's name inside the zip; None for plain text."""
        return self._container.member

    @property
    def files(self) -> tuple[str, ...]:
        """Every file in the zip, the chat included; empty for plain text."""
        return self._container.files

    def knowing(self, names: Iterable[str]) -> "Export":
        """Return the export as read with names somebody writes by, which no list of people cuts.

        returns  the very same where they were known
        """
        seen = self._seen.union(names)
        return self if seen == self._seen else replace(self, _seen=seen)

    def messages(self) -> Iterator[Message]:
        """Yield every message and system line in file order; may be called again and again.

        raises  UnreadableExport: a zip that is damaged further in, or one message too long to be real
        """
        known = self._survey
        cutter = Cutter(known.shape, known.dates.order, known.encoding, is_crlf=known.is_crlf)
        reader = MessageReader(
            known.encoding,
            is_ios=known.shape.is_ios,
            names=known.names,
            signers=known.signers,
            known=KnownNames(is_listed=self._is_listed, seen=self._seen),
        )
        return chain.from_iterable(with_time_marks(map(reader.read, cutter.rows(self._container.open_chat))))


def open_export(
    stream: BinaryIO,
    *,
    name: str,
    dates: DateOrder | None = None,
    is_listed: Callable[[str], bool] = lambda _: False,
) -> Export:
    """Return an exported chat after one look over the whole of it.

    stream     seekable, binary; text or zip
    name       as the person gave it; tells a zip that is none
    dates      the order of day, month and year where a person knows it; None lets the file tell
    is_listed  tells the names of a people file, so that none is cut that holds an `and`
    raises     UnreadableExport: empty, no chat, damaged, dangerous, or contradicting `dates`
    """
    container = open_container(stream, name=name)
    known = survey(container.open_chat, told=dates)
    return Export(_container=container, _survey=known, _is_listed=is_listed, _seen=known.listed)
