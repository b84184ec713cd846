"""The log as rows: its head, its leaves, its keys, and the hashes from which proofs are made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from handrail.core.record.cosignature import add_signatures
from handrail.core.record.log_check import StoredHead
from handrail.core.record.notes import NoteError, parse_note, parse_signatures, print_note
from handrail.core.record.tree import TILE_WIDTH, Frontier, Subtree, read_frontier
from handrail.core.record.verifier_keys import VerifierKey, parse_verifier_key
from handrail.store.models import Cosignature, Entry, Head, LogKey, PendingLeaf
from handrail.store.models import Subtree as Subtrees

_ROWS = 5_000  # fetched at once when everything is read


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """The log after one batch."""

    size: int
    root: bytes
    frontier: Frontier
    note: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One leaf in its place."""

    seq: int
    leaf_hash: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKeyRow:
    """One public key of the log. `note` is the handover's; None for the first of an origin."""

    number: int
    key: VerifierKey
    from_size: int
    note: bytes | None


def head() -> HeadRow | None:
    """Return the newest head; None for a log that has no batch yet."""
    found = Head.objects.order_by("-size").first()
    return _head(found) if found else None


def head_at(size: int) -> HeadRow | None:
    """Return the head of one size; None where no batch ended there."""
    found = Head.objects.filter(size=size).first()
    return _head(found) if found else None


def stored_heads(size: int) -> Iterator[StoredHead]:
    """Yield every head up to a size, the oldest first, as it is stored: for a check, not to be believed."""
    rows = (
        Head.objects.filter(size__lte=size).order_by("size").values_list("size", "root", "frontier", "note")
    )
    for there, root, frontier, note in rows.iterator(chunk_size=_ROWS):
        yield StoredHead(there, bytes(root), bytes(frontier), bytes(note))


def extent() -> tuple[int, int]:
    """Return how many entries there are, and the size of the newest head, as they were at one moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(seq) + 1, 0) FROM store_entry),"
            " (SELECT coalesce(max(size), 0) FROM store_head)"
        )
        entries, size = cursor.fetchone()
        return entries, size


def note_at(size: int) -> bytes | None:
    """Return the checkpoint of one size, as it is stored; None where no batch ended there."""
    found = Head.objects.filter(size=size).values_list("note", flat=True).first()
    return None if found is None else bytes(found)


def cosigned_note(row: HeadRow) -> bytes:
    """Return a checkpoint with every cosignature that was kept for it."""
    lines = Cosignature.objects.filter(size=row.size).order_by("id").values_list("line", flat=True)
    note = parse_note(row.note)
    try:
        given = parse_signatures("".join(f"{line}\n" for line in lines)) if lines else ()
    except NoteError:
        given = ()  # a line that was tampered with is no signature; the log's own still is
    return print_note(add_signatures(note, *given))


def cosignatures() -> Iterator[tuple[int, str]]:
    """Yield every witness's line with the size it is for, by size."""
    yield from Cosignature.objects.order_by("size", "id").values_list("size", "line")


def cosigned_sizes() -> tuple[int, ...]:
    """Return the sizes at which a witness has signed, the oldest first."""
    sizes = Cosignature.objects.order_by("size").values_list("size", flat=True).distinct()
    return tuple(sizes)


def cosigned_by(name: str) -> tuple[int, ...]:
    """Return the sizes at which the key of one name has cosigned, the oldest first."""
    lines = Cosignature.objects.filter(line__startswith=f"— {name} ").order_by("size")
    return tuple(lines.values_list("size", flat=True))


def last_entry() -> EntryRow | None:
    """Return the entry that was placed last; None for an empty log."""
    found = Entry.objects.order_by("-seq").first()
    return _entry(found) if found else None


def entries_of(leaf_hashes: Sequence[bytes]) -> dict[bytes, EntryRow]:
    """Return where leaves stand, by their hash; those that wait are not among them."""
    rows: dict[bytes, EntryRow] = {}
    for start in range(0, len(leaf_hashes), 500):
        some = Entry.objects.filter(leaf_hash__in=leaf_hashes[start : start + 500])
        for seq, leaf_hash, leaf in some.values_list("seq", "leaf_hash", "leaf"):
            rows[bytes(leaf_hash)] = EntryRow(seq=seq, leaf_hash=bytes(leaf_hash), leaf=bytes(leaf))
    return rows


def all_entries(size: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield every entry below a size as (seq, leaf hash, leaf)."""
    # a chunked cursor: PostgreSQL would otherwise send every row before the first is read
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT seq, leaf_hash, leaf FROM store_entry WHERE seq < %s ORDER BY seq", [size])
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def all_subtrees(size: int) -> Iterator[Subtree]:
    """Yield every stored hash of a tile below a size, level by level."""
    for row in Subtrees.objects.order_by("level", "idx").iterator(chunk_size=_ROWS):
        if (row.idx + 1) * TILE_WIDTH**row.level <= size:
            yield Subtree(level=row.level, index=row.idx, hash=bytes(row.hash))


def pending(most: int) -> list[tuple[int, bytes]]:
    """Return the leaves that wait longest, as (id, leaf)."""
    rows = PendingLeaf.objects.order_by("id").values_list("id", "leaf")[:most]
    return [(id_, bytes(leaf)) for id_, leaf in rows]


def pending_count() -> int:
    """Return how many leaves wait for their place."""
    return PendingLeaf.objects.count()


def log_keys() -> tuple[LogKeyRow, ...]:
    """Return every public key the log ever had, the oldest first."""
    return tuple(
        LogKeyRow(
            number=row.number,
            key=parse_verifier_key(row.key),
            from_size=row.from_size,
            note=None if row.note is None else bytes(row.note),
        )
        for row in LogKey.objects.order_by("number")
    )


class StoredLog:
    """The hashes that are stored, for proofs: leaf hashes at level 0, those of full tiles above."""

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        """Return the 32-byte hashes from `start` to before `stop` of one level, in order."""
        # plain statements: a proof reads many, and Django's way of asking takes longer than the answer
        statement, values = (
            (
                "SELECT hash FROM store_subtree WHERE level = %s AND idx >= %s AND idx < %s ORDER BY idx",
                [level],
            )
            if level
            else ("SELECT leaf_hash FROM store_entry WHERE seq >= %s AND seq < %s ORDER BY seq", [])
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, start, stop])
            return [bytes(row) for (row,) in cursor.fetchall()]


def _entry(row: Entry) -> EntryRow:
    return EntryRow(seq=row.seq, leaf_hash=bytes(row.leaf_hash), leaf=bytes(row.leaf))


def _head(row: Head) -> HeadRow:
    return HeadRow(
        size=row.size,
        root=bytes(row.root),
        frontier=read_frontier(row.size, bytes(row.frontier)),
        note=bytes(row.note),
    )
