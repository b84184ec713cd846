"""Checks a checkpoint against a trust policy (C2SP tlog-policy; §10)."""

from dataclasses import dataclass
from typing import NamedTuple

from handrail.core.record.checkpoint import Checkpoint, verify_checkpoint
from handrail.core.record.notes import parse_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.trust_policy import TrustPolicy


class QuorumMissing(RecordError):
    """A log has signed, and too few witnesses."""


class Witnessed(NamedTuple):
    """One witness's word.

    name  as in the policy
    at_s  the earliest moment it states, in seconds since 1970, UTC
    """

    name: str
    at_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """A checkpoint that a policy accepts, and whose word that rests on."""

    checkpoint: Checkpoint
    witnesses: tuple[Witnessed, ...]


def verify_witnessed(raw: bytes, policy: TrustPolicy) -> Trusted:
    """Return the checkpoint of a note, once its log and enough witnesses have signed it.

    The clock is the caller's: a moment in the future is returned as it is stated.

    raises  QuorumMissing: too few witnesses; NoteError, CheckpointError: as `verify_checkpoint`
    """
    checkpoint = verify_checkpoint(raw, policy.logs)
    known = (*policy.logs, *policy.witnesses.values())
    signed = verify_note(parse_note(raw), known)
    if not policy.is_met(frozenset(one.key for one in signed)):
        raise QuorumMissing(f"too few witnesses have cosigned the checkpoint of size `{checkpoint.size}`")
    witnesses = []
    for name, key in policy.witnesses.items():
        stated = [one.at_s for one in signed if one.key == key and one.at_s is not None]
        if stated:
            witnesses.append(Witnessed(name, min(stated)))
    return Trusted(checkpoint=checkpoint, witnesses=tuple(witnesses))
