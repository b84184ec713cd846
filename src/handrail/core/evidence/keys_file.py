"""How a pack writes whose keys it is to be checked with (§5), and the log's earlier checkpoints (§6)."""

from collections.abc import Sequence
from typing import NamedTuple

from handrail.core.evidence.parts import Earlier
from handrail.core.evidence.problems import PartRefused
from handrail.core.record.canonical import JsonValue, canonical, read_canonical
from handrail.core.record.problems import RecordError
from handrail.core.record.rotation import Rotation
from handrail.core.record.text_forms import print_base64, read_hash
from handrail.core.record.verifier_keys import (
    SignatureType,
    VerifierKey,
    parse_verifier_key,
    print_verifier_key,
)


class PackKeys(NamedTuple):
    """The keys that a pack brings. Nobody vouches for them but the pack.

    first      of the log
    rotations  oldest first
    witnesses  of those who cosigned
    """

    first: VerifierKey
    rotations: tuple[Rotation, ...]
    witnesses: tuple[VerifierKey, ...]


def print_keys(keys: PackKeys) -> bytes:
    """Return the bytes of `keys.json`."""
    return canonical(
        {
            "first": print_verifier_key(keys.first),
            "rotations": [
                {"new_key": print_verifier_key(new_key), "note": note.decode()}
                for new_key, note in keys.rotations
            ],
            "witnesses": [print_verifier_key(key) for key in keys.witnesses],
        }
    )


def read_keys(raw: bytes) -> PackKeys:
    """Read `keys.json`. Whether the keys follow from each other is not checked yet.

    raises  PartRefused: anything `print_keys` would not have printed
    """
    try:
        match read_canonical(raw):
            case {"first": str(first), "rotations": [*rotations], "witnesses": [*witnesses], **rest} if (
                not rest
            ):
                return PackKeys(
                    _key(first, SignatureType.ED25519),
                    tuple(map(_read_rotation, rotations)),
                    tuple(_key(key, SignatureType.COSIGNATURE) for key in witnesses),
                )
    except RecordError as error:
        raise PartRefused(f"the keys cannot be read: {error}") from error
    raise PartRefused("the keys are an object of `first`, `rotations` and `witnesses`")


def print_earlier(earlier: Sequence[Earlier]) -> bytes:
    """Return the bytes of `earlier.json`."""
    return canonical(
        [{"note": one.note.decode(), "proof": [print_base64(step) for step in one.proof]} for one in earlier]
    )


def read_earlier(raw: bytes) -> tuple[Earlier, ...]:
    """Read `earlier.json`. Signatures and proofs are not checked yet.

    raises  PartRefused: anything `print_earlier` would not have printed
    """
    try:
        written = read_canonical(raw)
        if isinstance(written, list):
            return tuple(map(_read_earlier, written))
    except RecordError as error:
        raise PartRefused(f"the earlier checkpoints cannot be read: {error}") from error
    raise PartRefused("the earlier checkpoints are a list")


def _key(text: JsonValue, wanted: SignatureType) -> VerifierKey:
    if isinstance(text, str):
        key = parse_verifier_key(text)
        if key.type is wanted:
            return key
    raise PartRefused("a key is not of the type that its place needs")


def _read_rotation(written: JsonValue) -> Rotation:
    match written:
        case {"new_key": str(new_key), "note": str(note), **rest} if not rest:
            return Rotation(_key(new_key, SignatureType.ED25519), note.encode())
    raise PartRefused("a key's taking over is an object of `new_key` and `note`")


def _read_earlier(written: JsonValue) -> Earlier:
    match written:
        case {"note": str(note), "proof": [*proof], **rest} if not rest:
            return Earlier(note=note.encode(), proof=tuple(_read_step(step) for step in proof))
    raise PartRefused("an earlier checkpoint is an object of `note` and `proof`")


def _read_step(written: JsonValue) -> bytes:
    if not isinstance(written, str):
        raise PartRefused("a proof is a list of hashes in base64")
    return read_hash(written)
