"""Cosign a log's checkpoint as a witness, where the log only grew from what was cosigned before."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handrail.core.record.checkpoint import Checkpoint
from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import print_note, print_signatures
from handrail.core.record.verifier_keys import VerifierKey, print_verifier_key
from handrail.core.record.witness import (
    BadProof,
    BadSignature,
    BadSize,
    Conflict,
    Decided,
    LastSeen,
    MayCosign,
    TwoRoots,
    UnknownLog,
    WitnessStateRefused,
    decide,
    last_seen,
    witnessed_note,
)
from handrail.core.record.witness_request import (
    WitnessRequest,
    WitnessRequestRefused,
    parse_witness_request,
)
from handrail.store.writes.witness_state import HeldState, StateBusy, StateRefused, held_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """The checkpoint is kept and cosigned.

    line    the cosignature, newline included
    before  what was cosigned last of this log; None for nothing
    at_s    the moment stated: seconds since 1970, UTC
    """

    line: str
    checkpoint: Checkpoint
    before: LastSeen | None
    at_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRequest:
    """What was handed in is not a request."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBehind:
    """The clock stands before the last cosignature of this log."""

    at_s: int
    last_at_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """The state is held by somebody else for too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateUnsound:
    """The state cannot be read, believed or written."""

    why: str


type CosignAnswer = (
    Cosigned
    | BadRequest
    | UnknownLog
    | BadSignature
    | BadSize
    | Conflict
    | TwoRoots
    | BadProof
    | ClockBehind
    | Busy
    | StateUnsound
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who cosigns: what does not change from request to request.

    log_keys  of every log that is watched, old and present ones
    state     the folder made together with the key
    now       aware, UTC
    """

    key: SigningKey
    log_keys: tuple[VerifierKey, ...]
    state: Path
    now: Callable[[], datetime]


def state_trouble(*, witness: Witness) -> StateUnsound | Busy | None:
    """Return why a witness could not start, if it could not: its folder is looked at, nothing is changed."""
    try:
        with held_state(witness.state, print_verifier_key(witness.key.verifier)):
            return None
    except StateBusy:
        return Busy()
    except StateRefused as error:
        return StateUnsound(why=str(error))


def cosign_checkpoint(*, raw: bytes, witness: Witness, again: bool = False) -> CosignAnswer:
    """Decide on a request, keep the checkpoint, and only then answer the cosignature.

    Nobody else can decide or keep anything in between, in this process or another.

    raw    the request (docs/formats/record.md 13.1)
    again  cosign what was cosigned last, whatever size is asked from: a file is easily handed in twice
    """
    try:
        request = parse_witness_request(raw)
    except WitnessRequestRefused as error:
        return BadRequest(why=str(error))
    try:
        with held_state(witness.state, print_verifier_key(witness.key.verifier)) as held:
            return _answer(held, request, witness, again=again)
    except StateBusy:
        return Busy()
    except (StateRefused, WitnessStateRefused) as error:
        return StateUnsound(why=str(error))


def _answer(held: HeldState, request: WitnessRequest, witness: Witness, *, again: bool) -> CosignAnswer:
    origin = request.checkpoint.origin
    kept = held.last(origin)
    before = None if kept is None else last_seen(kept, witness.key.verifier)
    if before and before.checkpoint.origin != origin:
        raise WitnessStateRefused(f"what is kept of `{origin}` is of `{before.checkpoint.origin}`")
    decided = _decided(before.checkpoint if before else None, request, witness.log_keys, again=again)
    if isinstance(decided, TwoRoots) and before and kept is not None:
        second = print_note(decided.note)
        held.keep_two_roots(
            origin, decided.size, {before.checkpoint.root: kept, request.checkpoint.root: second}
        )
    if not isinstance(decided, MayCosign):
        return decided
    return _cosigned(held, decided, before, witness)


def _decided(
    last: Checkpoint | None, request: WitnessRequest, log_keys: Sequence[VerifierKey], *, again: bool
) -> Decided:
    decided = decide(last, request, log_keys)
    size = request.checkpoint.size
    if again and size and decided == Conflict(size=size):
        return decide(last, dataclasses.replace(request, old_size=size, proof=()), log_keys)
    return decided


def _cosigned(
    held: HeldState, allowed: MayCosign, before: LastSeen | None, witness: Witness
) -> Cosigned | ClockBehind:
    at_s, last_at_s = int(witness.now().timestamp()), before.at_s if before else 1
    # a cosignature says "the largest up to now": an earlier moment for a larger tree would belie the last one
    if at_s < last_at_s:
        return ClockBehind(at_s=at_s, last_at_s=last_at_s)
    note = witnessed_note(allowed, witness.key, at_s=at_s)
    # INVARIANT: kept before it is answered; after a crash here the log asks again from the new size
    held.keep(allowed.checkpoint.origin, print_note(note))
    return Cosigned(
        line=print_signatures(note.signatures[-1:]), checkpoint=allowed.checkpoint, before=before, at_s=at_s
    )
