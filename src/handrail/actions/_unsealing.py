"""The step back: what opens leaves, decrypted, as far as its keys are still there."""

from collections.abc import Iterator, Sequence

from handrail.actions._appending import part_name
from handrail.actions.deps import Deps
from handrail.core.record.commitments import Opening
from handrail.core.record.sealing import ContentKey, SealBroken, unseal, unseal_opening, unwrap
from handrail.store.reads import kept
from handrail.store.reads.key_files import master_key

type Openings = dict[bytes, tuple[Opening, ...]]


class NotOpened(Exception):
    """Something that is kept does not open with its key; the text says what."""


def unsealed(deps: Deps, leaf_hashes: Sequence[bytes]) -> Openings:
    """Return what opens leaves, by leaf; what was erased is not among it.

    raises  NotOpened: a ciphertext or a key was changed
    """
    rows = list(kept.openings_of(leaf_hashes))
    keys = _keys(deps, [row.key_id for row in rows])
    opened: dict[bytes, list[Opening]] = {leaf: [] for leaf in leaf_hashes}
    for row in rows:
        key = keys.get(row.key_id)
        if key is None:  # destroyed
            continue
        try:
            opened[row.leaf_hash].append(
                unseal_opening(key.secret, row.ciphertext, field=row.field, leaf_hash=row.leaf_hash)
            )
        except SealBroken as broken:
            raise NotOpened(f"`{row.field}` of the leaf {row.leaf_hash.hex()}: {broken}") from broken
    return {leaf: tuple(sorted(some, key=lambda one: one.field)) for leaf, some in opened.items()}


def file_parts(deps: Deps, blob: kept.BlobRow) -> Iterator[bytes]:
    """Yield the bytes of a kept file, stretch by stretch.

    raises  NotOpened: a stretch is missing or was changed
    """
    key = _keys(deps, [blob.key_id]).get(blob.key_id)
    if key is None:
        raise NotOpened(f"the key of the file {blob.sha256} was destroyed")
    size, number = 0, 0
    while size < blob.size_bytes:
        sealed = kept.blob_part(blob.leaf_hash, number)
        try:
            part = unseal(key.secret, sealed or b"", bound_to=part_name(blob.leaf_hash, number))
        except SealBroken as broken:
            raise NotOpened(f"stretch {number} of the file {blob.sha256}: {broken}") from broken
        yield part
        size, number = size + len(part), number + 1


def key_ids(leaf_hashes: Sequence[bytes], *, but: frozenset[str]) -> tuple[bytes, ...]:
    """Return the keys of everything that is kept of leaves, save for some fields."""
    fields = (row.key_id for row in kept.openings_of(leaf_hashes) if row.field not in but)
    files = (blob.key_id for blob in kept.blobs_of(leaf_hashes))
    return tuple(dict.fromkeys((*fields, *files)))


def _keys(deps: Deps, ids: Sequence[bytes]) -> dict[bytes, ContentKey]:
    master = master_key(deps.keys)
    wrapped = kept.wrapped_keys(list(dict.fromkeys(ids)))
    try:
        return {id_: unwrap(master, id_, one) for id_, one in wrapped.items()}
    except SealBroken as broken:
        raise NotOpened(f"a content key does not open with the master key: {broken}") from broken
