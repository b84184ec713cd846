"""Dates, spans and counts in British English, whatever the machine's locale is."""

from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
KIB = 1024


def day(on: date) -> str:
    """Return `3 March 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """Return `3 Mar`."""
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def clock(at: datetime) -> str:
    """Return `21:04`."""
    return f"{at.hour:02}:{at.minute:02}"


def weekday(on: date) -> str:
    """Return `Tue 3 March 2026`."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def moment(at: datetime) -> str:
    """Return `Tue 3 March 2026, 21:04`."""
    return f"{weekday(at)}, {clock(at)}"


def stretch(first: datetime | None, last: datetime | None) -> str:
    """Return the words for a stretch of time, as short as stays clear.

    first, last  inclusive; None when nothing is known, which gives `no dates`
    """
    if first is None or last is None:
        return "no dates"
    if first.date() != last.date():
        return f"{_without_year(first, last)} to {day(last)}"
    if clock(first) == clock(last):
        return moment(first)
    return f"{moment(first)} to {clock(last)}"


def _without_year(first: date, last: date) -> str:
    return day(first) if first.year != last.year else f"{first.day} {MONTHS[first.month - 1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `1 message`, `1,204 messages`: a number with its noun."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number:,} {noun}"


def size(size_bytes: int) -> str:
    """Return a file's size as people say it: `812 bytes`, `3.4 MB`."""
    if size_bytes < KIB:
        return count(size_bytes, "byte")
    if size_bytes < KIB * KIB:
        return f"{size_bytes / KIB:,.0f} KB"
    return f"{size_bytes / KIB / KIB:,.1f} MB".replace(".0 ", " ")


def listed(names: tuple[str, ...]) -> str:
    """Return `Ana, Jo and Rhys`."""
    if len(names) < 2:  # noqa: PLR2004  # one name needs no "and"
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
