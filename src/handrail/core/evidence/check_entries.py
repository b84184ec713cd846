"""Checks entries, each by itself: its form, its place in the log, what it shows (§3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from handrail.core.evidence import layout
from handrail.core.evidence.entry_line import read_entry
from handrail.core.evidence.parts import Entry
from handrail.core.evidence.problems import PartRefused
from handrail.core.evidence.verdict import Fault
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import Link, read_link
from handrail.core.record.checkpoint import Checkpoint
from handrail.core.record.leaf import Leaf, check_opening, read_leaf
from handrail.core.record.leaf_types import LINK_FIELDS, LeafType
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import leaf_hash, verify_inclusion


@dataclass(slots=True)
class Checked:
    """One entry being checked.

    values     shown, and what the leaf committed to
    false      fields that are shown, and are not
    link       its place in a conversation, where it has one that can be read
    is_proved  it stands in the log at its index
    """

    entry: Entry
    leaf: Leaf
    hash: bytes
    values: dict[str, JsonValue] = field(default_factory=dict)
    false: set[str] = field(default_factory=set)
    link: Link | None = None
    is_proved: bool = False

    @property
    def place(self) -> str:
        """What a fault calls this entry."""
        if self.link is not None and self.leaf.type is LeafType.MESSAGE_POSTED:
            return f"message {self.link.seq} (entry {self.entry.index})"
        number = "" if self.link is None else f", number {self.link.seq}"
        return f"entry {self.entry.index} ({self.leaf.type_text}{number})"

    def fault(self, text: str, field: str | None = None) -> Fault:
        """Return a fault of this entry."""
        return Fault(self.place, text, self.entry.index, field)


def check_entries(raw: bytes, checkpoint: Checkpoint | None) -> tuple[list[Checked], list[Fault]]:
    """Check every line of `entries.jsonl`. Without a checkpoint none of them is proved."""
    lines = raw.split(b"\n")
    faults = []
    if lines.pop() or not lines:
        faults.append(Fault(layout.ENTRIES, "its last line has no end"))
    read: list[Checked] = []
    before = -1
    for number, line in enumerate(lines, start=1):
        try:
            checked = _read(line)
        except PartRefused as error:
            faults.append(Fault(f"{layout.ENTRIES} line {number}", f"{error}"))
            continue
        read.append(checked)
        found = [*_openings_faults(checked), *_withheld_faults(checked), *_link_faults(checked)]
        faults += [checked.fault(text, name) for text, name in found]
        if checked.entry.index <= before:
            faults.append(checked.fault("is not in the order of the log, or there twice"))
        before = checked.entry.index
        faults += _proof_faults(checked, checkpoint)
    return read, faults


def _read(line: bytes) -> Checked:
    entry = read_entry(line)
    try:
        leaf = read_leaf(entry.leaf)
    except RecordError as error:
        raise PartRefused(f"entry {entry.index}: {error}") from error
    return Checked(entry=entry, leaf=leaf, hash=leaf_hash(entry.leaf))


type _Found = Iterator[tuple[str, str | None]]


def _openings_faults(checked: Checked) -> _Found:
    for opening in checked.entry.openings:
        name = opening.field
        if name not in checked.leaf.commitments:
            yield f"`{name}` is shown, and the leaf has no such field", name
            continue
        if name in checked.values or name in checked.false:
            yield f"`{name}` is shown twice", name
            continue
        try:
            check_opening(checked.leaf, opening)
        except RecordError:
            checked.false.add(name)
            yield f"`{name}` is not what the leaf committed to", name
        else:
            checked.values[name] = opening.value


def _withheld_faults(checked: Checked) -> _Found:
    for name in sorted(checked.entry.withheld):
        if name not in checked.leaf.commitments:
            yield f"`{name}` is withheld, and the leaf has no such field", name
        elif name in checked.values or name in checked.false:
            yield f"`{name}` is withheld and shown", name


def _link_faults(checked: Checked) -> _Found:
    """Read an entry's place. That a field of it is false, or not shown, is told where fields are."""
    if not checked.values.keys() >= LINK_FIELDS:
        return
    try:
        checked.link = read_link(checked.values, leaf_hash=checked.hash, index=checked.entry.index)
    except RecordError as error:
        yield f"{error}", None


def _proof_faults(checked: Checked, checkpoint: Checkpoint | None) -> Iterator[Fault]:
    if checkpoint is None:
        yield checked.fault("could not be checked: there is no checkpoint")
        return
    try:
        verify_inclusion(
            index=checked.entry.index,
            size=checkpoint.size,
            leaf_hash=checked.hash,
            proof=checked.entry.proof,
            root=checkpoint.root,
        )
        checked.is_proved = True
    except RecordError as error:
        yield checked.fault(f"is not in the log at this place: {error}")
