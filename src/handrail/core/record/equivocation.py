"""Two signed checkpoints that cannot both be true: proof against whoever signed them (§6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.core.record.checkpoint import verify_checkpoint
from handrail.core.record.verifier_keys import VerifierKey


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPasts:
    """A log signed two different trees of one size. Both notes together show it to anybody.

    roots  of the two trees, in the order in which the notes were given
    notes  as given
    """

    origin: str
    size: int
    roots: tuple[bytes, bytes]
    notes: tuple[bytes, bytes]


def equivocation(first: bytes, second: bytes, keys: Sequence[VerifierKey]) -> TwoPasts | None:
    """Return what two signed checkpoints prove against their log; None where both can be true.

    LIMIT: two checkpoints of different sizes can contradict each other as well; a consistency proof that
    cannot be made is no proof to anybody.

    keys    every key the log ever had
    raises  NoteError, CheckpointError: one of them is not signed by the log, and proves nothing
    """
    one, other = verify_checkpoint(first, keys), verify_checkpoint(second, keys)
    if (one.origin, one.size) != (other.origin, other.size) or one.root == other.root:
        return None
    return TwoPasts(origin=one.origin, size=one.size, roots=(one.root, other.root), notes=(first, second))
