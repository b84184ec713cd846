"""The log of six leaves in docs/formats/record.md, with salts and keys that anybody can make again."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tests.core.record.leaf_sample import salts
from tests.core.record.signers import AT_S, ORIGIN, log_key, witness_key
from tests.core.record.tree_peer import ListedHashes

from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import ChainEnd, end_fields, link_fields
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.commitments import Opening
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.erasure import Erasure, erasure_fields
from handrail.core.record.keys import SigningKey
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import parse_note, print_note
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.tree import root_at
from handrail.core.record.verifier_keys import print_verifier_key

CHAT = "walking-group"
SOURCE = sha256(b"the exported chat").hexdigest()
FIRST_KEY, SECOND_KEY, WITNESS = log_key(), log_key(seed="second"), witness_key()
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

LEAVES: list[bytes] = []
OPENINGS: list[dict[str, Opening]] = []


def hash_at(index: int) -> bytes:
    return leaf_hash(LEAVES[index])


def _append(type_: LeafType, fields: dict[str, JsonValue]) -> None:
    index = len(LEAVES)
    leaf, openings = make_leaf(type_, START + timedelta(seconds=index), fields, salts(fields, f"{index}/"))
    LEAVES.append(leaf)
    OPENINGS.append({opening.field: opening for opening in openings})


def _message(seq: int, author: str, body: str, *, offset: int) -> dict[str, JsonValue]:
    return {
        **link_fields(CHAT, seq=seq, prev=hash_at(seq - 1)),
        "grade": "imported",
        "author": author,
        "body": body,
        "kind": "text",
        "shown_at": f"2026-11-20T18:0{seq}:00",
        "offset": offset,
        "source": SOURCE,
        "file": None,
        "marks": [],
    }


_append(
    LeafType.FILE_ADDED,
    {
        **link_fields(CHAT, seq=0, prev=None),
        "name": "chat.txt",
        "sha256": SOURCE,
        "size_bytes": 17,
        "media_type": "text/plain",
        "added_by": "Sam Okafor, lead",
    },
)
_append(
    LeafType.MESSAGE_POSTED,
    _message(1, "Marta Quillfeather", "We meet at the bandstand on Saturday at ten \U0001f333", offset=0),
)
_append(LeafType.MESSAGE_POSTED, _message(2, "Jo Brightwater", "I will bring the map", offset=81))
_append(
    LeafType.CONTENT_ERASED,
    erasure_fields(
        Erasure(
            of=hash_at(2),
            fields=frozenset({"author", "body"}),
            basis="request by the person",
            rule="retention/2",
            authorised_by="Sam Okafor, lead",
            index=3,
        )
    ),
)
_append(
    LeafType.KEY_ROTATED,
    {"old_key": print_verifier_key(FIRST_KEY.verifier), "new_key": print_verifier_key(SECOND_KEY.verifier)},
)
_append(
    LeafType.EXPORT_MADE,
    {
        **end_fields([ChainEnd(conversation=CHAT, count=3, last=hash_at(2))]),
        "by": "Sam Okafor, lead",
        "reason": "asked for by the family",
    },
)
STORED = ListedHashes([leaf_hash(leaf) for leaf in LEAVES])


def signed_at(size: int, *keys: SigningKey) -> bytes:
    return sign_checkpoint(Checkpoint(origin=ORIGIN, size=size, root=root_at(STORED, size)), keys)


def cosigned_at(size: int, *keys: SigningKey, at_s: int = AT_S) -> bytes:
    note = parse_note(signed_at(size, *keys))
    return print_note(add_signatures(note, cosign(note, WITNESS, at_s=at_s)))
