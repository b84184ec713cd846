"""Quotes a message with its surroundings, without keeping the chat."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from handrail.core.audit.cast import Cast
from handrail.core.audit.report import Quoted
from handrail.core.imports.message import Message
from handrail.core.kit.spans import Span

LONGEST = 600  # characters of a message quoted
LEAD_IN = 120  # characters kept before the first mark of a long message
BEFORE, AFTER = 2, 2  # messages quoted around the one a finding is about


@dataclass(slots=True)
class Passage:
    """A quotation that is still being written: it wants the messages that follow."""

    quoted: list[Quoted]
    wanted: int = AFTER


@dataclass(slots=True)
class Quoter:
    """Sees every line in order; hands out passages that fill up as the chat goes on."""

    cast: Cast
    _recent: deque[Message] = field(default_factory=lambda: deque(maxlen=BEFORE))
    _open: list[Passage] = field(default_factory=list)

    def see(self, message: Message) -> None:
        """Take in a line, after the passages about it were opened."""
        if self._open:
            self._continue(message)
        # A message may be very long, and no more of it is ever quoted.
        is_long = len(message.text) > LONGEST
        self._recent.append(message._replace(text=message.text[: LONGEST + 1]) if is_long else message)

    def passage(self, message: Message, marks: Iterable[Span] = ()) -> Passage:
        """Return a passage about this message; call before `see` of the same message."""
        around = [self._quoted(earlier, (), is_finding=False) for earlier in self._recent]
        opened = Passage([*around, self._quoted(message, marks, is_finding=True)], wanted=AFTER + 1)
        self._open.append(opened)
        return opened

    def _continue(self, message: Message) -> None:
        for passage in self._open:
            passage.wanted -= 1
            if passage.quoted[-1].offset < message.offset:
                passage.quoted.append(self._quoted(message, (), is_finding=False))
        self._open = [passage for passage in self._open if passage.wanted]

    def _quoted(self, message: Message, marks: Iterable[Span], *, is_finding: bool) -> Quoted:
        role = self.cast.role(message.sender)
        text, spans = shortened(message.text, tuple(marks))
        return Quoted(
            at=message.at,
            sender=None if message.sender is None else self.cast.called(message.sender),
            role=role.value if role else None,
            text=text,
            kind=message.kind.value,
            line=message.line,
            offset=message.offset,
            is_finding=is_finding,
            marks=tuple((span.start, span.end) for span in spans),
        )


def shortened(text: str, marks: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return at most LONGEST characters of a text, around its first mark, and the marks that are left."""
    if len(text) <= LONGEST:
        return text, marks
    first = min((mark.start for mark in marks), default=0)
    start = max(0, first - LEAD_IN) if first > LONGEST - LEAD_IN else 0
    ahead, behind = "…" if start else "", "…" if start + LONGEST < len(text) else ""
    kept = text[start : start + LONGEST - len(ahead) - len(behind)]
    move = len(ahead) - start
    moved = tuple(
        Span(mark.start + move, min(mark.end + move, len(ahead) + len(kept)))
        for mark in marks
        if start <= mark.start < start + len(kept)
    )
    return f"{ahead}{kept}{behind}", moved
