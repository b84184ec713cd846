"""The timeline picture's numbers: messages and adults over equal steps of time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handrail.core.audit.report import Bucket, Timeline, TimelineMark

MOST_BUCKETS = 120
MOST_MARKS = 40
STEPS = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=28),
)


@dataclass(slots=True)
class _Counts:
    messages: int = 0
    refused: int = 0
    held: int = 0
    warned: int = 0
    adults_min: int | None = None
    adults_max: int | None = None
    adults_last: int | None = None


@dataclass(slots=True)
class TimelineDraft:
    """Collects into buckets; the chat's first and last time are known from the first walk."""

    first_at: datetime
    last_at: datetime
    _counts: dict[int, _Counts] = field(default_factory=dict)
    _marks: list[TimelineMark] = field(default_factory=list)
    _start: datetime = field(init=False)
    _step: timedelta = field(init=False)

    def __post_init__(self) -> None:
        self._step = _step_for(self.last_at - self.first_at)
        midnight = self.first_at.replace(hour=0, minute=0, second=0, microsecond=0)
        self._start = midnight + (self.first_at - midnight) // self._step * self._step

    def message(self, at: datetime, outcome: str | None, adults: int) -> None:
        """Count a message; outcome None when the policy was not asked about it."""
        counts = self._counts.setdefault((at - self._start) // self._step, _Counts())
        counts.messages += 1
        counts.refused += outcome == "refuse"
        counts.held += outcome == "hold"
        counts.warned += outcome == "warn"
        counts.adults_last = adults
        if counts.adults_min is None or adults < counts.adults_min:
            counts.adults_min = adults
        if counts.adults_max is None or adults > counts.adults_max:
            counts.adults_max = adults

    def mark(self, at: datetime, text: str) -> None:
        """Note something to write on the picture."""
        if len(self._marks) < MOST_MARKS:
            self._marks.append(TimelineMark(at=at, text=text))

    def finished(self) -> Timeline:
        """Return the timeline without gaps; a quiet step has the adults of the step before."""
        last = (self.last_at - self._start) // self._step
        adults = next((c.adults_min for c in self._counts.values() if c.adults_min is not None), 0)
        buckets: list[Bucket] = []
        for place in range(last + 1):
            counts = self._counts.get(place, _Counts())
            low = adults if counts.adults_min is None else counts.adults_min
            high = adults if counts.adults_max is None else counts.adults_max
            adults = adults if counts.adults_last is None else counts.adults_last
            buckets.append(self._bucket(place, counts, low, high))
        return Timeline(buckets=tuple(buckets), marks=tuple(self._marks))

    def _bucket(self, place: int, counts: _Counts, low: int, high: int) -> Bucket:
        return Bucket(
            from_at=self._start + place * self._step,
            until_at=self._start + (place + 1) * self._step,
            messages=counts.messages,
            refused=counts.refused,
            held=counts.held,
            warned=counts.warned,
            adults_min=low,
            adults_max=high,
        )


def _step_for(length: timedelta) -> timedelta:
    """Return the smallest step that needs few enough buckets; beyond the table, whole numbers of days."""
    for step in STEPS:
        if length / step < MOST_BUCKETS - 1:
            return step
    return timedelta(days=length.days // (MOST_BUCKETS - 1) + 1)
