"""What checking a pack answers (§10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from handrail.core.evidence.parts import Custody
from handrail.core.record.canonical import JsonValue
from handrail.core.record.erasure import FieldStanding
from handrail.core.record.verifier_keys import VerifierKey


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or that could not be checked.

    place  the file, entry or number that it is about, such as `message 41 (entry 60)`
    text   what is wrong there
    index  of the entry in the log, where it is about one
    field  of that entry, where it is about one
    """

    place: str
    text: str
    index: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class Voucher(StrEnum):
    """Who says whose a key is."""

    READER = "reader"  # whoever checks the pack handed the key in
    PACK = "pack"  # nobody but the pack itself


class LogKey(NamedTuple):
    """A key that the log had, with its term in sizes; `until_size` is None while it is in use."""

    key: VerifierKey
    from_size: int
    until_size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStanding:
    """The log as the pack's checkpoint shows it.

    origin     names the log
    size       leaves
    is_signed  by a key of the log, at a size for which it speaks
    keys       oldest first; none where they could not be followed
    voucher    of the keys
    """

    origin: str
    size: int
    root: bytes
    is_signed: bool
    keys: tuple[LogKey, ...]
    voucher: Voucher


class Witnessing(NamedTuple):
    """One witness's word that the log had reached a size by a moment.

    name  the witness's key's name
    at    UTC
    """

    size: int
    name: str
    at: datetime
    voucher: Voucher


class Range(NamedTuple):
    """Numbers of a conversation's entries, from `first` to `last`."""

    conversation: str
    first: int
    last: int

    def __str__(self) -> str:
        one = f"number {self.first}"
        numbers = one if self.first == self.last else f"numbers {self.first} to {self.last}"
        return f"{numbers} of `{self.conversation}`"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStanding:
    """One entry, as far as it could be checked.

    number      in its conversation, from 0; None where it has none, or none that can be believed
    type_text   what happened
    at          when the log wrote it, by its own clock
    values      what is shown and is what the log committed to
    fields      where each field stands, save those in `false`
    false       fields that are shown, and are not what the log committed to
    is_proved   it stands in the log at its index
    """

    index: int
    number: int | None
    conversation: str | None
    type_text: str
    at: datetime
    values: Mapping[str, JsonValue]
    fields: Mapping[str, FieldStanding]
    false: frozenset[str]
    is_proved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was checked, on whose word, and what is wrong.

    is_pack    it could be read far enough to be checked at all
    title      as the manifest has it: nobody signs it
    is_whole   as was worked out: nothing left out, nothing withheld
    witnessed  smallest size first
    left_out   numbers that the log says this export leaves out
    files      names of the pack's original files that are what the log committed to
    limits     what the pack cannot prove, in sentences
    faults     everything wrong; none means that all was checked and holds
    """

    is_pack: bool
    title: str | None = None
    is_whole: bool = False
    log: LogStanding | None = None
    witnessed: tuple[Witnessing, ...] = ()
    entries: tuple[EntryStanding, ...] = ()
    left_out: tuple[Range, ...] = ()
    files: tuple[str, ...] = ()
    custody: Custody | None = None
    limits: tuple[str, ...] = ()
    faults: tuple[Fault, ...]

    @property
    def is_good(self) -> bool:
        """Say whether everything that the pack holds was checked and holds."""
        return self.is_pack and not self.faults
