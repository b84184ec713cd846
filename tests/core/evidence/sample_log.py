"""A log that is written leaf by leaf, with salts and keys that anybody can make again."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.core.record.leaf_sample import salts
from tests.core.record.signers import ORIGIN, log_key, witness_key
from tests.core.record.tree_peer import ListedHashes

from handrail.core.evidence.parts import Earlier, Entry
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import ChainEnd, link_fields
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.keys import SigningKey
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import parse_note, print_note
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.rotation import Rotation
from handrail.core.record.tree import root_at
from handrail.core.record.tree_proofs import consistency_proof, inclusion_proof

if TYPE_CHECKING:
    from handrail.core.record.commitments import Opening

BEGAN_AT = datetime(2025, 3, 1, 10, 0, tzinfo=UTC)
WITNESSES = (witness_key("witness.council.example"), witness_key("witness.auditor.example"))


class SampleLog:
    """Leaves with their openings; a second passes from one to the next."""

    def __init__(self, key: SigningKey | None = None, *, origin: str = ORIGIN) -> None:
        self.origin = origin
        self.first_key = key or log_key("first", origin)
        self.key = self.first_key
        self.leaves: list[bytes] = []
        self.openings: list[tuple[Opening, ...]] = []  # of each leaf
        self.rotations: list[Rotation] = []
        self._ends: dict[str, ChainEnd] = {}

    @property
    def at(self) -> datetime:
        return BEGAN_AT + timedelta(seconds=len(self.leaves))

    def append(self, type_: LeafType, fields: dict[str, JsonValue]) -> int:
        leaf, openings = make_leaf(type_, self.at, fields, salts(fields, seed=f"{len(self.leaves)} "))
        self.leaves.append(leaf)
        self.openings.append(openings)
        return len(self.leaves) - 1

    def append_to(self, conversation: str, type_: LeafType, fields: dict[str, JsonValue]) -> int:
        end = self._ends.get(conversation)
        seq, prev = (end.count, end.last) if end else (0, None)
        index = self.append(type_, link_fields(conversation, seq=seq, prev=prev) | fields)
        self._ends[conversation] = ChainEnd(
            conversation=conversation, count=seq + 1, last=leaf_hash(self.leaves[index])
        )
        return index

    def fill(self, count: int) -> None:
        """Append what other people did meanwhile."""
        for _ in range(count):
            self.append(LeafType.RECORD_READ, {"by": "Lead: Ottoline Marsh"})

    def end(self, conversation: str) -> ChainEnd:
        return self._ends[conversation]

    def rotate_key(self, new: SigningKey) -> None:
        old, self.key = self.key, new
        told = {"old_key": old.verifier.key_id.hex(), "new_key": new.verifier.key_id.hex()}
        self.append(LeafType.KEY_ROTATED, dict(told))
        self.rotations.append(Rotation(new.verifier, self.checkpoint(len(self.leaves), [old, new])))

    def checkpoint(
        self, size: int, keys: Iterable[SigningKey] = (), witnesses: Iterable[SigningKey] = WITNESSES
    ) -> bytes:
        """Return the signed note of a size, cosigned half a minute after its last leaf."""
        root = root_at(self._hashes(), size)
        signed = sign_checkpoint(Checkpoint(origin=self.origin, size=size, root=root), [*keys] or [self.key])
        at_s = int(BEGAN_AT.timestamp()) + size + 30
        note = parse_note(signed)
        return print_note(add_signatures(note, *(cosign(note, key, at_s=at_s) for key in witnesses)))

    def earlier(self, note: bytes, *, size: int) -> Earlier:
        """Return an older checkpoint, with the proof that the log as it is now grew from it."""
        old = int(note.split(b"\n")[1])
        return Earlier(note=note, proof=consistency_proof(self._hashes(), old_size=old, new_size=size))

    def entries(
        self,
        indexes: Iterable[int],
        *,
        size: int,
        unopened: dict[int, set[str]],
        withheld: dict[int, set[str]],
    ) -> tuple[Entry, ...]:
        """Return entries whose proofs end at a size.

        unopened  fields that are not shown, by index; `withheld` says which of these are kept
        """
        hashes = self._hashes()
        return tuple(
            Entry(
                index=index,
                leaf=self.leaves[index],
                openings=tuple(
                    one for one in self.openings[index] if one.field not in unopened.get(index, ())
                ),
                withheld=frozenset(withheld.get(index, ())),
                proof=inclusion_proof(hashes, index=index, size=size),
            )
            for index in indexes
        )

    def _hashes(self) -> ListedHashes:
        return ListedHashes([leaf_hash(leaf) for leaf in self.leaves])


def hex_digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()
