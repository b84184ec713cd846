"""The people file: a table a safeguarding lead keeps in a spreadsheet (docs/formats/people-csv.md).

It is read whole or not at all: every mistake in it is named at once, with its line.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from handrail.core.people.name_key import bare_key
from handrail.core.people.person import AccountOwner, Consent, ConsentStanding, Person, Role
from handrail.core.people.roster import Roster
from handrail.core.people.roster_cells import (
    CellRefused,
    guarded,
    join_values,
    one_line,
    read_choice,
    read_consent,
    read_day,
    read_name,
    read_number,
    read_version,
    split_values,
    write_consent,
    write_number,
)
from handrail.core.people.roster_checks import Problem, RosterRefused, Row, problems_between
from handrail.core.people.roster_table import COLUMNS, REQUIRED, TableRow, read_table


def read_roster(text: str | Iterable[str], *, name: str, today: date | None = None) -> Roster:
    """Return the people of a people file.

    text    decoded, whole or by lines; `decode_roster` turns bytes into it
    name    of the file, for the errors
    today   if given, a birth after it is refused
    raises  RosterRefused: all that is wrong, as `name:line: sentence`; then nothing was read
    source  docs/formats/people-csv.md
    """
    whole = text if isinstance(text, str) else "\n".join(line.rstrip("\r\n") for line in text)
    problems: list[Problem] = []
    rows = [_row(row, problems) for row in read_table(whole, problems)]
    problems.extend(problems_between(rows, today=today))
    if not rows and not problems:
        problems.append(Problem(1, "has headings but nobody under them"))
    if problems:
        raise RosterRefused(name, problems)
    names = {bare_key(row.person.name): row.person.name for row in rows}
    return Roster(tuple(_with_guardians_named(row.person, names) for row in rows))


def write_roster(people: Iterable[Person]) -> str:
    """Return a people file that `read_roster` reads back the same.

    Lines end in CRLF. Encode it with a byte order mark (`utf-8-sig`), or Excel misreads it.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows([guarded(cell) for cell in _cells(person)] for person in people)
    return out.getvalue()


def template_csv() -> str:
    """Return a people file to start from: the headings and three invented people to write over."""
    return write_roster(_EXAMPLES)


class _RowReader:
    """Reads the cells of one row; mistakes are gathered, not raised, so that all can be told at once."""

    def __init__(self, row: TableRow, problems: list[Problem]) -> None:
        self._row = row
        self._problems = problems

    def one[T](self, column: str, read: Callable[[str], T]) -> T | None:
        cell = self._row.cells.get(column)
        return None if cell is None else self._tried(column, cell, read)

    def many[T](self, column: str, read: Callable[[str], T]) -> tuple[T, ...]:
        cells = split_values(self._row.cells.get(column, ""))
        values = [self._tried(column, cell, read) for cell in cells]
        return tuple(dict.fromkeys(value for value in values if value is not None))

    def _tried[T](self, column: str, cell: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(cell)
        except CellRefused as error:
            self._problems.append(Problem(self._row.line, f"{column}: {error}"))
            return None


def _row(row: TableRow, problems: list[Problem]) -> Row:
    """Return the person of a row as far as its cells can be read."""
    missing = [column for column in REQUIRED if column not in row.cells]
    problems.extend(Problem(row.line, f"{column}: is empty") for column in missing)
    cells = _RowReader(row, problems)
    role = cells.one("role", lambda cell: read_choice(cell, Role))
    person = Person(
        name=cells.one("name", read_name) or "",
        role=role or Role.YOUNG_PERSON,
        aliases=cells.many("aliases", read_name),
        numbers=cells.many("numbers", read_number),
        born_on=cells.one("date_of_birth", read_day),
        project=cells.one("project", one_line),
        guardians=cells.many("guardians", one_line),
        vetted_on=cells.one("vetted_on", read_day),
        vetting_until=cells.one("vetting_until", read_day),
        trained_on=cells.one("trained_on", read_day),
        training_until=cells.one("training_until", read_day),
        assessed_on=cells.one("assessed_on", read_day),
        consents=cells.many("consents", read_consent),
        agreement_version=cells.one("agreement_version", read_version),
        explained_on=cells.one("explained_on", read_day),
        agreed_on=cells.one("agreed_on", read_day),
        joined_on=cells.one("joined_on", read_day),
        left_on=cells.one("left_on", read_day),
        account=cells.one("account", lambda cell: read_choice(cell, AccountOwner)),
    )
    return Row(row.line, person, role)


def _with_guardians_named(person: Person, names: dict[str, str]) -> Person:
    """Return the person with guardians spelt as they themselves are."""
    return replace(person, guardians=tuple(names[bare_key(name)] for name in person.guardians))


def _cells(person: Person) -> tuple[str, ...]:
    """Return a person's cells in the order of COLUMNS."""
    return (
        person.name,
        join_values(person.aliases),
        join_values(map(write_number, person.numbers)),
        person.role,
        _day(person.born_on),
        person.project or "",
        join_values(person.guardians),
        _day(person.vetted_on),
        _day(person.vetting_until),
        _day(person.trained_on),
        _day(person.training_until),
        _day(person.assessed_on),
        join_values(map(write_consent, person.consents)),
        person.agreement_version or "",
        _day(person.explained_on),
        _day(person.agreed_on),
        _day(person.joined_on),
        _day(person.left_on),
        person.account or "",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_EXAMPLES = (
    Person(
        name="Jo Carter",
        role=Role.REPRESENTATIVE,
        aliases=("Jo C", "Jo (Brook Lane)"),
        numbers=("+447700900101",),
        project="Brook Lane Project",
        vetted_on=date(2025, 1, 20),
        vetting_until=date(2028, 1, 20),
        trained_on=date(2026, 2, 3),
        joined_on=date(2025, 1, 6),
        account=AccountOwner.ORGANISATION,
    ),
    Person(
        name="Robin Vale",
        role=Role.YOUNG_PERSON,
        aliases=("Robin",),
        numbers=("+447700900102",),
        born_on=date(2011, 9, 14),
        project="Brook Lane Project",
        guardians=("Pat Vale",),
        assessed_on=date(2026, 2, 20),
        consents=(
            Consent(platform="whatsapp", standing=ConsentStanding.GIVEN, on=date(2026, 3, 1)),
            Consent(platform="pictures", standing=ConsentStanding.REFUSED, on=date(2026, 3, 1)),
        ),
        agreement_version="1",
        explained_on=date(2026, 3, 1),
        agreed_on=date(2026, 3, 1),
        joined_on=date(2026, 3, 1),
    ),
    Person(name="Pat Vale", role=Role.GUARDIAN, numbers=("+447700900103",)),
)
