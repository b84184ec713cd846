"""What must hold between the people of one file, and how all that does not is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.core.people.name_key import bare_key
from handrail.core.people.person import Person, Role


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its line in the file, from 1, and a sentence without capital or full stop."""

    line: int
    sentence: str


class RosterRefused(ValueError):
    """A people file that was not taken, with everything that is wrong with it, by line."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{name}:{p.line}: {p.sentence}" for p in self.problems))


@dataclass(frozen=True, slots=True)
class Row:
    """A person as far as their row can be read.

    person  with an empty name, or any role, where those cells could not be read
    role    None where it could not be read
    """

    line: int
    person: Person
    role: Role | None


def problems_between(rows: Sequence[Row], *, today: date | None) -> Iterator[Problem]:
    """Yield what is wrong between well written cells: shared names and numbers, guardians, dates."""
    yield from _shared_names(rows)
    yield from _shared_numbers(rows)
    yield from _guardians(rows)
    for row in rows:
        yield from _dates(row, today)


def _shared_names(rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        if not row.person.name:
            continue
        line = first.setdefault(bare_key(row.person.name), row.line)
        if line != row.line:
            sentence = (
                f"name: `{row.person.name}` is already on line {line}; tell them apart, aliases may be shared"
            )
            yield Problem(row.line, sentence)


def _shared_numbers(rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in rows:
        for number in row.person.numbers:
            owner = first.setdefault(number, row)
            if owner is not row:
                sentence = (
                    f"numbers: `{number}` already belongs to `{owner.person.name}` on line {owner.line}"
                )
                yield Problem(row.line, sentence)


def _guardians(rows: Sequence[Row]) -> Iterator[Problem]:
    by_name = {bare_key(row.person.name): row for row in rows}
    for row in rows:
        if row.person.guardians and row.role not in {Role.YOUNG_PERSON, None}:
            yield Problem(row.line, f"guardians: only a young person has guardians, and this is a {row.role}")
        for name in row.person.guardians:
            guardian = by_name.get(bare_key(name))
            if guardian is None:
                yield Problem(row.line, f"guardians: nobody in this file is called `{name}`")
            elif guardian is row:
                yield Problem(row.line, f"guardians: `{name}` cannot be their own guardian")
            elif guardian.role is Role.YOUNG_PERSON:
                yield Problem(row.line, f"guardians: `{name}` is a young person")


def _dates(row: Row, today: date | None) -> Iterator[Problem]:
    person = row.person
    in_order = (
        ("vetting_until", person.vetting_until, "vetted_on", person.vetted_on),
        ("training_until", person.training_until, "trained_on", person.trained_on),
        ("left_on", person.left_on, "joined_on", person.joined_on),
    )
    for later_name, later, earlier_name, earlier in in_order:
        if later and earlier and later < earlier:
            yield Problem(row.line, f"{later_name}: `{later}` is before {earlier_name} `{earlier}`")
    if person.born_on and today and person.born_on > today:
        yield Problem(row.line, f"date_of_birth: `{person.born_on}` is in the future")
    for name in ("vetted_on", "trained_on", "assessed_on", "explained_on", "agreed_on", "joined_on"):
        day: date | None = getattr(person, name)
        if person.born_on and day and day < person.born_on:
            yield Problem(row.line, f"{name}: `{day}` is before the birth on `{person.born_on}`")
