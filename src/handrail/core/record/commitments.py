"""Commitments: a field's value bound for ever, to be shown or withheld alone (§3.2)."""

import dataclasses
from hashlib import sha256
from re import compile as pattern

from handrail.core.record.canonical import JsonValue, canonical
from handrail.core.record.problems import RecordError

SALT_BYTES = 32
_PREFIX = b"handrail/commit/v1\n"
_FIELD = pattern(r"[a-z][a-z0-9_]{0,63}")


class OpeningRefused(RecordError):
    """A salt, field or value cannot be committed to, or is not what was."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opens one commitment. It is kept apart from the leaf, so that it can be destroyed.

    field  lower-case ASCII letters, digits and underscores
    salt   32 random bytes, never used twice: they keep a value from being guessed
    value  as received
    """

    field: str
    salt: bytes = dataclasses.field(repr=False)
    value: JsonValue = dataclasses.field(repr=False)

    @property
    def commitment(self) -> bytes:
        """The 32 bytes that a leaf holds for this opening."""
        return commitment(self.field, self.value, self.salt)


def commitment(field: str, value: JsonValue, salt: bytes) -> bytes:
    """Return `SHA-256("handrail/commit/v1" || newline || salt || canonical([field, value]))`, 32 bytes.

    raises  OpeningRefused: a field's name or a salt that cannot be; NotCanonical: a value without one form
    """
    check_field(field)
    if len(salt) != SALT_BYTES:
        raise OpeningRefused(f"the salt of `{field}` is not {SALT_BYTES} bytes")
    return sha256(_PREFIX + salt + canonical([field, value])).digest()


def check_field(field: str) -> None:
    """Refuse a name that no field has.

    raises  OpeningRefused
    """
    if not _FIELD.fullmatch(field):
        raise OpeningRefused(f"`{field!a}` is not a field's name")
