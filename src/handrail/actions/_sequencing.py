"""The step that gives waiting leaves their places in the log: one batch, one signed checkpoint."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import OperationalError, transaction

from handrail.actions.deps import Deps
from handrail.core.record.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from handrail.core.record.keys import SigningKey
from handrail.core.record.leaf import make_leaf, read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import parse_note
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import EMPTY_ROOT, leaf_hash
from handrail.core.record.tree import Frontier, grow
from handrail.store.dialects import is_full
from handrail.store.reads.key_files import guard_note, signing_key
from handrail.store.reads.log import EntryRow, HeadRow, head, last_entry, log_keys, pending
from handrail.store.writes import log
from handrail.store.writes.key_files import keep_guard

MOST_TOGETHER = 1_000  # leaves in one batch
# Deeds done side by side need not reach the log in the order of their moments.
TOLERANCE = timedelta(seconds=30)


class EndChanged(RecordError):
    """The last checkpoint is not over what is there: nothing is signed on top of it."""


class KeyOutOfPlace(Exception):
    """The key in the folder is not the one that speaks for the log now."""


def sequence_waiting(deps: Deps) -> int:
    """Give every leaf that waits its place; return how many there were.

    The guard file is written after each commit: what it remembers is always in the log already. Where the
    disk is full, leaves go on waiting: the deeds they tell of are done, and nothing of them is lost.

    raises  KeyOutOfPlace, KeysMissing, EndChanged: nothing was signed, and the leaves go on waiting
    """
    count = 0
    try:
        while done := _one_batch(deps):
            count += done
    except (OperationalError, OSError) as error:
        if not is_full(error):
            raise
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
        now, last = head(), last_entry()
        _check_end(now, last)
        _check_guard(deps, now)
        leaves = _with_anomalies(last.leaf if last else None, (leaf for _, leaf in waiting))
        entries = [log.NewEntry(leaf_hash(leaf), leaf) for leaf in leaves]
        growth = grow(now.frontier if now else Frontier(), (entry.leaf_hash for entry in entries))
        note = signed(key, growth.frontier)
        log.insert_entries(growth.frontier.size - len(entries), entries, growth, note)
        log.delete_pending([id_ for id_, _ in waiting])
    keep_guard(deps.keys, note, size=growth.frontier.size)
    return len(waiting)


def _check_end(now: HeadRow | None, last: EntryRow | None) -> None:
    # cheap, so that it is asked each time: a bit that flipped in the edge would be signed otherwise
    count = last.seq + 1 if last else 0
    if now is None:
        is_whole = count == 0
    else:
        said = parse_checkpoint(parse_note(now.note).text)
        is_whole = now.frontier.root == now.root == said.root and count == now.size == said.size
    if not is_whole:
        raise EndChanged(
            f"the record has {count} entries, and its last checkpoint, of size {now.size if now else 0},"
            " does not fit: `handrail record verify` says what is wrong"
        )


def _check_guard(deps: Deps, now: HeadRow | None) -> None:
    # INVARIANT: the guard is written after its commit, and this holds the log: it never remembers more than
    # is there. A log put back from an older copy would otherwise grow until the guard forgets what was lost.
    note = guard_note(deps.keys)
    if note is None:
        return
    try:
        kept = parse_checkpoint(parse_note(note).text)
    except RecordError as error:
        raise EndChanged(f"the guard file in `{deps.keys}` cannot be believed: {error}") from error
    size, root = (now.size, now.root) if now else (0, EMPTY_ROOT)
    if kept.size > size or (kept.size == size and kept.root != root):
        raise EndChanged(
            f"the record has {size} entries, and its guard file remembers {kept.size} others: the end was cut"
            " off, or an older backup was put in place; see `handrail restore --help`"
        )


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
