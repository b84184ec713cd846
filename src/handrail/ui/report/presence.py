"""A person's strip: when they were in the conversation, drawn along the chat's whole length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handrail.core.audit.report import Presence
from handrail.ui.report import words

LENGTH = 200.0  # units from the chat's first message to its last


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    spans: tuple[tuple[float, float], ...]  # x and width of each stretch
    sentence: str


def strip(presence: Sequence[Presence], *, first: datetime | None, last: datetime | None) -> Strip:
    """Return where to draw each stretch and the same in words.

    presence     in order; an open end reaches to the end of the chat
    first, last  of the chat; None when it has no messages, which draws nothing
    """
    sentence = "; ".join(_sentence(stretch) for stretch in presence) or "never in it"
    if first is None or last is None:
        return Strip(spans=(), sentence=sentence)
    length_s = max((last - first).total_seconds(), 1.0)

    def x(at: datetime) -> float:
        return round(LENGTH * min(max((at - first).total_seconds() / length_s, 0.0), 1.0), 1)

    spans = [(x(stretch.from_at or first), x(stretch.until_at or last)) for stretch in presence]
    return Strip(
        spans=tuple((start, max(2.0, round(end - start, 1))) for start, end in spans), sentence=sentence
    )


def _sentence(presence: Presence) -> str:
    match presence.from_at, presence.until_at:
        case None, None:
            return "there throughout"
        case datetime() as start, None:
            return f"joined {words.day(start)}"
        case None, datetime() as end:
            return f"left {words.day(end)}, {words.clock(end)}"
        case datetime() as start, datetime() as end:
            return f"{words.day(start)} to {words.day(end)}, {words.clock(end)}"
        case _:  # pragma: no cover
            return ""
