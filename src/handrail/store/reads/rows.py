"""Rows of any table as lines of JSON, the same on both databases: what a backup is made of."""

import json
from collections.abc import Iterator

from django.db.models import Field, Model

from handrail.core.record.text_forms import print_base64

_ROWS = 1_000


def columns(table: type[Model]) -> tuple["Field[object, object]", ...]:
    """Return the columns of a table."""
    return tuple(field for field in table._meta.local_fields if field.column)  # noqa: SLF001  # Django's documented way in


def name_of(table: type[Model]) -> str:
    """Return how a backup calls a table."""
    return table.__name__.lower()


def lines_of(table: type[Model]) -> Iterator[bytes]:
    """Yield every row of a table as one line of JSON, by its key."""
    fields = columns(table)
    for row in table._default_manager.order_by("pk").iterator(chunk_size=_ROWS):  # noqa: SLF001  # as above
        values = {field.attname: _plain(field, row) for field in fields}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(field: "Field[object, object]", row: Model) -> object:
    value: object = getattr(row, field.attname)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes | memoryview):
        return print_base64(bytes(value))
    return field.value_to_string(row)
