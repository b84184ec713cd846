"""Checks that a leaf is in a tree, and that a tree only grew (RFC 9162 2.1; §4).

Standard library only, so that the checks can be read and run apart from everything else.
"""

from collections.abc import Sequence
from hashlib import sha256

from handrail.core.record.problems import RecordError

HASH_BYTES = 32
MOST_LEAVES = 2**63 - 1  # the largest size that databases and other people's tools hold as a signed number
EMPTY_ROOT = sha256(b"").digest()  # RFC 9162 2.1.1: the root of a tree without leaves


class ProofError(RecordError):
    """A proof, or what was handed in beside it, does not hold."""


def leaf_hash(data: bytes) -> bytes:
    """Return the 32-byte hash of one leaf (RFC 9162 2.1.1, prefix 00).

    raises  ProofError: not bytes
    """
    if not isinstance(data, bytes):
        raise ProofError(f"a leaf is bytes, not `{type(data).__name__}`")
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash of a node above two others (RFC 9162 2.1.1, prefix 01).

    raises  ProofError: a side is not 32 bytes
    """
    _check_hash("left side", left)
    _check_hash("right side", right)
    return sha256(b"\x01" + left + right).digest()


def verify_inclusion(*, index: int, size: int, leaf_hash: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf stands at an index of the tree with this size and root (RFC 9162 2.1.3.2).

    index   from 0
    size    leaves in the tree, from 1
    proof   a list or tuple of 32-byte hashes, from the leaf's sibling upwards
    raises  ProofError: anything wrong with any of them, surplus hashes included
    """
    _check_number("index", index)
    _check_number("size", size)
    if index >= size:
        raise ProofError(f"index `{index}` is outside a tree of `{size}` leaves")
    _check_hash("leaf hash", leaf_hash)
    _check_hash("root", root)
    place, last, reached = index, size - 1, leaf_hash
    for sibling in _hashes(proof):
        if last == 0:
            raise ProofError("the inclusion proof has more hashes than the tree has levels")
        if place % 2 or place == last:
            reached = node_hash(sibling, reached)
            # a node without a right neighbour rises unchanged until it is a right child
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the inclusion proof has fewer hashes than the tree has levels")
    if reached != root:
        raise ProofError("the inclusion proof leads to another root")


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that a tree only grew: its first leaves are the older tree's (RFC 9162 2.1.4.2).

    old_size, new_size  leaves, from 1; equal sizes need equal roots and an empty proof
    proof               a list or tuple of 32-byte hashes
    raises              ProofError: anything wrong with any of them, surplus hashes included
    """
    _check_sizes(old_size, new_size)
    _check_hash("old root", old_root)
    _check_hash("new root", new_root)
    hashes = _hashes(proof)
    if old_size == new_size:
        if hashes:
            raise ProofError("trees of one size need no hashes between them")
        if old_root != new_root:
            raise ProofError(f"two roots for one size: the trees of `{old_size}` leaves differ")
        return
    from_old, from_new = _consistent_roots(old_size, new_size, old_root, hashes)
    if from_old != old_root:
        raise ProofError("the consistency proof does not contain the old root")
    if from_new != new_root:
        raise ProofError("the consistency proof leads to another new root")


def _consistent_roots(
    old_size: int, new_size: int, old_root: bytes, hashes: Sequence[bytes]
) -> tuple[bytes, bytes]:
    # step 2: the hash of a whole old tree is known, so a proof leaves it out
    path = [old_root, *hashes] if old_size & (old_size - 1) == 0 else list(hashes)
    if len(path) < 2:  # noqa: PLR2004  # the old tree's last node and at least one beside it
        raise ProofError("the consistency proof has fewer hashes than the trees need")
    place, last = old_size - 1, new_size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    from_old = from_new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("the consistency proof has more hashes than the trees need")
        if place % 2 or place == last:
            from_old, from_new = node_hash(sibling, from_old), node_hash(sibling, from_new)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            from_new = node_hash(from_new, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the consistency proof has fewer hashes than the trees need")
    return from_old, from_new


def _check_sizes(old_size: int, new_size: int) -> None:
    _check_number("old size", old_size)
    _check_number("new size", new_size)
    if old_size == 0:
        raise ProofError("nothing is proved by growing from an empty tree")
    if old_size > new_size:
        raise ProofError(f"a tree of `{new_size}` leaves cannot have grown from `{old_size}`")


def _check_number(name: str, number: int) -> None:
    # INVARIANT: sizes and indexes are whole numbers; `True` is not one, whatever Python says
    if isinstance(number, bool) or not isinstance(number, int):
        raise ProofError(f"{name} is a whole number, not `{number!r}`")
    if not 0 <= number <= MOST_LEAVES:
        raise ProofError(f"{name} is out of range")


def _check_hash(name: str, value: bytes) -> None:
    if not isinstance(value, bytes) or len(value) != HASH_BYTES:
        raise ProofError(f"{name} is not a hash of {HASH_BYTES} bytes")


def _hashes(proof: Sequence[bytes]) -> Sequence[bytes]:
    if not isinstance(proof, list | tuple):
        raise ProofError(f"a proof is a list of hashes, not `{type(proof).__name__}`")
    for one in proof:
        _check_hash("a hash of the proof", one)
    return proof
