"""The step that holds everything that is kept against what the log committed to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import batched
from uuid import UUID

from handrail.actions._homeless import homeless_faults
from handrail.actions._unsealing import NotOpened, file_parts, unsealed
from handrail.actions.deps import Deps
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import ChainFault, ChainFaultKind, ChainRefused, Link, chain_faults, read_link
from handrail.core.record.commitments import Opening
from handrail.core.record.erasure import Erasure, FieldStanding, field_standings, read_erasure
from handrail.core.record.leaf import Leaf, LeafRefused, check_opening, read_leaf
from handrail.core.record.leaf_types import LINK_FIELDS
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.text_forms import FormRefused
from handrail.store.reads import kept, log
from handrail.store.reads.conversations import chain, links_of

_TOGETHER = 500
_WORDS = {
    ChainFaultKind.MISSING: "is missing",
    ChainFaultKind.TWICE: "is there twice",
    ChainFaultKind.UNLINKED: "does not name the one before it",
    ChainFaultKind.OUT_OF_ORDER: "stands before the one before it",
    ChainFaultKind.BEYOND_END: "comes after the end",
    ChainFaultKind.ANOTHER_END: "is not the end",
}


def content_faults(deps: Deps, *, size: int, waiting: Sequence[bytes]) -> Iterator[str]:
    """Yield everything wrong with what is kept, a plain sentence each: each field, file and conversation.

    size     of the log, as far as it is looked at
    waiting  leaves without a place in it, as they were before that size was asked for
    """
    links = _Links()
    for some in batched(log.all_entries(size), _TOGETHER):
        yield from _batch_faults(deps, [(seq, bytes(hash_), bytes(leaf)) for seq, hash_, leaf in some], links)
    for later in batched(_still_waiting(size, waiting), _TOGETHER):
        yield from _batch_faults(deps, later, links)
    yield from links.faults()
    yield from homeless_faults()


def _still_waiting(size: int, waiting: Sequence[bytes]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield leaves that wait, under the numbers that they would get next."""
    hashes = [leaf_hash(leaf) for leaf in waiting]
    placed = {hash_ for hash_, row in log.entries_of(hashes).items() if row.seq < size}
    left = ((hash_, leaf) for hash_, leaf in zip(hashes, waiting, strict=True) if hash_ not in placed)
    yield from ((seq, hash_, leaf) for seq, (hash_, leaf) in enumerate(left, start=size))


def _batch_faults(deps: Deps, rows: Sequence[tuple[int, bytes, bytes]], links: "_Links") -> Iterator[str]:
    hashes = [hash_ for _, hash_, _ in rows]
    seqs = {hash_: seq for seq, hash_, _ in rows}
    broken: list[NotOpened] = []
    openings = unsealed(deps, hashes, broken=broken)
    for error in sorted(broken, key=lambda one: (seqs[one.leaf_hash], one.field or "")):
        yield f"entry {seqs[error.leaf_hash]}: {error}"
    told = {(error.leaf_hash, error.field) for error in broken}
    certificates, listed = kept.certificates_of(hashes), links_of(hashes)
    for seq, hash_, raw in rows:
        try:
            leaf = read_leaf(raw)
        except LeafRefused as error:
            yield f"entry {seq}: {error}"
            continue
        faults, values = _opened(leaf, openings[hash_])
        yield from (f"entry {seq}: {fault}" for fault in faults.values())
        yield from links.take(values, leaf_hash=hash_, index=seq, listed=listed.get(hash_))
        # what is changed is there; that it is changed was told
        there = {*values, *faults, *(field for field in leaf.commitments if (hash_, field) in told)}
        erasures = _erasures(deps, certificates.get(hash_, ()))
        yield from _gone(leaf, hash_, seq, frozenset(there), erasures)
    yield from _file_faults(deps, hashes, seqs, openings)


def _opened(leaf: Leaf, openings: Sequence[Opening]) -> tuple[dict[str, str], dict[str, JsonValue]]:
    """Return by field what is wrong with it, and the values of the others."""
    faults, values = {}, {}
    for opening in openings:
        try:
            check_opening(leaf, opening)
            values[opening.field] = opening.value
        except RecordError as error:
            faults[opening.field] = str(error)
    return faults, values


def _erasures(deps: Deps, certificates: Sequence[bytes]) -> tuple[Erasure, ...]:
    """Return what certificates say that have their place in the log."""
    if not certificates:
        return ()
    placed, openings = log.entries_of(certificates), unsealed(deps, certificates, broken=[])
    found = []
    for hash_, row in placed.items():
        try:
            _, values = _opened(read_leaf(row.leaf), openings[hash_])
            found.append(read_erasure(values, index=row.seq))
        except RecordError:
            continue  # then it covers nothing, and what is gone is missing
    return tuple(found)


def _gone(
    leaf: Leaf, hash_: bytes, seq: int, shown: frozenset[str], erasures: Sequence[Erasure]
) -> Iterator[str]:
    standings = field_standings(
        leaf, leaf_hash=hash_, index=seq, shown=shown, withheld=frozenset(), erasures=erasures
    )
    for name, standing in standings.items():
        if standing is FieldStanding.MISSING:
            yield f"entry {seq}: `{name}` is missing, and no certificate says that it may be"
        elif standing is FieldStanding.SHOWN_THOUGH_ERASED:
            yield f"entry {seq}: `{name}` is certified as erased, and it is still there"


def _file_faults(
    deps: Deps, hashes: Sequence[bytes], seqs: dict[bytes, int], openings: dict[bytes, tuple[Opening, ...]]
) -> Iterator[str]:
    blobs = {blob.leaf_hash: blob for blob in kept.blobs_of(hashes)}
    for hash_, some in openings.items():
        values = {one.field: one.value for one in some}
        if not values.keys() >= {"sha256", "size_bytes"}:  # no file, or an erased one
            continue
        if hash_ not in blobs:
            yield f"entry {seqs[hash_]}: its file is missing, and no certificate says that it may be"
        elif (fault := _file_fault(deps, blobs[hash_], values)) is not None:
            yield f"entry {seqs[hash_]}: {fault}"


def _file_fault(deps: Deps, blob: kept.BlobRow, values: Mapping[str, JsonValue]) -> str | None:
    if (blob.sha256, blob.size_bytes) != (values["sha256"], values["size_bytes"]):
        return "the row of its file says another hash or size than the leaf"
    running, parts = sha256(), 0
    try:
        for part in file_parts(deps, blob):
            running.update(part)
            parts += 1
    except NotOpened as error:
        return str(error)
    if running.hexdigest() != values["sha256"]:
        return "its file is not the one that was added"
    return (
        None
        if parts == kept.blob_parts(blob.leaf_hash)
        else "its file has stretches that do not belong to it"
    )


@dataclass(slots=True)
class _Links:
    """The place of every leaf in its conversation, as the leaves themselves say."""

    by_conversation: dict[str, list[Link]] = field(default_factory=dict)

    def take(
        self, values: dict[str, JsonValue], *, leaf_hash: bytes, index: int, listed: tuple[str, int] | None
    ) -> Iterator[str]:
        """Remember a leaf's place, and yield what is wrong with the list by which it is found."""
        if not values.keys() >= LINK_FIELDS:
            return  # a field that does not open is told of already
        try:
            link = read_link(values, leaf_hash=leaf_hash, index=index)
        except (ChainRefused, FormRefused) as error:
            yield f"entry {index}: {error}"
            return
        if listed != (link.conversation, link.seq):
            yield f"entry {index}: its conversation lists it under another number, or not at all"
        self.by_conversation.setdefault(link.conversation, []).append(link)

    def faults(self) -> Iterator[str]:
        for conversation, links in self.by_conversation.items():
            for fault in chain_faults(links, end=None):
                yield f"conversation {conversation}: {_said(fault)}"
            there = set(_listed(conversation))
            for link in links:
                if link.leaf_hash not in there:
                    yield f"entry {link.index}: its conversation does not find it"


def _listed(conversation: str) -> Sequence[bytes]:
    try:
        return chain(UUID(conversation))
    except ValueError:  # no id of ours
        return ()


def _said(fault: ChainFault) -> str:
    numbers = f"{fault.first}" if fault.first == fault.last else f"{fault.first} to {fault.last}"
    return f"leaf {numbers} {_WORDS[fault.kind]}"
