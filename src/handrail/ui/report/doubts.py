"""Lines that may not be what they seem, as the page shows them."""

from dataclasses import dataclass

from handrail.core.audit.report import Doubt
from handrail.ui.report import words
from handrail.ui.report.findings import doubt_anchor
from handrail.ui.report.quotes import Bubble, bubbles


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    anchor: str
    title: str
    lines: str
    when: str
    why: str
    how: str
    bubbles: tuple[Bubble, ...]
    left_out: str


def doubt_view(doubt: Doubt) -> DoubtView:
    """Return one kind of doubt ready to show."""
    left_out = doubt.messages - sum(line.is_finding for line in doubt.quoted)
    return DoubtView(
        anchor=doubt_anchor(doubt.kind),
        title=doubt.title,
        lines=words.count(doubt.messages, "line"),
        when=words.stretch(doubt.first_at, doubt.last_at),
        why=doubt.why,
        how=doubt.how,
        bubbles=bubbles(doubt.quoted),
        left_out=f"{words.count(left_out, 'more line')} not quoted here." if left_out > 0 else "",
    )
