"""Rows of the log. They are only ever inserted; triggers refuse anything else."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from handrail.core.record.tree import Growth, print_frontier
from handrail.store.dialects import lock_log
from handrail.store.models import Cosignature, LogKey, PendingLeaf


class NewEntry(NamedTuple):
    """A leaf that gets its place in the log."""

    leaf_hash: bytes
    leaf: bytes


def hold_log() -> None:
    """Keep every other sequencer out until this transaction ends."""
    lock_log(connection)


def insert_pending(leaves: Iterable[bytes]) -> None:
    """Leave leaves for the sequencer, in the transaction of the deed they tell of."""
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO store_pendingleaf (leaf) VALUES (%s)", [(leaf,) for leaf in leaves])


def delete_pending(ids: Sequence[int]) -> None:
    """Take leaves away that have their place in the log now, in the same transaction."""
    PendingLeaf.objects.filter(id__gte=ids[0], id__lte=ids[-1], id__in=ids).delete()


def insert_entries(first: int, entries: Sequence[NewEntry], growth: Growth, note: bytes) -> None:
    """Append entries with the tree's growth and the checkpoint over it.

    first   `seq` of the first of them: the size of the log so far
    growth  of the tree by exactly these entries
    note    the signed checkpoint of the new size
    """
    frontier = growth.frontier
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO store_entry (seq, leaf_hash, leaf) VALUES (%s, %s, %s)",
            [(seq, entry.leaf_hash, entry.leaf) for seq, entry in enumerate(entries, start=first)],
        )
        if growth.subtrees:
            cursor.executemany(
                "INSERT INTO store_subtree (level, idx, hash) VALUES (%s, %s, %s)",
                [(one.level, one.index, one.hash) for one in growth.subtrees],
            )
        cursor.execute(
            "INSERT INTO store_head (size, root, frontier, note) VALUES (%s, %s, %s, %s)",
            [frontier.size, frontier.root, print_frontier(frontier), note],
        )


def insert_log_key(number: int, key: str, *, from_size: int, note: bytes | None) -> None:
    """Remember a public key of the log."""
    LogKey.objects.create(number=number, key=key, from_size=from_size, note=note)


def insert_cosignatures(size: int, lines: Iterable[str]) -> None:
    """Keep witnesses' lines over one checkpoint; those already there stay as they are."""
    there = set(Cosignature.objects.filter(size=size).values_list("line", flat=True))
    new = (line for line in dict.fromkeys(lines) if line not in there)
    Cosignature.objects.bulk_create([Cosignature(size=size, line=line) for line in new])
