"""Cosignatures: a witness's word that it saw a log only grow up to here (C2SP tlog-cosignature; §7)."""

from handrail.core.record.checkpoint import parse_checkpoint
from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import Note, NoteError, NoteSignature
from handrail.core.record.timestamped import Timestamped, cosigned_message, print_timestamped
from handrail.core.record.verifier_keys import SignatureType


def cosign(note: Note, key: SigningKey, *, at_s: int) -> NoteSignature:
    """Return a witness's signature over a checkpoint.

    The witness has checked before that the log signed it and that it grew from the last one it saw.

    key     of the type COSIGNATURE
    at_s    the moment it states: seconds since 1970, UTC
    raises  NoteError: a key of another type; CheckpointError: not a checkpoint; TimestampRefused: the moment
    """
    if key.type is not SignatureType.COSIGNATURE:
        raise NoteError("only a key for cosignatures cosigns")
    parse_checkpoint(note.text)
    made = key.sign(cosigned_message(note.text, at_s))
    return NoteSignature(key.name, key.verifier.key_id, print_timestamped(Timestamped(at_s, made)))


def add_signatures(note: Note, *signatures: NoteSignature) -> Note:
    """Return a note with further signature lines below; a line it already has is not written twice."""
    return Note(text=note.text, signatures=tuple(dict.fromkeys((*note.signatures, *signatures))))
