"""Grows a tree leaf by leaf, and reads any hash of it back from what was stored (RFC 9162 2.1.1; §4.1, §4.2).

What is stored is small: every leaf's hash, and one hash for each full tile of 256 below it. All others
are worked out from these. The growing edge is the frontier: one hash for each 1 bit of the size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple, Protocol

from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import EMPTY_ROOT, HASH_BYTES, MOST_LEAVES, node_hash

TILE_HEIGHT = 8
TILE_WIDTH = 2**TILE_HEIGHT


class TreeError(RecordError):
    """A frontier that cannot be, or stored hashes that are not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtree:
    """The hash over one full tile: what `subtree(level, idx, hash)` keeps.

    level  from 1; it covers 256**level leaves
    index  from 0, within its level
    """

    level: int
    index: int
    hash: bytes


class StoredHashes(Protocol):
    """Where hashes are read from: leaf hashes at level 0, those of full tiles above."""

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        """Return the 32-byte hashes from `start` to before `stop` of one level, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The growing edge of a tree.

    size   leaves so far
    peaks  one hash for each 1 bit of the size, the largest subtree first
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= MOST_LEAVES or len(self.peaks) != self.size.bit_count():
            raise TreeError(f"a frontier of `{len(self.peaks)}` peaks cannot have `{self.size}` leaves")
        if any(len(peak) != HASH_BYTES for peak in self.peaks):
            raise TreeError("a peak is not a hash of 32 bytes")

    @property
    def root(self) -> bytes:
        """The tree's root hash, 32 bytes; that of the empty tree too."""
        return _fold(self.peaks) if self.peaks else EMPTY_ROOT


class Growth(NamedTuple):
    """What growing a tree answers: its new frontier, and the tiles that became full, lowest first."""

    frontier: Frontier
    subtrees: tuple[Subtree, ...]


def grow(frontier: Frontier, leaf_hashes: Iterable[bytes]) -> Growth:
    """Append leaves, and say which tiles became full on the way.

    leaf_hashes  32 bytes each, in order
    raises       ProofError, TreeError: one is not a hash, or the tree is full
    """
    size, peaks = frontier.size, list(frontier.peaks)
    full: list[Subtree] = []
    for leaf in leaf_hashes:
        size += 1
        node, merges = leaf, (size & -size).bit_length() - 1
        if len(leaf) != HASH_BYTES:
            raise TreeError("a leaf's hash is not 32 bytes")
        for height in range(1, merges + 1):
            # as `node_hash`, whose sides are hashes here: the peaks and the leaf were looked at
            node = sha256(b"\x01" + peaks.pop() + node).digest()
            if height % TILE_HEIGHT == 0:
                level, index = height // TILE_HEIGHT, (size >> height) - 1
                full.append(Subtree(level=level, index=index, hash=node))
        peaks.append(node)
    return Growth(Frontier(size=size, peaks=tuple(peaks)), tuple(full))


def print_frontier(frontier: Frontier) -> bytes:
    """Return the peaks one after the other: 32 bytes for each 1 bit of the size (§4.1)."""
    return b"".join(frontier.peaks)


def read_frontier(size: int, raw: bytes) -> Frontier:
    """Read what `print_frontier` wrote.

    raises  TreeError: the bytes do not fit the size
    """
    if len(raw) != size.bit_count() * HASH_BYTES:
        raise TreeError(f"a frontier of `{len(raw)}` bytes does not fit `{size}` leaves")
    edges = range(0, len(raw) + 1, HASH_BYTES)
    return Frontier(size=size, peaks=tuple(raw[start:stop] for start, stop in pairwise(edges)))


def range_hash(stored: StoredHashes, start: int, stop: int) -> bytes:
    """Return the hash over the leaves from `start` to before `stop`: `MTH(D[start:stop])` of RFC 9162 2.1.1.

    start   a multiple of the largest power of two that fits into the range, as in every tree
    raises  TreeError: an impossible range, or hashes are missing
    """
    count = stop - start
    if start < 0 or count < 1 or start % (1 << (count.bit_length() - 1)):
        raise TreeError(f"no node of the tree covers leaves `{start}` to `{stop}`")
    peaks = []
    for height in reversed(range(count.bit_length())):
        if count >> height & 1:
            peaks.append(_whole_hash(stored, height, start >> height))
            start += 1 << height
    return _fold(peaks)


def root_at(stored: StoredHashes, size: int) -> bytes:
    """Return the root the tree had at a size, from what is stored.

    raises  TreeError: hashes are missing
    """
    return range_hash(stored, 0, size) if size else EMPTY_ROOT


def frontier_at(stored: StoredHashes, size: int) -> Frontier:
    """Return the frontier the tree had at a size, from what is stored.

    raises  TreeError: hashes are missing
    """
    heights = [height for height in reversed(range(size.bit_length())) if size >> height & 1]
    peaks = [_whole_hash(stored, height, (size >> height) - 1) for height in heights]
    return Frontier(size=size, peaks=tuple(peaks))


def _whole_hash(stored: StoredHashes, height: int, index: int) -> bytes:
    """Return the hash of the index-th whole subtree of a height: at most 128 stored hashes are read."""
    level, rest = divmod(height, TILE_HEIGHT)
    start, stop = index << rest, (index + 1) << rest
    nodes = list(stored.hashes(level, start, stop))
    if len(nodes) != stop - start:
        raise TreeError(f"hashes `{start}` to `{stop}` of level `{level}` are not all stored")
    while len(nodes) > 1:
        nodes = [node_hash(*pair) for pair in zip(nodes[::2], nodes[1::2], strict=True)]
    return nodes[0]


def _fold(peaks: Sequence[bytes]) -> bytes:
    node = peaks[-1]
    for peak in reversed(peaks[:-1]):
        node = node_hash(peak, node)
    return node
