"""Checks Ed25519 signatures (RFC 8032 5.1.7; §5.4)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_PRIME = 2**255 - 19
_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7  # y of two points of order 8
# Points of small order, in every way to write them: under such a key one signature fits many texts,
# so that whoever chose it could later say that anybody might have signed.
_SMALL_ORDER_Y = frozenset({0, 1, _PRIME - 1, _PRIME, _PRIME + 1, _ORDER_8, _PRIME - _ORDER_8})


def is_sound_public_key(public: bytes) -> bool:
    """Say whether bytes may stand as a public key: 32 of them, and not a point of small order."""
    if len(public) != PUBLIC_BYTES:
        return False
    y = int.from_bytes(public, "little") & (2**255 - 1)
    return y not in _SMALL_ORDER_Y


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether a signature over a message was made with the private half of a public key.

    public     32 bytes
    signature  64 bytes; any other length is no signature
    """
    if not is_sound_public_key(public) or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
