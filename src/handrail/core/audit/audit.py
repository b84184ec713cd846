"""Audits a chat that already exists: walks it twice, and puts the report together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handrail.core.audit.closing import report_of
from handrail.core.audit.first_walk import first_walk
from handrail.core.audit.order import Order
from handrail.core.audit.replay import Replay
from handrail.core.audit.report import Report
from handrail.core.audit.situation import Setting, filled_columns
from handrail.core.imports.message import Message

PROGRESS_EVERY = 2_000  # messages


def audit(order: Order, *, on_progress: Callable[[int], None]) -> Report:
    """Return the report on a chat.

    on_progress  called with the number of lines walked so far, over both walks
    raises       NotAuditable: nobody writes in it, or it shows more names than any chat has
    """
    walked = _Walked(on_progress)
    first = first_walk(order.source, order.roster, exporter=order.exporter, watched=walked.count)
    setting = Setting(
        pack=order.pack,
        platform=order.platform,
        cast=first.cast,
        is_group=first.census.presence.is_group,
        filled=filled_columns(order.roster.people),
    )
    replay = Replay(order, setting, first.census)
    for message in walked.count(first.source.messages()):
        replay.see(message)
    on_progress(walked.lines)
    return report_of(order, setting, first.census, replay)


@dataclass(slots=True)
class _Walked:
    tell: Callable[[int], None]
    lines: int = 0

    def count(self, messages: Iterator[Message]) -> Iterator[Message]:
        """Yield the messages, telling now and then how many there were."""
        for message in messages:
            self.lines += 1
            if self.lines % PROGRESS_EVERY == 0:
                self.tell(self.lines)
            yield message
