from typing import NamedTuple


class Found(NamedTuple):
    """What one detector saw, before the table of categories gives it a severity.

    start, end  characters of the text the detector was given
    """

    category: str
    start: int
    end: int
    score: float
    detector: str
    reason: str
