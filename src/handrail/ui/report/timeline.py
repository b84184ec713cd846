"""The timeline picture: where every line and bar goes, as plain numbers. Nothing here knows HTML.

The picture is 960 by 272 units. Adults who count are a stepped band on top, messages are bars below,
both on one time axis; a red triangle stands over each step with a message the policy would refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handrail.core.audit.report import Bucket, Timeline, TimelineMark
from handrail.ui.report import words

WIDTH, HEIGHT = 960, 272
LEFT, RIGHT = 76, 948
ADULTS_TOP, ADULTS_BOTTOM = 50, 118
BARS_TOP, BARS_BOTTOM = 158, 242
ENOUGH_ADULTS = (
    2  # where the band's dashed line stands; the findings, not the picture, say what the policy asks
)
TICKS = 7
DOT = 20  # room a flag's number takes
SMALLEST = 1.5  # a single message among thousands still shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One rectangle: a part of a bar, or a stretch with too few adults."""

    x: float
    y: float
    width: float
    height: float
    kind: str  # other | warned | held | refused | few


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A numbered upright line at something that happened; the words stand in a list under the picture."""

    x: float
    dot_x: float  # of its number, moved aside where two things happened close together
    number: int
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step of the picture, in words."""

    span: str
    messages: str
    adults: str
    refused: int
    held: int
    warned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    width: int
    height: int
    right: int
    band: str  # path of the area under the fewest adults
    edge: str  # path of its upper edge
    most: str  # path of the area under the most adults
    enough_y: float
    boxes: tuple[Box, ...]
    triangles: tuple[str, ...]  # points of each
    flags: tuple[Flag, ...]
    adult_labels: tuple[Label, ...]
    message_labels: tuple[Label, ...]
    ticks: tuple[Label, ...]
    description: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: datetime
    length_s: float
    most_adults: int
    most_messages: int

    def x(self, at: datetime) -> float:
        part = (at - self.first).total_seconds() / self.length_s
        return round(LEFT + (RIGHT - LEFT) * min(max(part, 0.0), 1.0), 2)

    def adults_y(self, adults: int) -> float:
        return round(ADULTS_BOTTOM - (ADULTS_BOTTOM - ADULTS_TOP) * adults / self.most_adults, 2)

    def height(self, messages: int) -> float:
        return max(SMALLEST, round((BARS_BOTTOM - BARS_TOP) * messages / self.most_messages, 2))


def picture(timeline: Timeline) -> Picture | None:
    """Return the picture of a timeline, or None when it has no step to draw."""
    buckets = timeline.buckets
    if not buckets:
        return None
    scale = _Scale(
        first=buckets[0].from_at,
        length_s=max((buckets[-1].until_at - buckets[0].from_at).total_seconds(), 1.0),
        most_adults=max(ENOUGH_ADULTS + 1, *(bucket.adults_max for bucket in buckets)),
        most_messages=max(1, *(bucket.messages for bucket in buckets)),
    )
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        right=RIGHT,
        band=_area(scale, buckets, [bucket.adults_min for bucket in buckets]),
        edge=_steps(scale, buckets, [bucket.adults_min for bucket in buckets]),
        most=_area(scale, buckets, [bucket.adults_max for bucket in buckets]),
        enough_y=scale.adults_y(ENOUGH_ADULTS),
        boxes=_too_few(scale, buckets) + tuple(box for bucket in buckets for box in _bar(scale, bucket)),
        triangles=tuple(_triangle(scale, bucket) for bucket in buckets if bucket.refused),
        flags=_flags(scale, timeline.marks),
        adult_labels=_adult_labels(scale),
        message_labels=_message_labels(scale),
        ticks=_ticks(scale, buckets),
        description=describe(buckets),
        rows=tuple(_row(bucket) for bucket in buckets if bucket.messages),
    )


def describe(buckets: Sequence[Bucket]) -> str:
    """Return what the picture shows, in sentences, for people who do not see it."""
    total = sum(bucket.messages for bucket in buckets)
    few = [bucket for bucket in buckets if bucket.messages and bucket.adults_min < ENOUGH_ADULTS]
    refused = [bucket for bucket in buckets if bucket.refused]
    span = words.stretch(buckets[0].from_at, buckets[-1].until_at)
    parts = [
        f"{words.count(total, 'message')} from {span}, in {words.count(len(buckets), 'equal step')}.",
        f"Fewer than two adults who count were there in {words.count(len(few), 'step')} with messages.",
    ]
    if refused:
        worst = max(refused, key=lambda bucket: bucket.refused)
        parts.append(
            f"{words.count(sum(bucket.refused for bucket in refused), 'message')} would have been refused, "
            f"the most ({worst.refused}) on {words.day(worst.from_at)}."
        )
    return " ".join(parts)


def _steps(scale: _Scale, buckets: Sequence[Bucket], adults: Sequence[int]) -> str:
    corners = [
        f"{scale.x(moment)} {scale.adults_y(number)}"
        for bucket, number in zip(buckets, adults, strict=True)
        for moment in (bucket.from_at, bucket.until_at)
    ]
    return f"M{' L'.join(corners)}"


def _area(scale: _Scale, buckets: Sequence[Bucket], adults: Sequence[int]) -> str:
    return f"{_steps(scale, buckets, adults)} L{RIGHT} {ADULTS_BOTTOM} L{LEFT} {ADULTS_BOTTOM} Z"


def _too_few(scale: _Scale, buckets: Sequence[Bucket]) -> tuple[Box, ...]:
    """Melt neighbouring steps with too few adults into one box, so that no seams show."""
    runs: list[tuple[datetime, datetime]] = []
    for bucket in buckets:
        if bucket.adults_min >= ENOUGH_ADULTS:
            continue
        if runs and runs[-1][1] == bucket.from_at:
            runs[-1] = (runs[-1][0], bucket.until_at)
        else:
            runs.append((bucket.from_at, bucket.until_at))
    return tuple(
        Box(
            x=scale.x(first),
            y=ADULTS_TOP,
            width=round(scale.x(until) - scale.x(first), 2),
            height=ADULTS_BOTTOM - ADULTS_TOP,
            kind="few",
        )
        for first, until in runs
    )


def _bar(scale: _Scale, bucket: Bucket) -> tuple[Box, ...]:
    left, right = scale.x(bucket.from_at), scale.x(bucket.until_at)
    gap = min(2.0, (right - left) * 0.2)
    other = max(0, bucket.messages - bucket.refused - bucket.held - bucket.warned)
    parts = (("other", other), ("warned", bucket.warned), ("held", bucket.held), ("refused", bucket.refused))
    boxes: list[Box] = []
    y = float(BARS_BOTTOM)
    for kind, number in parts:
        if not number:
            continue
        height = scale.height(number)
        y = round(y - height, 2)
        boxes.append(Box(x=left, y=y, width=round(right - left - gap, 2), height=height, kind=kind))
    return tuple(boxes)


def _triangle(scale: _Scale, bucket: Bucket) -> str:
    top = min(box.y for box in _bar(scale, bucket)) - 3
    middle = (scale.x(bucket.from_at) + scale.x(bucket.until_at)) / 2
    return f"{middle - 4:.2f},{top - 6:.2f} {middle + 4:.2f},{top - 6:.2f} {middle:.2f},{top:.2f}"


def _flags(scale: _Scale, marks: Sequence[TimelineMark]) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    free_from = 0.0
    for number, mark in enumerate(marks, start=1):
        x = scale.x(mark.at)
        dot_x = min(max(x, free_from), float(RIGHT))
        free_from = dot_x + DOT
        flags.append(Flag(x=x, dot_x=dot_x, number=number, at=words.moment(mark.at), text=mark.text))
    return tuple(flags)


def _adult_labels(scale: _Scale) -> tuple[Label, ...]:
    step = max(1, scale.most_adults // 4)
    return tuple(
        Label(x=LEFT - 8, y=scale.adults_y(number) + 4, text=str(number))
        for number in range(0, scale.most_adults + 1, step)
    )


def _message_labels(scale: _Scale) -> tuple[Label, ...]:
    return (
        Label(x=LEFT - 8, y=BARS_TOP + 8, text=f"{scale.most_messages:,}"),
        Label(x=LEFT - 8, y=BARS_BOTTOM, text="0"),
    )


def _ticks(scale: _Scale, buckets: Sequence[Bucket]) -> tuple[Label, ...]:
    first, last = buckets[0].from_at, buckets[-1].until_at
    is_short = last - first < timedelta(days=2)
    moments = [first + (last - first) * step / (TICKS - 1) for step in range(TICKS)]
    texts = [words.clock(at) if is_short else words.short_day(at) for at in moments]
    return tuple(
        Label(x=scale.x(at), y=BARS_BOTTOM + 20, text=text)
        for at, text, before in zip(moments, texts, ["", *texts], strict=False)
        if text != before
    )


def _row(bucket: Bucket) -> Row:
    fewest, most = bucket.adults_min, bucket.adults_max
    return Row(
        span=_span(bucket),
        messages=f"{bucket.messages:,}",
        adults=str(fewest) if fewest == most else f"{fewest} to {most}",
        refused=bucket.refused,
        held=bucket.held,
        warned=bucket.warned,
    )


def _span(bucket: Bucket) -> str:
    last = bucket.until_at - timedelta(minutes=1)  # the end is exclusive
    is_one_day = bucket.from_at.time() == time.min and bucket.until_at - bucket.from_at == timedelta(days=1)
    return words.weekday(bucket.from_at) if is_one_day else words.stretch(bucket.from_at, last)
