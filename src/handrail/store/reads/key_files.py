"""The folder of keys: outside the databases and their backups, for this account only."""

from pathlib import Path

from handrail.core.record.keys import SigningKey, parse_signing_key
from handrail.core.record.sealing import KEY_BYTES
from handrail.core.record.text_forms import FormRefused, read_base64
from handrail.core.record.trust_policy import PolicyRefused, parse_trust_policy
from handrail.core.record.verifier_keys import KeyRefused, VerifierKey

SIGNING, NEXT, MASTER, GUARD = "log-key", "log-key.next", "master-key", "guard"
WITNESSES = "witnesses"


class KeysMissing(Exception):
    """A key file is not there or cannot be read; the text names it and never quotes it."""


def has_keys(folder: Path) -> bool:
    """Return whether the folder holds a key of the log."""
    return (folder / SIGNING).is_file()


def signing_key(folder: Path, name: str = SIGNING) -> SigningKey:
    """Return the key that signs for the log now.

    raises  KeysMissing
    """
    try:
        return parse_signing_key(_text(folder / name))
    except KeyRefused as refused:
        raise KeysMissing(f"`{folder / name}`: {refused}") from None


def next_key(folder: Path) -> VerifierKey | None:
    """Return the public half of a key that is about to take over; None when none is.

    raises  KeysMissing: it cannot be read
    """
    return signing_key(folder, NEXT).verifier if (folder / NEXT).is_file() else None


def master_key(folder: Path) -> bytes:
    """Return the 32 bytes under which content keys are wrapped.

    raises  KeysMissing
    """
    try:
        key = read_base64(_text(folder / MASTER).strip())
    except FormRefused:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysMissing(f"`{folder / MASTER}` does not hold a key of {KEY_BYTES} bytes in base64")
    return key


def guard_note(folder: Path) -> bytes | None:
    """Return the last checkpoint as kept outside the database; None when none was kept yet."""
    try:
        return (folder / GUARD).read_bytes()
    except FileNotFoundError:
        return None


def witnesses(folder: Path) -> tuple[VerifierKey, ...]:
    """Return the keys of the witnesses that are asked to cosign: those of a trust policy (§10), if any.

    raises  KeysMissing: the file is no such policy
    """
    if not (folder / WITNESSES).is_file():
        return ()
    try:
        return tuple(parse_trust_policy(_text(folder / WITNESSES)).witnesses.values())
    except PolicyRefused as refused:
        raise KeysMissing(f"`{folder / WITNESSES}`:{refused}") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not text"
        raise KeysMissing(f"`{path}` cannot be read: {(why or 'unknown').lower()}") from None
