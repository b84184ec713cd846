"""Shows whether a conversation is complete: its leaves are numbered and each names the one before (§11).

A tree alone proves that what is shown was written. Only the numbers prove that nothing was left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from handrail.core.record.canonical import JsonValue
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import MOST_LEAVES
from handrail.core.record.text_forms import print_base64, read_hash


class ChainRefused(RecordError):
    """Fields that do not place a leaf in a conversation, or places in different ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One leaf's place in its conversation.

    seq        from 0, without gaps
    prev       hash of the leaf numbered one less; None for the first
    leaf_hash  of this leaf
    index      of this leaf in the log
    """

    conversation: str
    seq: int
    prev: bytes | None
    leaf_hash: bytes
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEnd:
    """How far a conversation reached when it was exported: what `export.made` commits to.

    count  leaves of the conversation, from 1
    last   hash of the last of them
    """

    conversation: str
    count: int
    last: bytes


class ChainFaultKind(Enum):
    """What can be wrong with a chain."""

    MISSING = auto()  # these numbers are not there
    TWICE = auto()  # two leaves have this number
    UNLINKED = auto()  # this leaf names another one before it than is there
    OUT_OF_ORDER = auto()  # this leaf is in the log before the one numbered one less
    BEYOND_END = auto()  # these numbers come after the stated end
    ANOTHER_END = auto()  # this leaf has the last number, and is not the leaf stated


class ChainFault(NamedTuple):
    """Something wrong, at the numbers from `first` to `last`."""

    kind: ChainFaultKind
    first: int
    last: int


def link_fields(conversation: str, *, seq: int, prev: bytes | None) -> dict[str, JsonValue]:
    """Return the fields that place a new leaf in its conversation.

    prev  hash of the conversation's last leaf so far; None for its first
    """
    return {
        "conversation": conversation,
        "conv_seq": seq,
        "conv_prev": None if prev is None else print_base64(prev),
    }


def read_link(values: Mapping[str, JsonValue], *, leaf_hash: bytes, index: int) -> Link:
    """Return a leaf's place from its opened fields.

    raises  ChainRefused: they do not place it; FormRefused: `conv_prev` is not a hash
    """
    match values:
        case {"conversation": str(conversation), "conv_seq": int(seq), "conv_prev": None | str() as prev}:
            if not isinstance(seq, bool) and seq >= 0 and (prev is None) == (seq == 0):
                before = None if prev is None else read_hash(prev)
                return Link(conversation=conversation, seq=seq, prev=before, leaf_hash=leaf_hash, index=index)
    raise ChainRefused("the fields do not place the leaf in a conversation")


def end_fields(ends: Iterable[ChainEnd]) -> dict[str, JsonValue]:
    """Return the field by which `export.made` commits to what it exports."""
    return {"ends": [[end.conversation, end.count, print_base64(end.last)] for end in ends]}


def read_ends(values: Mapping[str, JsonValue]) -> tuple[ChainEnd, ...]:
    """Return what an opened `export.made` committed to.

    raises  ChainRefused: the field is not there or not written as `end_fields` does;
            FormRefused: an end is not a hash
    """
    match values:
        case {"ends": [*ends]}:
            return tuple(_read_end(end) for end in ends)
    raise ChainRefused("the leaf does not say where its conversations end")


def chain_faults(links: Sequence[Link], *, end: ChainEnd | None) -> tuple[ChainFault, ...]:
    """Return everything wrong with a conversation's leaves, in the order of their numbers.

    links   in any order, at least one; all of them proved to be in the log
    end     what was exported; without one a cut at the end cannot be seen
    raises  ChainRefused: no leaves, or leaves of different conversations
    """
    conversations = {link.conversation for link in links} | ({end.conversation} if end else set())
    if not links or len(conversations) != 1:
        raise ChainRefused("a chain is of the leaves of one conversation")
    ordered = sorted(links, key=lambda link: (link.seq, link.index))
    faults = [*_first_faults(ordered[0])]
    for before, link in pairwise(ordered):
        faults += _step_faults(before, link)
    if end:
        faults += _end_faults(ordered[-1], end)
    return tuple(faults)


def _first_faults(link: Link) -> list[ChainFault]:
    return [ChainFault(ChainFaultKind.MISSING, 0, link.seq - 1)] if link.seq else []


def _step_faults(before: Link, link: Link) -> list[ChainFault]:
    if link.seq == before.seq:
        return [ChainFault(ChainFaultKind.TWICE, link.seq, link.seq)]
    if link.seq > before.seq + 1:
        return [ChainFault(ChainFaultKind.MISSING, before.seq + 1, link.seq - 1)]
    faults = []
    if link.prev != before.leaf_hash:
        faults.append(ChainFault(ChainFaultKind.UNLINKED, link.seq, link.seq))
    if link.index <= before.index:
        faults.append(ChainFault(ChainFaultKind.OUT_OF_ORDER, link.seq, link.seq))
    return faults


def _end_faults(last: Link, end: ChainEnd) -> list[ChainFault]:
    stated = end.count - 1
    if last.seq < stated:
        return [ChainFault(ChainFaultKind.MISSING, last.seq + 1, stated)]
    if last.seq > stated:
        return [ChainFault(ChainFaultKind.BEYOND_END, end.count, last.seq)]
    if last.leaf_hash != end.last:
        return [ChainFault(ChainFaultKind.ANOTHER_END, stated, stated)]
    return []


def _read_end(value: JsonValue) -> ChainEnd:
    match value:
        case [str(conversation), int(count), str(last)] if type(count) is int and 0 < count <= MOST_LEAVES:
            return ChainEnd(conversation=conversation, count=count, last=read_hash(last))
    raise ChainRefused("an end is a conversation, a count and a hash")
