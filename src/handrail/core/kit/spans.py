from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a text, in characters.

    start  first character
    end    one past the last character
    """

    start: int
    end: int
