"""Says when somebody must look whether a conversation is still to be kept. No date ever erases anything."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.core.record.problems import RecordError

A_YEAR = timedelta(days=365)
_KEYS = {"id", "title", "years", "days", "counted_from", "source"}
_FROM = ("last_message", "birth")


class RetentionRefused(RecordError):
    """A file of retention classes cannot be read; the text names the class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionClass:
    """How long conversations of one kind are kept before somebody must look.

    years, days   counted from the last message, or from the birth of the youngest person in it
    source        where the number comes from
    """

    id: str
    title: str
    years: int
    days: int
    counted_from: str
    source: str


def read_retention(text: str) -> dict[str, RetentionClass]:
    """Read a pack's `retention.toml`: tables `[[class]]`.

    raises  RetentionRefused: not TOML, a key too few or too many, a class twice
    """
    try:
        tables = tomllib.loads(text).get("class", [])
    except tomllib.TOMLDecodeError as error:
        raise RetentionRefused(f"retention.toml cannot be read: {error}") from error
    classes: dict[str, RetentionClass] = {}
    for table in tables:
        one = _read(table)
        if one.id in classes:
            raise RetentionRefused(f"the retention class `{one.id}` is there twice")
        classes[one.id] = one
    if not classes:
        raise RetentionRefused("retention.toml names no class")
    return classes


def review_on(kind: RetentionClass, *, last_on: date, born_on: date | None, reviewed_on: date | None) -> date:
    """Return the day on which somebody must look; it may have passed.

    last_on      day of the last message
    born_on      of the youngest person; where nobody recorded it, the review is due a year after the last
    reviewed_on  day of the last decision to keep it: it holds for a year where the class has run out
    """
    if kind.counted_from == "birth":
        due = _later(born_on, kind) if born_on else last_on + A_YEAR
    else:
        due = _later(last_on, kind)
    return max(due, reviewed_on + A_YEAR) if reviewed_on else due


def _later(day: date, kind: RetentionClass) -> date:
    try:
        moved = day.replace(year=day.year + kind.years)
    except ValueError:  # born on 29 February
        moved = date(day.year + kind.years, 3, 1)
    return moved + timedelta(days=kind.days)


def _read(table: Mapping[str, object]) -> RetentionClass:
    match table:
        case {
            "id": str(id_),
            "title": str(title),
            "counted_from": str(counted_from),
            "source": str(source),
            **rest,
        } if counted_from in _FROM and table.keys() <= _KEYS:
            years, days = rest.get("years", 0), rest.get("days", 0)
            if type(years) is int and type(days) is int and years >= 0 and days >= 0 and years + days:
                return RetentionClass(
                    id=id_, title=title, years=years, days=days, counted_from=counted_from, source=source
                )
    raise RetentionRefused(
        f"the retention class `{table.get('id')}` needs `id`, `title`, `years` or `days`, `source`, and"
        f" `counted_from` as one of {', '.join(_FROM)}; and nothing else"
    )
