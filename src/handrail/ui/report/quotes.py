"""Quoted messages as bubbles: adults of the organisation on one side, everyone else on the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.core.audit.report import Quoted
from handrail.ui.report import labels, words
from handrail.ui.report.pieces import Piece, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One quoted message.

    day    shown above it when it is the first of its day in this stretch, else empty
    side   us | them | system
    kind   words for what is not text, else empty
    where  line and byte in the original
    """

    day: str
    clock: str
    sender: str
    role: str
    side: str
    kind: str
    pieces: tuple[Piece, ...]
    is_finding: bool
    where: str


def bubbles(quoted: Sequence[Quoted], *, under: str = "") -> tuple[Bubble, ...]:
    """Return the bubbles of a stretch of conversation, in its order.

    under  the day its heading already names, so that the first bubble does not say it again
    """
    days = [words.day(message.at) for message in quoted]
    return tuple(
        _bubble(message, day=day if day != before else "")
        for message, day, before in zip(quoted, days, [under, *days], strict=False)
    )


def _bubble(message: Quoted, *, day: str) -> Bubble:
    return Bubble(
        day=day,
        clock=words.clock(message.at),
        sender=message.sender or "",
        role=labels.ROLES.get(message.role or "", "not recognised") if message.sender else "",
        side=_side(message),
        kind=labels.KINDS.get(message.kind, ""),
        pieces=pieces(message.text, message.marks),
        is_finding=message.is_finding,
        where=f"line {message.line:,}, byte {message.offset:,}",
    )


def _side(message: Quoted) -> str:
    if message.sender is None:
        return "system"
    return "us" if message.role == "representative" else "them"
