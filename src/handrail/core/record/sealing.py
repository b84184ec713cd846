"""Encrypts what the log only commits to, so that destroying a key destroys it (§12.1).

AES-256 in Galois counter mode, from `cryptography`. The nonce is taken from what a ciphertext is bound to,
which names each stretch once: one key never seals two stretches under one nonce.
"""

import dataclasses
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.core.record.canonical import NotCanonical, canonical, read_canonical
from handrail.core.record.commitments import Opening
from handrail.core.record.problems import RecordError
from handrail.core.record.text_forms import FormRefused, print_base64, read_base64

KEY_BYTES = 32
KEY_ID_BYTES = 16
_NONCE_BYTES = 12


class SealBroken(RecordError):
    """A ciphertext that was not made with this key for this place."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContentKey:
    """One key that can be destroyed.

    id      16 random bytes
    secret  32 random bytes
    """

    id: bytes
    secret: bytes = dataclasses.field(repr=False)


def seal(secret: bytes, plain: bytes, *, bound_to: bytes) -> bytes:
    """Return the ciphertext of some bytes.

    secret    32 bytes
    bound_to  says which stretch it is: for one key, never the same for two
    """
    return AESGCM(secret).encrypt(_nonce(bound_to), plain, bound_to)


def unseal(secret: bytes, ciphertext: bytes, *, bound_to: bytes) -> bytes:
    """Return the bytes that `seal` was given.

    raises  SealBroken: another key, another place, or a bit that changed
    """
    try:
        return AESGCM(secret).decrypt(_nonce(bound_to), ciphertext, bound_to)
    except (InvalidTag, ValueError) as error:  # shorter than its own tag
        raise SealBroken("the ciphertext was not made with this key for this place") from error


def seal_opening(secret: bytes, opening: Opening, leaf_hash: bytes) -> bytes:
    """Return the ciphertext of what opens one field of a leaf."""
    plain = canonical([print_base64(opening.salt), opening.value])
    return seal(secret, plain, bound_to=leaf_hash + opening.field.encode())


def unseal_opening(secret: bytes, ciphertext: bytes, *, field: str, leaf_hash: bytes) -> Opening:
    """Return what `seal_opening` was given.

    raises  SealBroken: another key, leaf or field
    """
    plain = unseal(secret, ciphertext, bound_to=leaf_hash + field.encode())
    try:
        match read_canonical(plain):
            case [str(salt), value]:
                return Opening(field=field, salt=read_base64(salt), value=value)
    except (NotCanonical, FormRefused) as error:
        raise SealBroken(f"what opens `{field}` cannot be read") from error
    raise SealBroken(f"what opens `{field}` cannot be read")


def wrap(master: bytes, key: ContentKey) -> bytes:
    """Return a content key encrypted under the master key."""
    return seal(master, key.secret, bound_to=key.id)


def unwrap(master: bytes, key_id: bytes, wrapped: bytes) -> ContentKey:
    """Return the content key that `wrap` was given.

    raises  SealBroken: another master key, or another id
    """
    return ContentKey(id=key_id, secret=unseal(master, wrapped, bound_to=key_id))


def _nonce(bound_to: bytes) -> bytes:
    return sha256(bound_to).digest()[:_NONCE_BYTES]
