"""Time that runs backwards: the one thing that can betray a pasted line of the file's own shape.

A few messages stand out where the time leaves the order and comes back: between 10:00 and 10:01 a line says
09:00, or 15:00. Those are marked IMITATION. Any other step back is only marked BACKWARDS: phones that were
offline and the night the clocks go back do that too. Where the chat begins again, or its time goes back by a
day or more and stays there, two exports may stand one after the other: that line is marked SEAM too.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from operator import itemgetter, lt

from handrail.core.imports.message import EventKind, Mark, Message

LONGEST_RUN = 50  # messages that may stand out together
MOST_HELD = 4 << 20  # bytes of the file; where messages are so long, fewer of them are compared
SEAM_LEAP = timedelta(days=1)
LEAST_LEAP = timedelta(minutes=5)  # smaller ones are two phones' clocks


def with_time_marks(stretches: Iterable[list[Message]]) -> Iterator[list[Message]]:
    """Yield the messages in the same order, in other stretches, marked where their time stands out."""
    held: list[Message] = []
    first: Message | None = None
    done = 0  # of `held`: steps up to here are judged
    for stretch in stretches:
        held += stretch
        first = first or (held[0] if held else None)
        is_heavy = bool(held) and held[-1].offset - held[0].offset > MOST_HELD
        if len(held) <= 2 * LONGEST_RUN and not is_heavy:
            continue
        done = _judge(held, done, len(held) if is_heavy else len(held) - LONGEST_RUN, first)
        ready = len(held) - 1 if is_heavy else done - LONGEST_RUN
        yield held[:ready]
        del held[:ready]
        done -= ready
    _judge(held, done, len(held), first)
    yield held


def _judge(messages: list[Message], start: int, end: int, first: Message | None) -> int:
    """Mark what steps back from place `start` to before `end`; return the first place not judged yet.

    first  message of the whole file
    """
    ats = list(map(itemgetter(0), messages))
    at = max(start, 1)
    if not any(map(lt, ats[at:end], ats[at - 1 :])):
        return end
    latest = next(
        (place for place in range(at - 1, -1, -1) if Mark.IMITATION not in messages[place].marks), 0
    )
    while at < end:
        if ats[at] < ats[latest]:
            is_again = _begins_again(messages[at], first)
            run = range(0) if is_again else _standing_out(ats, latest, at)
            _mark(messages, run or range(at, at + 1), Mark.IMITATION if run else Mark.BACKWARDS)
            if is_again or (not run and ats[latest] - ats[at] >= SEAM_LEAP):
                _mark(messages, range(at, at + 1), Mark.SEAM)
            if run and run.start == at:  # the run is below: each of it is backwards too
                _mark(messages, run, Mark.BACKWARDS)
                at = run.stop
                continue
        latest = at
        at += 1
    return at


def _begins_again(message: Message, first: Message | None) -> bool:
    """Return whether a line is the file's first once more, or the one that the app begins a chat with."""
    if message.event is not None and message.event.kind is EventKind.ENCRYPTED:
        return True
    return first is not None and message[:4] == first[:4]  # time, sender, kind and text


def _standing_out(ats: list[datetime], latest: int, at: int) -> range:
    """Return the run that stands out at a step back from `latest` to `at`; empty where none does.

    Either the messages from `at` on lie below and the time comes back up, or those before `at` lie above.
    Where both would do, the shorter run is the likelier one.
    """
    end = min(at + LONGEST_RUN, len(ats))
    below = next((range(at, place) for place in range(at, end) if ats[place] >= ats[latest]), range(0))
    if below and max(ats[at : below.stop]) > ats[latest] - LEAST_LEAP:
        below = range(0)
    first = max(at - LONGEST_RUN, 0)
    above = next(
        (range(place + 1, at) for place in range(at - 1, first - 1, -1) if ats[place] <= ats[at]), range(0)
    )
    if above and min(ats[above.start : at]) < ats[at] + LEAST_LEAP:
        above = range(0)
    return min((run for run in (below, above) if run), key=len, default=range(0))


def _mark(messages: list[Message], places: range, mark: Mark) -> None:
    for place in places:
        message = messages[place]
        messages[place] = message._replace(marks=message.marks | {mark})
