"""The step that every deed takes: its leaves, with what opens them, in the deed's own transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    key: kept.WrappedKey


def append(deps: Deps, *told: Told, at: datetime) -> tuple[bytes, ...]:
    """Write leaves that stand for themselves; return their hashes."""
    maker = _Maker(deps, at)
    made = [maker.make(one.type, one.fields) for one in told]
    _keep(maker, made)
    return tuple(one.hash for one in made)


def append_to_chain(
    deps: Deps, conversation_id: UUID, told: Iterable[Told], *, at: datetime
) -> tuple[bytes, ...]:
    """Write the next leaves of a conversation, numbered and linked; return their hashes.

    told  taken one after the other, so that it may be long
    """
    conversations.hold_conversation(conversation_id)
    maker = _Maker(deps, at)
    first, prev = chain_end(conversation_id)
    hashes: list[bytes] = []
    for some in batched(_linked(maker, conversation_id, told, seq=first, prev=prev), TOGETHER):
        _keep(maker, some)
        conversations.insert_links(conversation_id, first + len(hashes), [one.hash for one in some])
        hashes += [one.hash for one in some]
    return tuple(hashes)


def keep_file(deps: Deps, leaf: bytes, chunks: Iterable[bytes], *, sha256: str, size_bytes: int) -> None:
    """Keep a file's bytes, encrypted under a key of their own, for the leaf `file.added` with this hash."""
    key = _new_key(deps)
    kept.insert_content_keys([kept.WrappedKey(key.id, wrap(master_key(deps.keys), key))])
    kept.insert_blob(leaf, sha256=sha256, size_bytes=size_bytes, key_id=key.id)
    for number, part in enumerate(chunks):
        kept.insert_blob_part(leaf, number, seal(key.secret, part, bound_to=part_name(leaf, number)))


def part_name(leaf: bytes, number: int) -> bytes:
    """Return what one encrypted stretch of a file is bound to."""
    return leaf + number.to_bytes(8, "big")


class _Maker:
    """Makes leaves of one deed: one key for what lasts of all of them, one for the rest of each."""

    def __init__(self, deps: Deps, at: datetime) -> None:
        self._deps, self._at = deps, at
        self._master = master_key(deps.keys)
        self._lasting = _new_key(deps)
        self.lasting_key = self._wrapped(self._lasting)

    def make(self, type_: LeafType, fields: Mapping[str, JsonValue]) -> _Made:
        salts = {field: self._deps.random_bytes(SALT_BYTES) for field in fields}
        leaf, openings = make_leaf(type_, self._at, fields, salts)
        hashed, own = leaf_hash(leaf), _new_key(self._deps)
        sealed = []
        for opening in openings:
            key = self._lasting if opening.field in LASTING_FIELDS else own
            ciphertext = seal_opening(key.secret, opening, hashed)
            sealed.append(kept.SealedOpening(hashed, opening.field, key.id, ciphertext))
        return _Made(leaf=leaf, hash=hashed, openings=tuple(sealed), key=self._wrapped(own))

    def _wrapped(self, key: ContentKey) -> kept.WrappedKey:
        return kept.WrappedKey(key.id, wrap(self._master, key))


def _linked(
    maker: _Maker, conversation_id: UUID, told: Iterable[Told], *, seq: int, prev: bytes | None
) -> Iterator[_Made]:
    for number, one in enumerate(told, start=seq):
        made = maker.make(
            one.type, {**link_fields(str(conversation_id), seq=number, prev=prev), **one.fields}
        )
        yield made
        prev = made.hash


def _keep(maker: _Maker, made: Sequence[_Made]) -> None:
    """Keep leaves with their keys; the key of what lasts goes with each of several goes, and is kept once."""
    openings = [opening for one in made for opening in one.openings]
    used = {opening.key_id for opening in openings}  # a key that opens nothing is not kept
    keys = (maker.lasting_key, *(one.key for one in made))
    kept.insert_content_keys([key for key in keys if key.id in used])
    kept.insert_openings(openings)
    insert_pending(one.leaf for one in made)


def _new_key(deps: Deps) -> ContentKey:
    return ContentKey(id=deps.random_bytes(KEY_ID_BYTES), secret=deps.random_bytes(KEY_BYTES))
