"""Checks a whole stored log against itself, its keys, and what others remember of it (§4.5)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from handrail.core.record.checkpoint import Checkpoint, CheckpointError
from handrail.core.record.notes import NoteError
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.rotation import KeyTerm, RotationError, verify_in_term
from handrail.core.record.tree import Frontier, Subtree, grow, print_frontier
from handrail.core.record.verifier_keys import KeyRefused

MOST_FAULTS = 100  # enough to see what happened
_ROWS = 10_000  # taken at once
_AT = slice(len('{"at":"'), len('{"at":"2026-11-23T10:00:00.000000Z'))


class StoredHead(NamedTuple):
    """One batch's end, as stored.

    frontier  the peaks from which the next batch grows
    """

    size: int
    root: bytes
    frontier: bytes
    note: bytes


class Remembered(NamedTuple):
    """A checkpoint that somebody outside the database kept.

    by  such as `the guard file` or a file's name
    """

    by: str
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheck:
    """What checking a log came to.

    size, root  of the leaves that are there
    faults      one plain sentence each, in the order of the log; at most MOST_FAULTS
    notices     what somebody should know, and proves nothing wrong: a clock that was set back
    """

    size: int
    root: bytes
    faults: tuple[str, ...]
    notices: tuple[str, ...]


def check_log(
    *,
    entries: Iterable[tuple[int, bytes, bytes]],
    subtrees: Iterable[Subtree],
    heads: Iterable[StoredHead],
    terms: Sequence[KeyTerm],
    remembered: Sequence[Remembered] = (),
) -> LogCheck:
    """Read a log from its first leaf to its last and return everything wrong with it.

    entries      (seq, leaf hash, leaf), by seq
    subtrees     as stored, by level, then index
    heads        oldest first
    terms        of every key the log had
    remembered   checkpoints from outside; each must be a beginning of this log
    """
    walk = _Walk(terms=terms, stops=sorted({one.checkpoint.size for one in remembered} - {0}))
    walk.go(iter(entries), heads)
    walk.compare_subtrees(subtrees)
    walk.compare_terms()
    for one in remembered:
        walk.compare(one)
    return LogCheck(
        size=walk.frontier.size,
        root=walk.frontier.root,
        faults=tuple(walk.faults[:MOST_FAULTS]),
        notices=tuple(walk.notices[:MOST_FAULTS]),
    )


@dataclass(slots=True)
class _Walk:
    """A walk along the log, and what it found so far.

    stops   sizes whose root is remembered elsewhere, rising
    roots   the root the log had at each stop it reached
    next    the number the next entry should have
    starts  sizes at which a key takes over, and where no checkpoint was yet
    """

    terms: Sequence[KeyTerm]
    stops: list[int]
    roots: dict[int, bytes] = field(default_factory=dict)
    frontier: Frontier = field(default_factory=Frontier)
    next: int = 0
    starts: set[int] = field(default_factory=set)
    good_size: int = 0  # of the last head whose root was right
    has_diverged: bool = False
    grown: list[Subtree] = field(default_factory=list)
    # the latest moment so far, as leaves write it: canonical, so that it always stands at the same place, and
    # such texts sort as the moments do
    latest: bytes = b""
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def go(self, entries: Iterator[tuple[int, bytes, bytes]], heads: Iterable[StoredHead]) -> None:
        self.starts = {term.from_size for term in self.terms} - {0}
        for head in heads:
            self.starts.discard(head.size)
            while self.stops and self.stops[0] <= head.size:
                self._take(entries, self.stops.pop(0))
                self.roots[self.frontier.size] = self.frontier.root
            self._take(entries, head.size)
            self._compare_head(head)
        rest = sum(1 for _ in entries)
        if rest:
            last = "entry is" if rest == 1 else f"{rest} entries are"
            self.faults.append(f"the last {last} under no checkpoint")

    def _take(self, entries: Iterator[tuple[int, bytes, bytes]], size: int) -> None:
        """Grow the tree up to a size, or as far as there are entries."""
        while self.frontier.size < size:
            rows = list(islice(entries, min(_ROWS, size - self.frontier.size)))
            if not rows:
                return
            hashes = self._checked(rows)
            self.frontier, full = grow(self.frontier, hashes)
            self.grown += full

    def _checked(self, rows: list[tuple[int, bytes, bytes]]) -> list[bytes]:
        """Return the hashes of leaves: their own, whatever is stored beside them."""
        hashes = []
        for seq, stored, leaf in rows:
            raw = bytes(leaf)
            hashes.append(leaf_hash(raw))
            if seq != self.next:
                self._tell_of_gap(seq)
            self.next = seq + 1
            if hashes[-1] != bytes(stored):
                self.faults.append(f"entry {seq}: the leaf is not what its hash says")
            at = raw[_AT]
            if at < self.latest:
                self._tell_of_clock(seq, at)
            else:
                self.latest = at
        return hashes

    def _tell_of_gap(self, seq: int) -> None:
        if seq < self.next:
            self.faults.append(f"entry {seq} has a number that no entry can have here")
        elif seq == self.next + 1:
            self.faults.append(f"entry {self.next} is missing")
        else:
            self.faults.append(f"entries {self.next} to {seq - 1} are missing")

    def _tell_of_clock(self, seq: int, at: bytes) -> None:
        dated = at.decode("ascii", "replace")
        self.notices.append(f"entry {seq} is dated {dated}, before an entry above it: a clock was set back")

    def _compare_head(self, head: StoredHead) -> None:
        there = self.frontier.size
        if there != head.size:
            self.faults.append(
                f"the checkpoint of size {head.size} is over more than the {there} entries here"
            )
            return
        if self.frontier.root == bytes(head.root):
            self.good_size = head.size
            if print_frontier(self.frontier) != bytes(head.frontier):
                self.faults.append(f"the growing edge stored for size {head.size} is not that of its leaves")
        elif not self.has_diverged:  # after the first wrong root all others are wrong, too
            self.has_diverged = True
            self.faults.append(
                f"an entry from {self.good_size} to {head.size - 1} is not what was signed for,"
                " or stands at another place"
            )
        self._check_note(head)

    def _check_note(self, head: StoredHead) -> None:
        try:
            signed = verify_in_term(bytes(head.note), self.terms)
        except (NoteError, CheckpointError, RotationError, KeyRefused) as error:
            self.faults.append(f"the checkpoint of size {head.size}: {error}")
            return
        if (signed.size, signed.root) != (head.size, bytes(head.root)):
            self.faults.append(f"the checkpoint stored for size {head.size} says something else than its row")

    def compare_subtrees(self, subtrees: Iterable[Subtree]) -> None:
        expected = {(one.level, one.index): one.hash for one in self.grown}
        for one in subtrees:
            if expected.pop((one.level, one.index), None) != one.hash:
                self.faults.append(
                    f"the hash of tile {one.index}, level {one.level}, is not that of its leaves"
                )
        for level, index in sorted(expected):
            self.faults.append(f"the hash of tile {index}, level {level}, is not stored")

    def compare_terms(self) -> None:
        """Hold the list of keys against the checkpoints: a key takes over where there is one."""
        for size in sorted(self.starts):
            self.faults.append(f"a key is said to take over at size {size}, where there is no checkpoint")

    def compare(self, one: Remembered) -> None:
        """Hold the log against a checkpoint from outside."""
        size, root = one.checkpoint.size, one.checkpoint.root
        if size > self.frontier.size:
            self.faults.append(
                f"{one.by} remembers {size} entries, and there are {self.frontier.size}: the end was cut off,"
                " or an older backup was restored"
            )
        elif size and self.roots.get(size) != root:
            self.faults.append(f"{one.by} remembers another log: its first {size} entries were not these")
