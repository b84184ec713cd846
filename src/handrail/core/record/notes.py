"""Signed notes: a text, an empty line, and a line for each signature (C2SP signed-note; §5).

    — quasimodo.example/salvatore NnugSzTjtVAewIS+...

A reader takes exactly what the printer prints: `print_note(parse_note(raw)) == raw`, or it refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.core.record.keys import SigningKey
from handrail.core.record.problems import RecordError
from handrail.core.record.text_forms import FormRefused, print_base64, read_base64
from handrail.core.record.timestamped import HEADER, read_timestamped
from handrail.core.record.verifier_keys import (
    KEY_ID_BYTES,
    KeyRefused,
    SignatureType,
    VerifierKey,
    check_key_name,
)

MOST_BYTES = 1_000_000
MOST_SIGNATURES = 100  # signed-note asks for at least 16
_DASH = "— "


class NoteError(RecordError):
    """A note that is not written as it should be, or that nobody we know has signed."""


class NoteSignature(NamedTuple):
    """One signature line.

    key_id     4 bytes
    signature  what follows them; its shape depends on the key
    """

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text, ending in a newline, and who signed it. Not to be believed before `verify_note`."""

    text: str
    signatures: tuple[NoteSignature, ...]


class Verified(NamedTuple):
    """A signature that is true, and whose it is."""

    key: VerifierKey
    signature: NoteSignature

    @property
    def at_s(self) -> int | None:
        """When it says it was made, in seconds since 1970; None unless it is a cosignature."""
        if self.key.type is SignatureType.ED25519:
            return None
        return read_timestamped(self.signature.signature).at_s


def parse_note(raw: bytes) -> Note:
    """Read a note.

    raises  NoteError: anything `print_note` would not have printed
    """
    if len(raw) > MOST_BYTES:
        raise NoteError(f"a note has at most {MOST_BYTES} bytes, not `{len(raw)}`")
    try:
        written = raw.decode()
    except UnicodeDecodeError as error:
        raise NoteError("a note is UTF-8") from error
    text, parted, lines = written.rpartition("\n\n")
    if not parted:
        raise NoteError("a note has an empty line between its text and its signatures")
    note = Note(text=f"{text}\n", signatures=parse_signatures(lines))
    _check(note)
    return note


def parse_signatures(lines: str) -> tuple[NoteSignature, ...]:
    """Read signature lines, as they end a note and as a witness answers them.

    raises  NoteError: none, too many, or one that is not written as it should be
    """
    if not lines.endswith("\n"):
        raise NoteError("a signature line ends with a newline")
    written = lines[:-1].split("\n")
    if len(written) > MOST_SIGNATURES:
        raise NoteError(f"a note has at most {MOST_SIGNATURES} signatures")
    return tuple(_parse_signature(line) for line in written)


def print_note(note: Note) -> bytes:
    """Return a note as bytes.

    raises  NoteError: a text or signature that `parse_note` would refuse
    """
    _check(note)
    return _encoded(f"{note.text}\n{print_signatures(note.signatures)}")


def print_signatures(signatures: Sequence[NoteSignature]) -> str:
    """Return what `parse_signatures` reads: a line each."""
    return "".join(f"{_DASH}{name} {print_base64(key_id + made)}\n" for name, key_id, made in signatures)


def sign_note(text: str, keys: Sequence[SigningKey]) -> bytes:
    """Return a note signed with each of the keys, in their order.

    text    ends in a newline
    keys    of the type ED25519, from 1; two where one follows the other
    raises  NoteError: a text that cannot be signed, or a key that signs something else
    """
    if text.startswith(HEADER):
        raise NoteError(f"a text beginning with `{HEADER.strip()}` could be taken for a cosignature")
    if any(key.type is not SignatureType.ED25519 for key in keys):
        raise NoteError("a key for cosignatures does not sign plain notes")
    message = _encoded(text)
    signed = (NoteSignature(key.name, key.verifier.key_id, key.sign(message)) for key in keys)
    return print_note(Note(text=text, signatures=tuple(signed)))


def verify_note(note: Note, keys: Sequence[VerifierKey]) -> tuple[Verified, ...]:
    """Return the true signatures of known keys, in the note's order; strangers' are passed over.

    keys    who is known; name and id together say which
    raises  NoteError: a known key's signature is false, none is there, or two keys look alike
    """
    known = {(key.name, key.key_id): key for key in keys}
    if len(known) != len(set(keys)):
        raise NoteError("two of the known keys have one name and one id")
    verified = []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        if not key.verifies(note.text, signature.signature):
            raise NoteError(f"the signature of `{key.name}` is false")
        verified.append(Verified(key, signature))
    if not verified:
        raise NoteError("no known key has signed the note")
    return tuple(verified)


def _parse_signature(line: str) -> NoteSignature:
    name, parted, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not parted:
        raise NoteError("a signature line is an em dash, a name and base64, with single spaces")
    try:
        check_key_name(name)
        made = read_base64(encoded)
    except (KeyRefused, FormRefused) as error:
        raise NoteError(f"a signature line cannot be read: {error}") from error
    return NoteSignature(name, made[:KEY_ID_BYTES], made[KEY_ID_BYTES:])


def _check(note: Note) -> None:
    if not note.text.endswith("\n"):
        raise NoteError("a note's text ends with a newline")
    if any(letter < " " and letter != "\n" for letter in note.text):
        raise NoteError("a note has no control characters except newlines")
    if not 0 < len(note.signatures) <= MOST_SIGNATURES:
        raise NoteError(f"a note has from 1 to {MOST_SIGNATURES} signatures")
    if any(len(key_id) != KEY_ID_BYTES or not made for _, key_id, made in note.signatures):
        raise NoteError("a signature is an id of 4 bytes and at least one more")


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise NoteError("a note's text holds half a character") from error
