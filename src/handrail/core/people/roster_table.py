"""A people file as a table: which separator, which columns, which cells. What they mean is read elsewhere."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.core.people.roster_cells import did_you_mean, quoted, unguarded, word
from handrail.core.people.roster_checks import Problem

COLUMNS = (
    "name",
    "aliases",
    "numbers",
    "role",
    "date_of_birth",
    "project",
    "guardians",
    "vetted_on",
    "vetting_until",
    "trained_on",
    "training_until",
    "assessed_on",
    "consents",
    "agreement_version",
    "explained_on",
    "agreed_on",
    "joined_on",
    "left_on",
    "account",
)
REQUIRED = ("name", "role")
_DELIMITERS = ",;\t"

_HEAD = 4096  # characters looked at to tell the separator


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one person by column; empty ones are left out."""

    line: int
    cells: Mapping[str, str]


def read_table(whole: str, problems: list[Problem]) -> Iterator[TableRow]:
    """Yield the rows that hold anything, by column; what is wrong with the table goes to `problems`."""
    records = _records(whole, problems)
    line, headings = next(records, (1, []))
    if not headings:
        problems.append(
            Problem(1, f"is empty: the first line must name the columns, {quoted(REQUIRED)} at least")
        )
        return
    columns = [word(heading) for heading in headings]
    wrong = list(_heading_problems(line, columns))
    problems.extend(wrong)
    if wrong:
        return  # under a wrong heading every cell would be wrong too
    for at, cells in records:
        if any(cells[len(columns) :]) or any(
            c for c, column in zip(cells, columns, strict=False) if not column
        ):
            problems.append(Problem(at, "has more cells than there are headings"))
        elif unreadable := next((c for c in cells if _has_control(c)), None):
            problems.append(Problem(at, f"{unreadable!r} holds a control character"))
        else:
            named = zip(columns, cells, strict=False)
            yield TableRow(at, {column: unguarded(cell) for column, cell in named if cell})


def _heading_problems(line: int, columns: list[str]) -> Iterator[Problem]:
    known = [column for column in columns if column in COLUMNS]
    for column in dict.fromkeys(columns):
        if column and column not in COLUMNS:
            yield Problem(line, f"`{column}` is not a column{did_you_mean(column, COLUMNS)}")
        elif column and known.count(column) > 1:
            yield Problem(line, f"the column `{column}` is there {known.count(column)} times")
    for column in REQUIRED:
        if column not in columns:
            yield Problem(line, f"the column `{column}` is missing")


def _records(whole: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield (first line, trimmed cells) of every record that is not blank."""
    lines = io.StringIO(whole.removeprefix("\ufeff"), newline=None)
    table = csv.reader(lines, delimiter=_delimiter(whole), strict=True)
    line = 1
    try:
        for record in table:
            cells = [cell.strip() for cell in record]
            names_separator = line == 1 and any(cells) and cells[0].casefold().startswith("sep=")
            if any(cells) and not names_separator:
                yield line, cells
            line = table.line_num + 1
    except csv.Error as error:
        problems.append(Problem(line, f"cannot be read as a table from here: {error}"))


def _delimiter(whole: str) -> str:
    """Return the separator under which the first lines name the most columns."""
    head = whole[:_HEAD].strip("\ufeff\r\n").splitlines()[:2]
    return max(
        _DELIMITERS, key=lambda d: sum(word(c.strip('" ')) in COLUMNS for h in head for c in h.split(d))
    )


def _has_control(cell: str) -> bool:
    return any((c < " " and c not in "\t\n\r") or c == "\x7f" for c in cell)
