"""What a witness saw and did, in plain words: for its keeper, and as the body of a refusal."""

from datetime import UTC, datetime
from typing import assert_never

from handrail.actions.cosign_checkpoint import (
    BadRequest,
    Busy,
    ClockBehind,
    CosignAnswer,
    Cosigned,
    StateUnsound,
)
from handrail.core.policy.problems import printable
from handrail.core.record.witness import BadProof, BadSignature, BadSize, Conflict, TwoRoots, UnknownLog

MOST_LETTERS = 400  # a reason quotes what was sent, which may be long


type AboutTheLog = BadSignature | BadSize | Conflict | TwoRoots | BadProof
type AboutTheRest = BadRequest | UnknownLog | ClockBehind | Busy | StateUnsound


def sentence(answer: CosignAnswer) -> str:
    """Return a sentence or two about an answer: one line, and nothing in it that a terminal would obey."""
    said = printable(_said(answer))
    return said if len(said) <= MOST_LETTERS else f"{said[:MOST_LETTERS]}…"


def _said(answer: CosignAnswer) -> str:
    match answer:
        case Cosigned():
            return _seen(answer)
        case BadSignature() | BadSize() | Conflict() | TwoRoots() | BadProof():
            return _about_the_log(answer)
        case _:
            return _about_the_rest(answer)


def _about_the_log(answer: AboutTheLog) -> str:
    match answer:
        case BadSignature(why=why):
            return f"The log did not sign this checkpoint: {why}."
        case BadSize(old_size=old_size, size=size):
            return f"A log of {_leaves(size)} cannot have grown from {old_size}."
        case Conflict(size=0):
            return "This witness has not cosigned this log before; ask from size 0."
        case Conflict(size=size):
            return f"This witness last cosigned this log at {_leaves(size)}; ask from there."
        case TwoRoots(size=size):
            return (
                f"The log signed two different pasts of {_leaves(size)}. Nothing was cosigned. "
                "Both are kept as proof: tell the trustees and whoever relies on the log."
            )
        case BadProof(why=why):
            return f"The log is not shown to have only grown: {why}. Nothing was cosigned."
        case _:
            assert_never(answer)


def _about_the_rest(answer: AboutTheRest) -> str:
    match answer:
        case BadRequest(why=why):
            return f"This is not a request to a witness: {why}."
        case UnknownLog(origin=origin):
            return f"This witness does not watch the log {origin}."
        case ClockBehind(at_s=at_s, last_at_s=last_at_s):
            return f"This witness's clock says {_moment(at_s)}, and it last cosigned at {_moment(last_at_s)}."
        case Busy():
            return "This witness is busy; ask again."
        case StateUnsound(why=why):
            return f"This witness cannot use what it keeps: {why}. Nothing was cosigned."
        case _:
            assert_never(answer)


def _seen(answer: Cosigned) -> str:
    origin, size, before = answer.checkpoint.origin, answer.checkpoint.size, answer.before
    if before is None:
        return f"{origin} is seen for the first time, with {_leaves(size)}; what came before is not known."
    since = _day(before.at_s)
    if before.checkpoint.size == size:
        return f"{origin} is as it was on {since}: {_leaves(size)}."
    return f"{origin} grew from {before.checkpoint.size} to {_leaves(size)} since {since}."


def _leaves(count: int) -> str:
    return "1 leaf" if count == 1 else f"{count} leaves"


def _day(at_s: int) -> str:
    at = datetime.fromtimestamp(at_s, UTC)
    return f"{at.day} {at:%B %Y}"


def _moment(at_s: int) -> str:
    at = datetime.fromtimestamp(at_s, UTC)
    return f"{_day(at_s)} {at:%H:%M:%S} UTC"
