"""The step that gathers what goes into a pack: leaves, what opens them, proofs, files and keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from handrail.actions._unsealing import Openings, file_parts, unsealed
from handrail.actions.deps import Deps
from handrail.core.evidence.parts import Custody, Earlier, Entry, KeptFile, Parts
from handrail.core.record.cached_hashes import CachedHashes
from handrail.core.record.commitments import Opening
from handrail.core.record.leaf import read_leaf
from handrail.core.record.leaf_types import LASTING_FIELDS, LeafType
from handrail.core.record.origins import KeyLine, origins
from handrail.core.record.tree_proofs import consistency_proof, inclusion_proof
from handrail.store.reads import kept, log
from handrail.store.reads.key_files import witnesses

MOST_EARLIER = 50  # checkpoints with a witness's word, the newest; each adds a proof


class NotGathered(Exception):
    """Something that belongs into the pack is not there; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to go into a pack.

    leaves   all leaves of the conversation, by their number
    made     the leaf `export.made` of this pack
    numbers  those that are to be in it; empty for all
    without  authors whose messages are withheld
    """

    leaves: Sequence[bytes]
    made: bytes
    numbers: tuple[int, ...]
    without: frozenset[str]


def gathered(deps: Deps, wanted: Wanted, *, custody: Custody) -> Parts:
    """Return everything that goes into a pack, at the newest checkpoint.

    raises  NotGathered, NotOpened
    """
    head = log.head()
    if head is None:
        raise NotGathered("the record has no checkpoint yet")
    numbers = sorted(set(wanted.numbers)) or range(len(wanted.leaves))
    chosen = [wanted.leaves[number] for number in numbers]
    certificates = kept.certificates_of(chosen)
    everything = [*chosen, *(one for some in certificates.values() for one in some), wanted.made]
    placed, openings = log.entries_of(everything), unsealed(deps, everything)
    if len(placed) < len(set(everything)):
        raise NotGathered("some of it waits for its place in the record; try again in a moment")
    is_partial = len(chosen) < len(wanted.leaves)
    withheld = _withheld(placed, openings, wanted.without, is_partial=is_partial)
    stored = CachedHashes(log.StoredLog(), size=head.size)
    origin = origins([KeyLine(row.key, row.from_size, row.note) for row in log.log_keys()])[-1]
    return Parts(
        title=_title(
            openings.get(wanted.leaves[0], ()) or unsealed(deps, wanted.leaves[:1])[wanted.leaves[0]]
        ),
        is_whole=not is_partial and not withheld,
        entries=tuple(
            _entry(placed[leaf], openings[leaf], withheld.get(leaf, frozenset()), stored, head.size)
            for leaf in sorted(placed, key=lambda one: placed[one].seq)
        ),
        files=tuple(_files(deps, [leaf for leaf in chosen if leaf not in withheld])),
        checkpoint=log.cosigned_note(head),
        first_key=origin.first_key,
        rotations=origin.rotations,
        earlier=tuple(_earlier(stored, origin.from_size, head.size)),
        custody=custody,
        witnesses=witnesses(deps.keys),
    )


def _withheld(
    placed: Mapping[bytes, log.EntryRow], openings: Openings, without: frozenset[str], *, is_partial: bool
) -> dict[bytes, frozenset[str]]:
    """Return the fields that are kept back, by leaf: other people's messages, and the export whole."""
    names = frozenset(name.casefold() for name in without)
    back: dict[bytes, frozenset[str]] = {}
    for leaf, row in placed.items():
        values = {one.field: one.value for one in openings[leaf]}
        is_theirs = str(values.get("author") or "").casefold() in names
        # the file holds every message, those that are not shown, too
        is_file = read_leaf(row.leaf).type is LeafType.FILE_ADDED and (is_partial or bool(names))
        if is_theirs or is_file:
            back[leaf] = frozenset(values) - LASTING_FIELDS
    return {leaf: fields for leaf, fields in back.items() if fields}


def _entry(
    row: log.EntryRow,
    openings: Sequence[Opening],
    withheld: frozenset[str],
    stored: CachedHashes,
    size: int,
) -> Entry:
    return Entry(
        index=row.seq,
        leaf=row.leaf,
        openings=tuple(one for one in openings if one.field not in withheld),
        withheld=withheld,
        proof=inclusion_proof(stored, index=row.seq, size=size),
    )


def _title(openings: Sequence[Opening]) -> str:
    values = {one.field: one.value for one in openings}
    return str(values.get("name") or "a conversation")


def _files(deps: Deps, leaves: Sequence[bytes]) -> Iterator[KeptFile]:
    for blob in kept.blobs_of(leaves):
        chunks = partial(file_parts, deps, blob)
        yield KeptFile(sha256=blob.sha256, size_bytes=blob.size_bytes, chunks=chunks)


def _earlier(stored: CachedHashes, begun_at: int, size: int) -> Iterator[Earlier]:
    """Yield older checkpoints of this origin that a witness has cosigned, or at which a key took over."""
    turned = {row.from_size for row in log.log_keys() if row.note}
    sizes = sorted({one for one in (*log.cosigned_sizes()[-MOST_EARLIER:], *turned) if begun_at < one < size})
    for earlier in sizes:
        head = log.head_at(earlier)
        if head is not None:
            proof = consistency_proof(stored, old_size=earlier, new_size=size)
            yield Earlier(note=log.cosigned_note(head), proof=proof)
