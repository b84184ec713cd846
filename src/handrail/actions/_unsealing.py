"""The step back: what opens leaves, decrypted, as far as its keys are still there."""

from collections.abc import Iterator, Sequence

from handrail.actions._appending import part_name
from handrail.actions.deps import Deps
from handrail.core.record.commitments import Opening
from handrail.core.record.sealing import ContentKey, SealBroken, unseal, unseal_opening, unwrap
from handrail.store.reads import kept
from handrail.store.reads.key_files import master_key

_UNWRAPPED = "was changed, or the master key is another than it was made under"
type Openings = dict[bytes, tuple[Opening, ...]]


class NotOpened(Exception):
    """Something that is kept does not open with its key; the text says what.

    leaf_hash  of the leaf it belongs to
    field      of that leaf; None for its file
    """

    def __init__(self, sentence: str, *, leaf_hash: bytes, field: str | None = None) -> None:
        super().__init__(sentence)
        self.leaf_hash, self.field = leaf_hash, field


def unsealed(
    deps: Deps, leaf_hashes: Sequence[bytes], *, field: str = "", broken: list[NotOpened] | None = None
) -> Openings:
    """Return what opens leaves, by leaf; what was erased is not among it.

    field   the only one that is opened; empty for all
    broken  takes what does not open, so that the rest is still returned
    raises  NotOpened: a ciphertext or a key was changed, and nobody takes it
    """
    rows = list(kept.openings_of(leaf_hashes, field=field))
    keys = _keys(deps, [row.key_id for row in rows])
    opened: dict[bytes, list[Opening]] = {leaf: [] for leaf in leaf_hashes}
    for row in rows:
        if row.key_id not in keys:  # destroyed
            continue
        try:
            opened[row.leaf_hash].append(_opened(row, keys[row.key_id]))
        except NotOpened as error:
            if broken is None:
                raise
            broken.append(error)
    return {leaf: tuple(sorted(some, key=lambda one: one.field)) for leaf, some in opened.items()}


def _opened(row: kept.OpeningRow, key: ContentKey | None) -> Opening:
    if key is None:
        raise NotOpened(f"the key of `{row.field}` {_UNWRAPPED}", leaf_hash=row.leaf_hash, field=row.field)
    try:
        return unseal_opening(key.secret, row.ciphertext, field=row.field, leaf_hash=row.leaf_hash)
    except SealBroken as error:
        raise NotOpened(f"`{row.field}` was changed", leaf_hash=row.leaf_hash, field=row.field) from error


def file_parts(deps: Deps, blob: kept.BlobRow) -> Iterator[bytes]:
    """Yield the bytes of a kept file, stretch by stretch.

    raises  NotOpened: a stretch is missing or was changed
    """
    keys = _keys(deps, [blob.key_id])
    key = keys.get(blob.key_id)
    if key is None:
        why = f"the file's key {_UNWRAPPED if blob.key_id in keys else 'is gone'}"
        raise NotOpened(why, leaf_hash=blob.leaf_hash)
    size, number = 0, 0
    while size < blob.size_bytes:
        sealed = kept.blob_part(blob.leaf_hash, number)
        try:
            part = unseal(key.secret, sealed or b"", bound_to=part_name(blob.leaf_hash, number))
        except SealBroken as broken:
            raise NotOpened(f"stretch {number} of the file was changed", leaf_hash=blob.leaf_hash) from broken
        yield part
        size, number = size + len(part), number + 1


def key_ids(leaf_hashes: Sequence[bytes], *, but: frozenset[str]) -> tuple[bytes, ...]:
    """Return the keys of everything that is kept of leaves, save for some fields."""
    fields = (row.key_id for row in kept.openings_of(leaf_hashes) if row.field not in but)
    files = (blob.key_id for blob in kept.blobs_of(leaf_hashes))
    return tuple(dict.fromkeys((*fields, *files)))


def _keys(deps: Deps, ids: Sequence[bytes]) -> dict[bytes, ContentKey | None]:
    """Return content keys by their id, without destroyed ones; None for one that does not unwrap."""
    master = master_key(deps.keys)
    wrapped = kept.wrapped_keys(list(dict.fromkeys(ids)))
    return {id_: _unwrapped(master, id_, one) for id_, one in wrapped.items()}


def _unwrapped(master: bytes, id_: bytes, wrapped: bytes) -> ContentKey | None:
    try:
        return unwrap(master, id_, wrapped)
    except SealBroken:
        return None
