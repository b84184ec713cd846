"""How a person says which part of a date comes first."""

from enum import StrEnum

from handrail.core.imports.dates import DateOrder


class Dates(StrEnum):
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


ORDERS = {
    Dates.DAY_FIRST: DateOrder.DMY,
    Dates.MONTH_FIRST: DateOrder.MDY,
    Dates.YEAR_FIRST: DateOrder.YMD,
}
