"""Puts rows of a backup back into tables that are empty."""

import json
from collections.abc import Iterable
from itertools import batched

from django.core.management.color import no_style
from django.db import connection
from django.db.models import BinaryField, Field, Model

from handrail.core.record.text_forms import read_base64
from handrail.store.reads.rows import columns

_ROWS = 500


class RowRefused(ValueError):
    """A line is not a row of its table."""


def insert_lines(table: type[Model], lines: Iterable[bytes], *, once: bool = False) -> int:
    """Insert rows as `lines_of` wrote them; return how many there were.

    once    pass over rows that are there already
    raises  RowRefused: a line of another shape
    """
    fields = columns(table)
    count = 0
    for some in batched(lines, _ROWS):
        rows = [_row(table, fields, line) for line in some]
        table._default_manager.bulk_create(rows, ignore_conflicts=once)  # noqa: SLF001  # documented
        count += len(some)
    return count


def number_on(tables: Iterable[type[Model]]) -> None:
    """Let numbers that the database gives out go on after those that were put back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def _row(table: type[Model], fields: Iterable["Field[object, object]"], line: bytes) -> Model:
    try:
        values = json.loads(line)
        return table(**{field.attname: _value(field, values[field.attname]) for field in fields})
    except (ValueError, KeyError, TypeError) as error:
        raise RowRefused(f"a line of `{table.__name__}` is not a row of it") from error


def _value(field: "Field[object, object]", value: object) -> object:
    if value is None:
        return None
    if isinstance(field, BinaryField):
        return read_base64(str(value))
    return field.to_python(value)
