"""What is to be audited, and with what."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handrail.core.audit.findings import Titles
from handrail.core.imports.message import Message
from handrail.core.people.roster import Roster
from handrail.core.policy.pack import Pack
from handrail.core.screening.signal import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is known before the walk: the file and the moment the audit was made (UTC)."""

    made_at: datetime
    handrail_version: str
    name: str
    sha256: str
    size_bytes: int
    format: str
    date_order: str
    is_ambiguous: bool


class Source(Protocol):
    """An export as core.imports opens it; each call of messages() walks it afresh."""

    def messages(self) -> Iterator[Message]: ...

    def knowing(self, names: Iterable[str]) -> "Source": ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One audit that somebody asks for.

    exporter  the name under which the exporting phone's owner writes, where it is known
    screen    text to signals
    closing   what the report says about file and pack that the walk cannot know
    """

    source: Source
    roster: Roster
    pack: Pack
    platform: str
    exporter: str | None
    screen: Callable[[str], Sequence[Signal]]
    titles: Titles
    closing: Closing
