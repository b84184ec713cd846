"""The first layer: a text in, signals for a person out. Never a verdict, and nothing leaves the machine."""

from functools import cache

from handrail.core.screening.category import categories
from handrail.core.screening.failure import ScreeningFailed
from handrail.core.screening.found import Found
from handrail.core.screening.indicator import indicators
from handrail.core.screening.phrasebook import Phrasebook
from handrail.core.screening.private.detectors import find_private
from handrail.core.screening.signal import Signal
from handrail.core.screening.view import View, plain
from handrail.core.screening.words import words_of


def screen(text: str) -> tuple[Signal, ...]:
    """Return what a person should look at in a message, by start and then by category.

    text     any text, as written; either side may have written it
    returns  spans in characters of exactly this text; empty means nothing was seen, not that it is safe
    raises   ScreeningFailed: the message counts as unscreened and must be held for a person
    """
    try:
        view = plain(text)
        words = words_of(view.text)
        found = find_private(view.text, words) + phrasebook().find(view.text, words)
        return tuple(sorted((_signal(one, view) for one in found), key=_place)) if found else ()
    except ScreeningFailed:
        raise
    except Exception as broken:
        raise ScreeningFailed(f"a detector broke: {broken!r}") from broken


@cache
def phrasebook() -> Phrasebook:
    """Return the compiled indicators, built on first use."""
    return Phrasebook(indicators())


def _signal(found: Found, view: View) -> Signal:
    start, end = view.original(found.start, found.end)
    return Signal(
        category=found.category,
        start=start,
        end=end,
        severity=categories()[found.category].severity,
        score=found.score,
        detector=found.detector,
        reason=found.reason,
    )


def _place(signal: Signal) -> tuple[int, int, str]:
    return signal.start, signal.end, signal.category
