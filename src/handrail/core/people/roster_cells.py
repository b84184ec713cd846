"""What one cell of a people file may hold, read and written. The format is docs/formats/people-csv.md."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from handrail.core.people.name_key import bare_key
from handrail.core.people.number import as_people_write_it, e164
from handrail.core.people.person import Consent, ConsentStanding

LONGEST_VERSION = 100  # characters
_YEARS = range(1900, 2101)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BRITISH_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_CONSENT = re.compile(r"([^=]+)=\s*(\w+)(?:\s+(?!until\b)(\S+))?(?:\s+until\s+(\S+))?\s*")
_UNQUOTED_SEMICOLON = re.compile(r"((?:[^\\;]|\\.|\\$)*)(?:;|$)", re.DOTALL)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet would run, with any guards already before it


class CellRefused(ValueError):
    """One sentence about one cell, without its place."""


def word(cell: str) -> str:
    """Return headings, roles and platforms in one shape: `Date of birth ` becomes `date_of_birth`."""
    return "_".join(re.split(r"[\s_-]+", cell.strip().casefold()))


def one_line(cell: str) -> str:
    return " ".join(cell.split())


def read_name(cell: str) -> str:
    """Return a name on one line.

    raises  CellRefused: nothing of it would be seen
    """
    if not bare_key(cell):
        raise CellRefused("shows nothing")
    return one_line(cell)


def read_day(cell: str) -> date:
    """Return the day of `2026-03-31` or `31/03/2026`, always day first, always two digits and four.

    raises  CellRefused: another shape, or a day that no calendar has
    """
    iso, british = _ISO_DAY.fullmatch(cell), _BRITISH_DAY.fullmatch(cell)
    if iso:
        year, month, day = map(int, iso.groups())
    elif british:
        day, month, year = map(int, british.groups())
    else:
        raise CellRefused(f"`{cell}` is not a date: write `2026-03-31` or `31/03/2026`")
    if year not in _YEARS:
        raise CellRefused(f"`{cell}` is not a date of our time")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellRefused(f"`{cell}` is not a day of the calendar: the day comes before the month") from error


def read_number(cell: str) -> str:
    """Return a telephone number as E.164.

    raises  CellRefused: not a number; a spreadsheet's `4.477E+11` is one that has lost its digits
    """
    number = e164(one_line(cell))
    if number is None:
        raise CellRefused(f"`{cell}` is not a telephone number: write `07700 900123` or `+44 7700 900123`")
    return number


def read_version(cell: str) -> str:
    """Return which version of the safety agreement a cell names: a number in a word or two.

    raises  CellRefused: far longer than that
    """
    if len(cell) > LONGEST_VERSION:
        raise CellRefused(f"has more than {LONGEST_VERSION} characters: write the version, such as `1`")
    return one_line(cell)


def read_choice[Choice: StrEnum](cell: str, choices: type[Choice]) -> Choice:
    """Return the member that a cell names, whatever its case and spaces.

    raises  CellRefused: none of them; says which there are
    """
    try:
        return choices(word(cell))
    except ValueError as error:
        names = [choice.value for choice in choices]
        raise CellRefused(
            f"`{cell}` is not one of {quoted(names)}{did_you_mean(word(cell), names)}"
        ) from error


def read_consent(cell: str) -> Consent:
    """Return the consent of `whatsapp=given 2026-03-01 until 2027-03-01`; both dates may be missing.

    raises  CellRefused: another shape, an unknown standing, an impossible date
    """
    match = _CONSENT.fullmatch(cell)
    if match is None or not word(match[1]):
        raise CellRefused(
            f"`{cell}` is not a consent: write `whatsapp=given 2026-03-01` or `pictures=refused`"
        )
    on = read_day(match[3]) if match[3] else None
    until = read_day(match[4]) if match[4] else None
    if on and until and until <= on:
        raise CellRefused(f"`{cell}` ends before it begins")
    standing = read_choice(match[2], ConsentStanding)
    return Consent(platform=word(match[1]), standing=standing, on=on, until=until)


def write_consent(consent: Consent) -> str:
    on = f" {consent.on}" if consent.on else ""
    until = f" until {consent.until}" if consent.until else ""
    return f"{consent.platform}={consent.standing}{on}{until}"


def write_number(number: str) -> str:
    return as_people_write_it(number)


def split_values(cell: str) -> list[str]:
    r"""Return the values of a cell that `;` keeps apart, trimmed, empty ones dropped; `\;` is a semicolon."""
    parts = [found[1] for found in _UNQUOTED_SEMICOLON.finditer(cell)]
    values = (one_line(re.sub(r"\\([\\;])", r"\1", part)) for part in parts)
    return [value for value in values if value]


def join_values(values: Iterable[str]) -> str:
    return "; ".join(re.sub(r"([\\;])", r"\\\1", value) for value in values)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: `'` goes before `=`, `+`, `-`, `@`."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def did_you_mean(written: str, names: Iterable[str]) -> str:
    near = get_close_matches(written[:60], list(names), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
