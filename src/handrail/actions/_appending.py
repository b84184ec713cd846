"""The step that every deed takes: its leaves, with what opens them, in the deed's own transaction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID

from handrail.actions.deps import Deps
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import link_fields
from handrail.core.record.commitments import SALT_BYTES
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LASTING_FIELDS, LeafType
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.sealing import KEY_BYTES, KEY_ID_BYTES, ContentKey, seal, seal_opening, wrap
from handrail.store.reads.conversations import chain_end
from handrail.store.reads.key_files import master_key
from handrail.store.writes import conversations, kept
from handrail.store.writes.log import insert_pending

TOGETHER = 500  # leaves written at once
PART_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one leaf tells: its type and fields."""

    type: LeafType
    fields: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """One leaf, and everything that is kept for it."""

    leaf: bytes
    hash: bytes
    openings: tuple[kept.SealedOpening, ...]
    keys: tuple[kept.WrappedKey, ...]


def append(deps: Deps, *told: Told, at: datetime) -> tuple[bytes, ...]:
    """Write leaves that stand for themselves; return their hashes."""
    master = master_key(deps.keys)
    made = [_make(deps, master, one.type, one.fields, at) for one in told]
    _keep(made)
    return tuple(one.hash for one in made)


def append_to_chain(
    deps: Deps, conversation_id: UUID, told: Iterable[Told], *, at: datetime
) -> tuple[bytes, ...]:
    """Write the next leaves of a conversation, numbered and linked; return their hashes.

    told  taken one after the other, so that it may be long
    """
    conversations.hold_conversation(conversation_id)
    hashes: list[bytes] = []
    first, _ = chain_end(conversation_id)
    for some in batched(_linked(deps, conversation_id, told, at), TOGETHER):
        _keep(some)
        conversations.insert_links(conversation_id, first + len(hashes), [one.hash for one in some])
        hashes += [one.hash for one in some]
    return tuple(hashes)


def keep_file(deps: Deps, leaf: bytes, chunks: Iterable[bytes], *, sha256: str, size_bytes: int) -> None:
    """Keep a file's bytes, encrypted under a key of their own, for the leaf `file.added` with this hash."""
    key = _new_key(deps)
    kept.insert_content_keys([_wrapped(deps, key)])
    kept.insert_blob(leaf, sha256=sha256, size_bytes=size_bytes, key_id=key.id)
    for number, part in enumerate(chunks):
        kept.insert_blob_part(leaf, number, seal(key.secret, part, bound_to=part_name(leaf, number)))


def part_name(leaf: bytes, number: int) -> bytes:
    """Return what one encrypted stretch of a file is bound to."""
    return leaf + number.to_bytes(8, "big")


def _linked(deps: Deps, conversation_id: UUID, told: Iterable[Told], at: datetime) -> Iterator[_Made]:
    master = master_key(deps.keys)
    seq, prev = chain_end(conversation_id)
    for one in told:
        links = link_fields(str(conversation_id), seq=seq, prev=prev)
        made = _make(deps, master, one.type, {**links, **one.fields}, at)
        yield made
        seq, prev = seq + 1, made.hash


def _make(deps: Deps, master: bytes, type_: LeafType, fields: Mapping[str, JsonValue], at: datetime) -> _Made:
    salts = {field: deps.random_bytes(SALT_BYTES) for field in fields}
    leaf, openings = make_leaf(type_, at, fields, salts)
    hashed = leaf_hash(leaf)
    lasting = _new_key(deps)
    keys: list[ContentKey] = [lasting]
    sealed = []
    for opening in openings:
        key = lasting
        if opening.field not in LASTING_FIELDS:
            keys.append(key := _new_key(deps))
        ciphertext = seal_opening(key.secret, opening, hashed)
        sealed.append(kept.SealedOpening(hashed, opening.field, key.id, ciphertext))
    return _Made(
        leaf=leaf,
        hash=hashed,
        openings=tuple(sealed),
        keys=tuple(kept.WrappedKey(key.id, wrap(master, key)) for key in keys),
    )


def _keep(made: Iterable[_Made]) -> None:
    rows = list(made)
    kept.insert_content_keys(key for one in rows for key in one.keys)
    kept.insert_openings(opening for one in rows for opening in one.openings)
    insert_pending(one.leaf for one in rows)


def _new_key(deps: Deps) -> ContentKey:
    return ContentKey(id=deps.random_bytes(KEY_ID_BYTES), secret=deps.random_bytes(KEY_BYTES))


def _wrapped(deps: Deps, key: ContentKey) -> kept.WrappedKey:
    return kept.WrappedKey(key.id, wrap(master_key(deps.keys), key))
