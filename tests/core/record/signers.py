"""Keys that anybody can make again: none of them protects anything."""

from hashlib import sha256

from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import parse_note, print_note
from handrail.core.record.verifier_keys import SignatureType

ORIGIN = "records.charity.example/2026"
AT_S = 1_795_428_000


def log_key(seed: str = "log", name: str = ORIGIN) -> SigningKey:
    return SigningKey(name=name, type=SignatureType.ED25519, seed=sha256(seed.encode()).digest())


def witness_key(name: str = "witness.council.example") -> SigningKey:
    return SigningKey(name=name, type=SignatureType.COSIGNATURE, seed=sha256(name.encode()).digest())


def checkpoint(size: int = 7, root: bytes | None = None) -> Checkpoint:
    return Checkpoint(origin=ORIGIN, size=size, root=root or sha256(str(size).encode()).digest())


def cosigned(*witnesses: SigningKey, size: int = 7, at_s: int = AT_S) -> bytes:
    note = parse_note(sign_checkpoint(checkpoint(size), [log_key()]))
    return print_note(add_signatures(note, *(cosign(note, key, at_s=at_s) for key in witnesses)))
