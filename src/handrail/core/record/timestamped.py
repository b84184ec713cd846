"""What a cosignature signs, and how it carries its moment (C2SP tlog-cosignature, Ed25519; §7.1)."""

from typing import NamedTuple

from handrail.core.record.ed25519 import SIGNATURE_BYTES
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import MOST_LEAVES

HEADER = "cosignature/v1\n"
_AT_BYTES = 8


class TimestampRefused(RecordError):
    """Bytes that are not a moment and a signature."""


class Timestamped(NamedTuple):
    """A signature with the moment it states.

    at_s  seconds since 1970, UTC
    """

    at_s: int
    signature: bytes


def cosigned_message(text: str, at_s: int) -> bytes:
    """Return the bytes that are signed: a header line, a time line, then the checkpoint's text.

    raises  TimestampRefused: a moment that cannot be written
    """
    if not 0 <= at_s <= MOST_LEAVES:
        raise TimestampRefused("a moment is from 0 to 2**63 - 1 seconds")
    return f"{HEADER}time {at_s}\n{text}".encode()


def print_timestamped(stamp: Timestamped) -> bytes:
    """Return 8 bytes of moment, most significant first, and the signature."""
    return stamp.at_s.to_bytes(_AT_BYTES, "big") + stamp.signature


def read_timestamped(raw: bytes) -> Timestamped:
    """Read what `print_timestamped` returned.

    raises  TimestampRefused: another length, or a moment out of range
    """
    if len(raw) != _AT_BYTES + SIGNATURE_BYTES:
        raise TimestampRefused(f"`{len(raw)}` bytes are not a moment and a signature")
    at_s = int.from_bytes(raw[:_AT_BYTES], "big")
    if at_s > MOST_LEAVES:
        raise TimestampRefused("a moment is from 0 to 2**63 - 1 seconds")
    return Timestamped(at_s, raw[_AT_BYTES:])
