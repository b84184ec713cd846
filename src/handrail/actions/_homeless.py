"""The step that looks for what is kept of leaves that are nowhere: they were written, and then taken away."""

from collections.abc import Iterator

from handrail.core.record.log_check import MOST_FAULTS
from handrail.core.record.proofs import leaf_hash
from handrail.store.reads import kept, log


def homeless_faults() -> Iterator[str]:
    """Yield a sentence for each leaf that has something kept, and is neither in the log nor waiting."""
    found = kept.homeless(MOST_FAULTS)
    if not found:
        return
    waiting = {leaf_hash(leaf) for _, leaf in log.pending(log.pending_count())}
    # asked once more: it may have got its place between the two questions
    placed = log.entries_of(list(found))
    for hash_, what in found.items():
        if hash_ not in waiting and hash_ not in placed:
            yield f"{what} is kept for a leaf that is neither in the log nor waiting: `{hash_.hex()}`"
