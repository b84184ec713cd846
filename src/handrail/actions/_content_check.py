"""The step that holds everything that is kept against what the log committed to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import batched

from handrail.actions._unsealing import NotOpened, file_parts, unsealed
from handrail.actions.deps import Deps
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import ChainFault, ChainFaultKind, ChainRefused, Link, chain_faults, read_link
from handrail.core.record.commitments import Opening
from handrail.core.record.erasure import Erasure, ErasureRefused, FieldStanding, field_standings, read_erasure
from handrail.core.record.leaf import Leaf, LeafRefused, check_opening, read_leaf
from handrail.core.record.leaf_types import LINK_FIELDS
from handrail.core.record.problems import RecordError
from handrail.store.reads import kept, log

_TOGETHER = 500
_WORDS = {
    ChainFaultKind.MISSING: "is missing",
    ChainFaultKind.TWICE: "is there twice",
    ChainFaultKind.UNLINKED: "does not name the one before it",
    ChainFaultKind.OUT_OF_ORDER: "stands before the one before it",
    ChainFaultKind.BEYOND_END: "comes after the end",
    ChainFaultKind.ANOTHER_END: "is not the end",
}


def content_faults(deps: Deps, *, size: int) -> Iterator[str]:
    """Yield everything wrong with what is kept, a plain sentence each: each field, file and conversation.

    size  of the log, as far as it is looked at
    """
    links = _Links()
    for some in batched(log.all_entries(size), _TOGETHER):
        yield from _batch_faults(deps, [(seq, bytes(hash_), bytes(leaf)) for seq, hash_, leaf in some], links)
    yield from links.faults()


def _batch_faults(deps: Deps, rows: Sequence[tuple[int, bytes, bytes]], links: "_Links") -> Iterator[str]:
    hashes = [hash_ for _, hash_, _ in rows]
    seqs = {hash_: seq for seq, hash_, _ in rows}
    broken: list[NotOpened] = []
    openings = unsealed(deps, hashes, broken=broken)
    for error in broken:
        yield f"entry {seqs[error.leaf_hash]}: {error}"
    changed = {error.leaf_hash for error in broken}
    certificates = kept.certificates_of(hashes)
    for seq, hash_, raw in rows:
        try:
            leaf = read_leaf(raw)
        except LeafRefused as error:
            yield f"entry {seq}: {error}"
            continue
        faults, values = _opened(leaf, openings[hash_])
        yield from (f"entry {seq}: {fault}" for fault in faults)
        links.take(values, leaf_hash=hash_, index=seq)
        if hash_ not in changed:
            erasures = _erasures(deps, certificates.get(hash_, ()))
            yield from _gone(leaf, hash_, seq, frozenset(values), erasures)
    yield from _file_faults(deps, hashes, seqs, openings)


def _opened(leaf: Leaf, openings: Sequence[Opening]) -> tuple[list[str], dict[str, JsonValue]]:
    faults, values = [], {}
    for opening in openings:
        try:
            check_opening(leaf, opening)
            values[opening.field] = opening.value
        except RecordError as error:
            faults.append(str(error))
    return faults, values


def _erasures(deps: Deps, certificates: Sequence[bytes]) -> tuple[Erasure, ...]:
    """Return what certificates say that have their place in the log."""
    placed, openings = log.entries_of(certificates), unsealed(deps, certificates)
    found = []
    for hash_, row in placed.items():
        _, values = _opened(read_leaf(row.leaf), openings[hash_])
        try:
            found.append(read_erasure(values, index=row.seq))
        except ErasureRefused:
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
        digest = next((one.value for one in some if one.field == "sha256"), None)
        is_file = any(one.field == "size_bytes" for one in some)
        if not is_file or digest is None:
            continue
        if hash_ not in blobs:
            yield f"entry {seqs[hash_]}: its file is missing, and no certificate says that it may be"
        elif (fault := _file_fault(deps, blobs[hash_], digest)) is not None:
            yield f"entry {seqs[hash_]}: {fault}"


def _file_fault(deps: Deps, blob: kept.BlobRow, digest: JsonValue) -> str | None:
    running = sha256()
    try:
        for part in file_parts(deps, blob):
            running.update(part)
    except NotOpened as error:
        return str(error)
    return None if running.hexdigest() == digest else "its file is not the one that was added"


@dataclass(slots=True)
class _Links:
    """The place of every leaf in its conversation, as the leaves themselves say."""

    by_conversation: dict[str, list[Link]] = field(default_factory=dict)

    def take(self, values: dict[str, JsonValue], *, leaf_hash: bytes, index: int) -> None:
        if not values.keys() >= LINK_FIELDS:
            return
        try:
            link = read_link(values, leaf_hash=leaf_hash, index=index)
        except ChainRefused:
            return  # a field that does not open is told of already
        self.by_conversation.setdefault(link.conversation, []).append(link)

    def faults(self) -> Iterator[str]:
        for conversation, links in self.by_conversation.items():
            for fault in chain_faults(links, end=None):
                yield f"conversation {conversation}: {_said(fault)}"


def _said(fault: ChainFault) -> str:
    numbers = f"{fault.first}" if fault.first == fault.last else f"{fault.first} to {fault.last}"
    return f"leaf {numbers} {_WORDS[fault.kind]}"
