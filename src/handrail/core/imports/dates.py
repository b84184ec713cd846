"""Which number of a date is the day: told from every date of the file, never from one.

Evidence, strongest first: only one order makes all numbers days and months; only one order keeps the days
from running backwards. Failing both the file is ambiguous and the reading says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from handrail.core.imports.direction import without_marks
from handrail.core.imports.unreadable import UnreadableExport

FIRST_YEAR = 2009  # the app did not exist before
LAST_YEAR = 2079
ENOUGH_PROOFS = 30  # different dates
_BUDDHIST = range(FIRST_YEAR + 543, LAST_YEAR + 543)
_PERSIAN = range(FIRST_YEAR - 622, LAST_YEAR - 621)  # and the Islamic years of the same time
_NUMBER = re.compile(r"\d+")


class DateOrder(StrEnum):
    """How the three numbers of a date stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


WORDS = {DateOrder.DMY: "day first", DateOrder.MDY: "month first", DateOrder.YMD: "year first"}
_PLACES = {
    DateOrder.DMY: (2, 1, 0),
    DateOrder.MDY: (2, 0, 1),
    DateOrder.YMD: (0, 1, 2),
}  # of year, month, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How this file's dates are read, and why."""

    order: DateOrder
    is_ambiguous: bool
    evidence: str


def day(written: str, order: DateOrder) -> date | None:
    """Return the date that was written, or None where the numbers make none in this order.

    written  three numbers in any digits with anything between; years of two figures are of this century;
             Buddhist years are brought to ours
    """
    numbers = [int(number) for number in _NUMBER.findall(without_marks(written))]
    if len(numbers) != len(_PLACES[order]):
        return None
    year, month, month_day = (numbers[place] for place in _PLACES[order])
    year = year - 543 if year in _BUDDHIST else year + 2000 if year < 100 else year  # noqa: PLR2004
    try:
        return date(year, month, month_day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


class Days(dict[str, date | None]):
    """Dates by how they are written: each is worked out once."""

    def __init__(self, order: DateOrder) -> None:
        super().__init__()
        self._order = order

    def __missing__(self, written: str) -> date | None:
        found = day(written, self._order)
        if found is not None:  # what is no date may be anything, so it is not kept
            self[written] = found
        return found


def read_order(
    seen: Mapping[str, int], *, year_at: int | None, is_dotted: bool, told: DateOrder | None
) -> Reading:
    """Return the order of the numbers in these dates.

    seen     each date as written, oldest line first, and how many headers show it
    year_at  see Shape; None where years have two figures
    told     the order a person gave, or None
    raises   UnreadableExport: no order fits, another calendar, or the file contradicts what was told
    """
    fits = {order: _fit(seen, order) for order in _candidates(year_at, is_dotted=is_dotted)}
    best = max(fits.values())
    if best == 0:
        raise UnreadableExport(_other_calendar(seen) or "no line has a date that exists")
    if told is not None:
        return _as_told(seen, told, fits)
    possible = [order for order, fit in fits.items() if fit == best]
    reading = _choose(seen, possible, [order for order in fits if order not in possible])
    is_buddhist = any(int(number) in _BUDDHIST for written in seen for number in _NUMBER.findall(written))
    return (
        replace(reading, evidence=f"{reading.evidence}; its years are Buddhist") if is_buddhist else reading
    )


def is_settled(seen: Mapping[str, int], *, year_at: int | None, is_dotted: bool) -> bool:
    """Return whether so many dates speak for one order, and none against it, that the rest cannot matter."""
    orders = _candidates(year_at, is_dotted=is_dotted)
    proofs = Counter(
        possible[0]
        for written in seen
        if len(possible := [order for order in orders if day(written, order)]) == 1
    )
    return len(proofs) == 1 and max(proofs.values()) >= ENOUGH_PROOFS


def first_misfit(seen: Iterable[str], told: DateOrder) -> str | None:
    """Return the first date that does not exist in the order told."""
    return next((written for written in seen if day(written, told) is None), None)


def _candidates(year_at: int | None, *, is_dotted: bool) -> list[DateOrder]:
    """Return the orders that may be, likeliest first."""
    if year_at == 0:
        return [DateOrder.YMD]
    if year_at is not None:
        return [DateOrder.DMY, DateOrder.MDY]
    return (
        [DateOrder.YMD, DateOrder.DMY, DateOrder.MDY]
        if is_dotted
        else [DateOrder.DMY, DateOrder.MDY, DateOrder.YMD]
    )


def _fit(seen: Mapping[str, int], order: DateOrder) -> int:
    return sum(count for written, count in seen.items() if day(written, order) is not None)


def _as_told(seen: Mapping[str, int], told: DateOrder, fits: Mapping[DateOrder, int]) -> Reading:
    if fits.get(told, 0) < max(fits.values()):
        raise UnreadableExport(f"the date `{first_misfit(seen, told)}` cannot be read {WORDS[told]}")
    return Reading(order=told, is_ambiguous=False, evidence=f"you said the dates are {WORDS[told]}")


def _choose(seen: Mapping[str, int], possible: list[DateOrder], refuted: list[DateOrder]) -> Reading:
    """Return the likeliest of the orders that make every number a date."""
    rivals = [order for order in possible if order in possible[:1] or _is_rival(seen, possible[0], order)]
    steady = [order for order in rivals if _is_steady(seen, order)]
    order = (steady or rivals)[0]
    if len(rivals) == 1:
        return Reading(order=order, is_ambiguous=False, evidence=_proof(seen, order, refuted))
    if len(steady) == 1:
        why = f"only {WORDS[order]} keeps the dates from running backwards"
        return Reading(order=order, is_ambiguous=False, evidence=why)
    why = f"no date tells the day from the month; {WORDS[order]} was assumed"
    return Reading(order=order, is_ambiguous=True, evidence=why)


def _is_rival(seen: Mapping[str, int], likeliest: DateOrder, other: DateOrder) -> bool:
    """Return whether another order is worth weighing against the likeliest.

    Two-figure years make nearly every date a year-first date too, so that order counts only where the
    likelier one runs backwards or stretches the same chat over a longer time.
    """
    if DateOrder.YMD not in {likeliest, other}:
        return True
    return not _is_steady(seen, likeliest) or _stretch(seen, other) < _stretch(seen, likeliest)


def _days(seen: Iterable[str], order: DateOrder) -> list[date]:
    return [found for written in seen if (found := day(written, order)) is not None]


def _is_steady(seen: Iterable[str], order: DateOrder) -> bool:
    return all(earlier <= later for earlier, later in pairwise(_days(seen, order)))


def _stretch(seen: Iterable[str], order: DateOrder) -> int:
    days = _days(seen, order)
    return (max(days) - min(days)).days


def _proof(seen: Iterable[str], order: DateOrder, refuted: list[DateOrder]) -> str:
    misfit = next((found for other in refuted if (found := first_misfit(seen, other)) is not None), None)
    if misfit is None:
        return (
            f"the year stands first, so the dates are {WORDS[order]}"
            if order is DateOrder.YMD
            else (f"the dates fit together {WORDS[order]}")
        )
    return f"`{misfit}` is a date only {WORDS[order]}"


def _other_calendar(seen: Iterable[str]) -> str | None:
    """Return a sentence where the years are of a calendar we do not convert."""
    for written in seen:
        if any(int(number) in _PERSIAN for number in _NUMBER.findall(without_marks(written))):
            shown = without_marks(written)
            return f"the date `{shown}` is of another calendar; choose the Gregorian one and export again"
    return None
