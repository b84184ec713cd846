"""Public keys with a name: whose signatures are believed (C2SP signed-note, Signatures; §5.3)."""

from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from handrail.core.record.ed25519 import is_sound_public_key, verifies
from handrail.core.record.problems import RecordError
from handrail.core.record.text_forms import print_base64, read_base64
from handrail.core.record.timestamped import TimestampRefused, cosigned_message, read_timestamped

KEY_ID_BYTES = 4


class KeyRefused(RecordError):
    """A key, its name or its text cannot be used."""


class SignatureType(IntEnum):
    """The signature types we write and read, as numbered by signed-note; others are other people's."""

    ED25519 = 1
    COSIGNATURE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A key that signatures are checked with.

    name    of a log its origin; without spaces, plus signs and control characters
    type    what it signs: a note's text, or a checkpoint with a moment
    public  32 bytes (RFC 8032)
    """

    name: str
    type: SignatureType
    public: bytes

    def __post_init__(self) -> None:
        check_key_name(self.name)
        if not is_sound_public_key(self.public):
            raise KeyRefused(f"the public key of `{self.name}` is not 32 bytes, or fits any text")

    @property
    def key_id(self) -> bytes:
        """The first 4 bytes of the hash over name, type and key: an identifier, not a proof."""
        named = self.name.encode() + b"\n" + bytes([self.type]) + self.public
        return sha256(named).digest()[:KEY_ID_BYTES]

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether a signature of this key's type over a note's text is true.

        signature  without the key id: 64 bytes, or 72 for a cosignature
        """
        if self.type is SignatureType.ED25519:
            return verifies(self.public, text.encode(), signature)
        try:
            at_s, plain = read_timestamped(signature)
        except TimestampRefused:
            return False
        return verifies(self.public, cosigned_message(text, at_s), plain)


def check_key_name(name: str) -> None:
    """Refuse a name that could not stand in a signature line.

    raises  KeyRefused: empty, or with a space of any kind, a plus sign, a control or half a character
    """
    bad = any(
        letter.isspace() or letter == "+" or letter < " " or "\ud800" <= letter <= "\udfff" for letter in name
    )
    if not name or bad:
        raise KeyRefused(f"`{name!a}` cannot be a key's name: it needs letters, and no spaces or plus signs")


def print_verifier_key(key: VerifierKey) -> str:
    """Return `name+id+key`: the id in hex, the type and key in base64."""
    return f"{key.name}+{key.key_id.hex()}+{print_base64(bytes([key.type]) + key.public)}"


def parse_verifier_key(text: str) -> VerifierKey:
    """Read what `print_verifier_key` prints.

    raises  KeyRefused: any other text, or an id that is not the key's
    """
    name, _, raw = split_key(text)
    type_, public = read_typed(raw)
    key = VerifierKey(name=name, type=type_, public=public)
    if print_verifier_key(key) != text:
        raise KeyRefused(f"the id in `{text}` is not that of its key")
    return key


def split_key(text: str) -> tuple[str, str, bytes]:
    """Return the three parts of a key's text: name, id in hex, and bytes.

    raises  KeyRefused: not three parts, or no base64
    """
    try:
        name, id_hex, encoded = text.split("+", 2)
        return name, id_hex, read_base64(encoded)
    except ValueError as error:  # also what base64 refuses
        raise KeyRefused("a key is written `name+id+key`") from error


def read_typed(raw: bytes) -> tuple[SignatureType, bytes]:
    """Return type and key of a key's bytes.

    raises  KeyRefused: a type we do not know
    """
    try:
        return SignatureType(raw[0]), raw[1:]
    except (IndexError, ValueError) as error:
        raise KeyRefused("the key is of a type that is not read here") from error
