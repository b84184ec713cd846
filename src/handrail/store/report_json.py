"""A report as JSON text and back, field for field as docs/formats/audit-report.md says."""

import json
from dataclasses import MISSING, asdict, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from handrail.core.audit.report import SCHEMA, Report


class ReportUnreadable(Exception):
    """The text is not a report of this version."""


def report_text(report: Report) -> str:
    """Return the report as JSON: `schema` first, then its fields in their order; moments in ISO 8601."""
    return json.dumps({"schema": SCHEMA, **asdict(report)}, default=_plain, ensure_ascii=False)


def read_report(text: str) -> Report:
    """Return the report of a JSON text that `report_text` wrote.

    raises  ReportUnreadable: another schema, a field that is missing, or a value of another kind
    """
    try:
        tree = json.loads(text)
        if tree.get("schema") != SCHEMA:
            raise ReportUnreadable(f"the schema is `{tree.get('schema')}`, not `{SCHEMA}`")
        report = _built(Report, tree)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportUnreadable(f"not a report: {error}") from error
    assert isinstance(report, Report)
    return report


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"`{type(value).__name__}` has no place in a report")


def _built(kind: object, value: object) -> object:
    """Return a value of the kind a field is declared with, made of what JSON holds."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind, value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if isinstance(kind, UnionType):
        (kind,) = (other for other in get_args(kind) if other is not type(None))
        return None if value is None else _built(kind, value)
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(str(value))
    # A truth value is a number to Python, but never to a report.
    if type(value) is not kind:
        raise TypeError(f"`{value!r}` is not of the kind `{kind}`")
    return value


def _dataclass(kind: type, value: object) -> object:
    if not isinstance(value, dict):
        raise TypeError(f"`{kind.__name__}` is not an object")
    hints = _hints(kind)
    # A field that came later has a default, which is what a report from before it means.
    there = [f for f in fields(kind) if f.name in value or f.default is MISSING]
    return kind(**{f.name: _built(hints[f.name], value[f.name]) for f in there})


def _tuple(kinds: tuple[object, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is missing")
    if kinds[-1] is Ellipsis:
        return tuple(_built(kinds[0], item) for item in value)
    return tuple(_built(kind, item) for kind, item in zip(kinds, value, strict=True))


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)
