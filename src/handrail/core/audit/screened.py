"""One message screened, as far as can be at once. What is not screened is said, never shown as clean."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handrail.core.screening.signal import Signal

# Characters of one message. The app itself allows 65,536, so a longer text is no message that was sent; and
# while a text is screened it takes a hundred times its size.
MOST_SCREENED = 100_000


class Screened(NamedTuple):
    """What was seen; `is_whole` is False where the rest of the text is for a person to read."""

    signals: Sequence[Signal]
    is_whole: bool


_NOTHING = Screened((), is_whole=True)


def screened(screen: Callable[[str], Sequence[Signal]], text: str) -> Screened:
    """Return what screening says of a message's text, of its first MOST_SCREENED characters at most."""
    if not text:
        return _NOTHING
    if len(text) <= MOST_SCREENED:
        return Screened(screen(text), is_whole=True)
    return Screened(screen(text[:MOST_SCREENED]), is_whole=False)
