"""Makes inclusion and consistency proofs from stored hashes (RFC 9162 2.1.3.1 and 2.1.4.1; §4.3, §4.4)."""

from handrail.core.record.tree import StoredHashes, TreeError, range_hash


def inclusion_proof(stored: StoredHashes, *, index: int, size: int) -> tuple[bytes, ...]:
    """Return the hashes from a leaf's sibling up to the root's child.

    raises  TreeError: the index is outside the tree, or hashes are missing
    """
    if not 0 <= index < size:
        raise TreeError(f"index `{index}` is outside a tree of `{size}` leaves")
    start, stop = 0, size
    siblings = []
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            siblings.append(range_hash(stored, middle, stop))
            stop = middle
        else:
            siblings.append(range_hash(stored, start, middle))
            start = middle
    return tuple(reversed(siblings))


def consistency_proof(stored: StoredHashes, *, old_size: int, new_size: int) -> tuple[bytes, ...]:
    """Return the hashes that show the tree of one size to be the beginning of the larger one.

    returns  nothing for equal sizes
    raises   TreeError: sizes that cannot be compared, or hashes are missing
    """
    if not 0 < old_size <= new_size:
        raise TreeError(f"a tree of `{new_size}` leaves cannot have grown from `{old_size}`")
    start, stop = 0, new_size
    siblings = []
    while old_size < stop:
        middle = start + _split(stop - start)
        if old_size <= middle:
            siblings.append(range_hash(stored, middle, stop))
            stop = middle
        else:
            siblings.append(range_hash(stored, start, middle))
            start = middle
    if start:  # the old tree's last node; without it that node is the old root, which the reader has
        siblings.append(range_hash(stored, start, stop))
    return tuple(reversed(siblings))


def _split(count: int) -> int:
    """Return the largest power of two below a count of at least 2."""
    return 1 << ((count - 1).bit_length() - 1)
