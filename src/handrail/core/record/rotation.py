"""Which key spoke for a log at which size: each new key is introduced by the one before (§5.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.core.record.checkpoint import Checkpoint, parse_checkpoint, verify_checkpoint
from handrail.core.record.notes import parse_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.verifier_keys import SignatureType, VerifierKey


class RotationError(RecordError):
    """A key took over without both signing for it, or spoke outside its term."""


class Rotation(NamedTuple):
    """A key taking over.

    new_key  named as the log, as the old one is
    note     the one checkpoint that both have signed; the leaf `key.rotated` stands below it
    """

    new_key: VerifierKey
    note: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTerm:
    """A key, and the sizes for which it speaks.

    from_size   the first checkpoint it may have signed
    until_size  the last one; None while it is in use
    """

    key: VerifierKey
    from_size: int
    until_size: int | None


def key_terms(first_key: VerifierKey, rotations: Sequence[Rotation]) -> tuple[KeyTerm, ...]:
    """Return every key a log ever had, with its term; the last is in use.

    rotations  oldest first
    raises     RotationError: not both have signed, a key came back, or sizes do not rise;
               NoteError, CheckpointError: a note cannot be read or is not the log's
    """
    terms, key, from_size = [], first_key, 0
    seen = {first_key.public}
    for new_key, note in rotations:
        size = _handover(key, new_key, note).size
        if new_key.public in seen or size <= from_size:
            raise RotationError(
                f"the key `{new_key.key_id.hex()}` came back, or took over at a size of the past"
            )
        terms.append(KeyTerm(key=key, from_size=from_size, until_size=size))
        seen.add(new_key.public)
        key, from_size = new_key, size
    return (*terms, KeyTerm(key=key, from_size=from_size, until_size=None))


def verify_in_term(raw: bytes, terms: Sequence[KeyTerm]) -> Checkpoint:
    """Return the checkpoint of a note, once a key has signed it that spoke for the log at that size.

    raises  RotationError: signed only by keys whose term it is not;
            NoteError, CheckpointError: as `verify_checkpoint`
    """
    checkpoint = verify_checkpoint(raw, [term.key for term in terms])
    signed = {one.key for one in verify_note(parse_note(raw), [term.key for term in terms])}
    if not any(term.key in signed and _covers(term, checkpoint.size) for term in terms):
        raise RotationError(
            f"the checkpoint of size `{checkpoint.size}` is signed by a key whose term it is not"
        )
    return checkpoint


def _handover(old_key: VerifierKey, new_key: VerifierKey, raw: bytes) -> Checkpoint:
    note = parse_note(raw)
    checkpoint = parse_checkpoint(note.text)
    for key in (old_key, new_key):
        if key.name != checkpoint.origin or key.type is not SignatureType.ED25519:
            raise RotationError(f"the key `{key.key_id.hex()}` is not one of the log `{checkpoint.origin}`")
    signed = {one.key for one in verify_note(note, (old_key, new_key))}
    if signed != {old_key, new_key}:
        raise RotationError(f"the checkpoint of size `{checkpoint.size}` is not signed by both keys")
    return checkpoint


def _covers(term: KeyTerm, size: int) -> bool:
    return term.from_size <= size and (term.until_size is None or size <= term.until_size)
