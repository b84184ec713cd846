"""Decides what a witness may cosign: only what grew from the checkpoint before (C2SP tlog-witness; §13.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.core.record.checkpoint import Checkpoint, CheckpointError, parse_checkpoint
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import Note, NoteError, parse_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import ProofError, verify_consistency
from handrail.core.record.verifier_keys import SignatureType, VerifierKey
from handrail.core.record.witness_request import WitnessRequest


class WitnessStateRefused(RecordError):
    """What is kept of a log is not what this witness cosigned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MayCosign:
    """The log signed it, and it grew from what was cosigned last.

    note  with the signatures of the log's known keys only
    """

    checkpoint: Checkpoint
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownLog:
    """The witness does not watch this log."""

    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadSignature:
    """No key of the log signed the checkpoint, or one did falsely."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadSize:
    """The checkpoint is smaller than what it is said to have grown from."""

    old_size: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The request starts from another size than the one cosigned last.

    size  cosigned last; 0 for none
    """

    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoRoots:
    """The log signed two different trees of one size: together with what is kept, a proof for anybody.

    note         the second one, with the signatures of the log's known keys only
    is_conflict  the request starts from another size besides
    """

    size: int
    note: Note
    is_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BadProof:
    """The log is not shown to have only grown."""

    why: str


type Decided = MayCosign | UnknownLog | BadSignature | BadSize | Conflict | TwoRoots | BadProof


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """The checkpoint that a witness cosigned last, and when it said so.

    at_s  seconds since 1970, UTC
    """

    checkpoint: Checkpoint
    at_s: int


def decide(last: Checkpoint | None, request: WitnessRequest, log_keys: Sequence[VerifierKey]) -> Decided:
    """Return whether a witness may cosign, in the order in which tlog-witness asks.

    last      cosigned for the request's origin; None for none
    log_keys  of every log that is watched, old and present ones
    """
    checkpoint = request.checkpoint
    keys = [key for key in log_keys if key.name == checkpoint.origin and key.type is SignatureType.ED25519]
    if not keys:
        return UnknownLog(origin=checkpoint.origin)
    note = parse_note(request.note)
    try:
        signed = verify_note(note, keys)
    except NoteError as error:
        return BadSignature(why=str(error))
    if request.old_size > checkpoint.size:
        return BadSize(old_size=request.old_size, size=checkpoint.size)
    # strangers' signatures are dropped: nothing unchecked is kept or handed on
    own = Note(text=note.text, signatures=tuple(one.signature for one in signed))
    last_size = last.size if last else 0
    is_conflict = request.old_size != last_size
    if last and last.size == checkpoint.size and last.root != checkpoint.root:
        return TwoRoots(size=last.size, note=own, is_conflict=is_conflict)
    if is_conflict:
        return Conflict(size=last_size)
    try:
        _check_grown(last, checkpoint, request.proof)
    except ProofError as error:
        return BadProof(why=str(error))
    return MayCosign(checkpoint=checkpoint, note=own)


def witnessed_note(allowed: MayCosign, key: SigningKey, *, at_s: int) -> Note:
    """Return the checkpoint with the witness's cosignature below: what a witness keeps, and answers from.

    at_s    now, in seconds since 1970, UTC; not 0
    raises  NoteError, TimestampRefused: as `cosign`
    """
    return add_signatures(allowed.note, cosign(allowed.note, key, at_s=at_s))


def last_seen(raw: bytes, key: VerifierKey) -> LastSeen:
    """Return what a witness kept of a log, once its own cosignature is found true.

    raw     as `witnessed_note` made it, printed
    key     the witness's own
    raises  WitnessStateRefused: cannot be read, or the witness did not cosign it
    """
    try:
        note = parse_note(raw)
        checkpoint = parse_checkpoint(note.text)
        moments = [one.at_s for one in verify_note(note, [key]) if one.at_s is not None]
    except (NoteError, CheckpointError) as error:
        raise WitnessStateRefused(f"what is kept of the log cannot be believed: {error}") from error
    if not moments:
        raise WitnessStateRefused(f"the key `{key.name}` is not one for cosignatures")
    return LastSeen(checkpoint=checkpoint, at_s=max(moments))


def _check_grown(last: Checkpoint | None, new: Checkpoint, proof: Sequence[bytes]) -> None:
    if last is None or last.size == 0:
        if proof:
            raise ProofError("nothing is to be proved about growing from an empty tree")
        return
    verify_consistency(
        old_size=last.size, new_size=new.size, old_root=last.root, new_root=new.root, proof=list(proof)
    )
