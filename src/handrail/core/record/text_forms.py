"""How the text formats write bytes and numbers: each value has one form, and no other is read."""

from base64 import b64encode
from binascii import Error, a2b_base64
from re import compile as pattern

from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import HASH_BYTES, MOST_LEAVES

DECIMAL = pattern(r"0|[1-9][0-9]{0,18}")


class FormRefused(RecordError):
    """Text that is not the one form of what it stands for."""


def print_base64(raw: bytes) -> str:
    """Return standard base64 with padding (RFC 4648 4)."""
    return b64encode(raw).decode("ascii")


def read_base64(text: str) -> bytes:
    """Read what `print_base64` prints: no spaces, no missing padding, no stray bits in the last letter.

    raises  FormRefused: any other text
    """
    try:
        raw = a2b_base64(text.encode("ascii"), strict_mode=True)
    except (Error, UnicodeEncodeError) as error:
        raise FormRefused(f"`{text}` is not base64") from error
    if print_base64(raw) != text:
        raise FormRefused(f"`{text}` is not the usual form of its bytes in base64")
    return raw


def read_hash(text: str) -> bytes:
    """Read a hash of 32 bytes.

    raises  FormRefused: not base64, or another length
    """
    raw = read_base64(text)
    if len(raw) != HASH_BYTES:
        raise FormRefused(f"`{text}` is not a hash of {HASH_BYTES} bytes")
    return raw


def read_decimal(text: str) -> int:
    """Read a number from 0 to 2**63 - 1: ASCII digits, no sign, no leading zero.

    raises  FormRefused: any other text
    """
    if not DECIMAL.fullmatch(text) or int(text) > MOST_LEAVES:
        raise FormRefused(f"`{text}` is not a number without leading zeros below 2**63")
    return int(text)
