"""The step that gives waiting leaves their places in the log: one batch, one signed checkpoint."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction

from handrail.actions.deps import Deps
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.keys import SigningKey
from handrail.core.record.leaf import make_leaf, read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.tree import Frontier, grow
from handrail.store.reads.key_files import signing_key
from handrail.store.reads.log import head, last_leaf, log_keys, pending
from handrail.store.writes import log
from handrail.store.writes.key_files import keep_guard

MOST_TOGETHER = 1_000  # leaves in one batch
TOLERANCE = timedelta(
    seconds=30
)  # deeds done side by side need not reach the log in the order of their moments


class KeyOutOfPlace(Exception):
    """The key in the folder is not the one that speaks for the log now."""


def sequence_waiting(deps: Deps) -> int:
    """Give every leaf that waits its place; return how many there were.

    The guard file is written after each commit: what it remembers is always in the log already.

    raises  KeyOutOfPlace, KeysMissing: nothing was signed, and the leaves go on waiting
    """
    count = 0
    while done := _one_batch(deps):
        count += done
    return count


def signed(key: SigningKey, frontier: Frontier) -> bytes:
    """Return the checkpoint of a tree, signed by the log's key."""
    checkpoint = Checkpoint(origin=key.name, size=frontier.size, root=frontier.root)
    return sign_checkpoint(checkpoint, [key])


def _one_batch(deps: Deps) -> int:
    with transaction.atomic():
        log.hold_log()
        waiting = pending(MOST_TOGETHER)
        if not waiting:
            return 0
        key = signing_key(deps.keys)
        if key.verifier != log_keys()[-1].key:
            raise KeyOutOfPlace(f"the key in `{deps.keys}` is not the one that signs this record")
        now = head()
        leaves = _with_anomalies(last_leaf(), (leaf for _, leaf in waiting))
        entries = [log.NewEntry(leaf_hash(leaf), leaf) for leaf in leaves]
        growth = grow(now.frontier if now else Frontier(), (entry.leaf_hash for entry in entries))
        note = signed(key, growth.frontier)
        log.insert_entries(growth.frontier.size - len(entries), entries, growth, note)
        log.delete_pending([id_ for id_, _ in waiting])
    keep_guard(deps.keys, note, size=growth.frontier.size)
    return len(waiting)


def _with_anomalies(last: bytes | None, leaves: Iterable[bytes]) -> Iterator[bytes]:
    """Yield leaves, and before one that is dated well before the one above it, a leaf that says so."""
    before = read_leaf(last).at if last else None
    for leaf in leaves:
        at = read_leaf(leaf).at
        if before is not None and at < before - TOLERANCE:
            anomaly, _ = make_leaf(LeafType.CLOCK_ANOMALY, at, {}, {})
            yield anomaly
        before = at
        yield leaf
