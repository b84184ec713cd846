from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How urgently a person should look; from a table per category, never from a raw score."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something a person should look at: what, where, why, how sure. Never a verdict.

    category  id of a row in screening/categories.toml
    start     first character in the original text
    end       one past the last
    score     0 to 1: how sure the detector is
    detector  name/version, e.g. `postcode/1`
    reason    one plain sentence
    """

    category: str
    start: int
    end: int
    severity: Level
    score: float
    detector: str
    reason: str
