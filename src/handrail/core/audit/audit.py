"""Audits a chat that already exists: walks it twice, and puts the report together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handrail.core.audit.cast import Cast
from handrail.core.audit.census import census_of
from handrail.core.audit.closing import report_of
from handrail.core.audit.order import Order
from handrail.core.audit.replay import Replay
from handrail.core.audit.report import Report
from handrail.core.audit.situation import Setting, filled_columns
from handrail.core.imports.message import Message

PROGRESS_EVERY = 2_000  # messages


def audit(order: Order, *, on_progress: Callable[[int], None]) -> Report:
    """Return the report on a chat.

    on_progress  called with the number of lines walked so far, over both walks
    raises       NotAuditable: nobody writes in it
    """
    walked = _Walked(on_progress)
    cast = Cast(roster=order.roster, exporter=order.exporter)
    census = census_of(walked.count(order.source.messages()), cast)
    setting = Setting(
        pack=order.pack,
        platform=order.platform,
        cast=cast,
        is_group=census.presence.is_group,
        filled=filled_columns(order.roster.people),
    )
    replay = Replay(order, setting, census)
    for message in walked.count(order.source.messages()):
        replay.see(message)
    on_progress(walked.lines)
    return report_of(order, setting, census, replay)


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
