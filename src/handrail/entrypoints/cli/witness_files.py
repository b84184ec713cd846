"""Reads what a witness is started with: its key, the logs it watches, and a request that came as a file."""

import stat
from collections.abc import Sequence
from pathlib import Path

from handrail.core.record.keys import SigningKey, parse_signing_key
from handrail.core.record.verifier_keys import KeyRefused, SignatureType, VerifierKey, parse_verifier_key
from handrail.core.record.witness_request import MOST_REQUEST_BYTES

MOST_KEY_BYTES = 10_000
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class NotStarted(Exception):
    """One clear sentence: which file or key, and why it cannot be used."""


def read_witness_key(path: Path) -> SigningKey:
    """Return the key in a witness's key file.

    raises  NotStarted: cannot be read, or can be read by others; no key, or not a witness's
    """
    try:
        with path.open("rb") as file:
            mode, raw = path.stat().st_mode, file.read(MOST_KEY_BYTES)
        if mode & OTHERS:
            raise NotStarted(f"{path}: others than its owner may read this key; `chmod 600` it")
        key = parse_signing_key(raw.decode())
    except OSError as error:
        raise NotStarted(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    except UnicodeDecodeError:
        raise NotStarted(f"{path}: is not a private key file") from None  # what was read stays out of traces
    except KeyRefused as error:
        raise NotStarted(f"{path}: {error}") from None
    if key.type is not SignatureType.COSIGNATURE:
        raise NotStarted(f"{path}: is the key of a log, not of a witness")
    return key


def read_log_keys(texts: Sequence[str], witness: VerifierKey) -> tuple[VerifierKey, ...]:
    """Return the keys of the logs that are watched.

    raises  NotStarted: not a log's verifier key, twice the same, or the witness's own
    """
    keys: list[VerifierKey] = []
    for text in texts:
        try:
            key = parse_verifier_key(text.strip())
        except KeyRefused as error:
            raise NotStarted(f"--log: {error}") from error
        if key.type is not SignatureType.ED25519:
            raise NotStarted(f"--log: `{key.name}` is the key of a witness, not of a log")
        if key.public == witness.public:
            raise NotStarted(
                f"--log: `{key.name}` has the witness's own key, and nobody is their own witness"
            )
        if key in keys:
            raise NotStarted(f"--log: the key of `{key.name}` is given twice")
        keys.append(key)
    return tuple(keys)


def read_request(path: Path) -> bytes:
    """Return a request as it came; a byte more than may be, where it is too long.

    raises  NotStarted: cannot be read
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_REQUEST_BYTES + 1)
    except OSError as error:
        raise NotStarted(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
