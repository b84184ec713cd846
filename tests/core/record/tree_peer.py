"""A second opinion on trees: the definitions of RFC 9162 2.1 as they stand, recursive."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256


class ListedHashes:
    """Stored hashes worked out from all leaf hashes, so that nothing of the code under test makes them."""

    def __init__(self, leaf_hashes: Sequence[bytes]) -> None:
        self._levels = [list(leaf_hashes)]
        while len(self._levels[-1]) >= 256:
            below = self._levels[-1]
            full = range(0, len(below) - len(below) % 256, 256)
            self._levels.append([tree_hash(below[at : at + 256]) for at in full])

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        return self._levels[level][start:stop] if level < len(self._levels) else []


def hashed(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def split(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


@cache
def _tree_hash(leaf_hashes: tuple[bytes, ...]) -> bytes:
    if not leaf_hashes:
        return sha256(b"").digest()
    if len(leaf_hashes) == 1:
        return leaf_hashes[0]
    at = split(len(leaf_hashes))
    return joined(_tree_hash(leaf_hashes[:at]), _tree_hash(leaf_hashes[at:]))


def tree_hash(leaf_hashes: Sequence[bytes]) -> bytes:
    return _tree_hash(tuple(leaf_hashes))


def path(index: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    if len(leaf_hashes) == 1:
        return []
    at = split(len(leaf_hashes))
    if index < at:
        return [*path(index, leaf_hashes[:at]), tree_hash(leaf_hashes[at:])]
    return [*path(index - at, leaf_hashes[at:]), tree_hash(leaf_hashes[:at])]


def subproof(old_size: int, leaf_hashes: Sequence[bytes], *, is_whole: bool = True) -> list[bytes]:
    if old_size == len(leaf_hashes):
        return [] if is_whole else [tree_hash(leaf_hashes)]
    at = split(len(leaf_hashes))
    if old_size <= at:
        return [*subproof(old_size, leaf_hashes[:at], is_whole=is_whole), tree_hash(leaf_hashes[at:])]
    return [*subproof(old_size - at, leaf_hashes[at:], is_whole=False), tree_hash(leaf_hashes[:at])]
