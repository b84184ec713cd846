"""Reads facts from JSON-like values, strictly: a misspelt fact is an error, a missing one is UNKNOWN."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

from handrail.core.policy.facts import Facts
from handrail.core.policy.problems import FactsRefused
from handrail.core.policy.unknown import UNKNOWN
from handrail.core.policy.vocabulary import plain_types

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def facts_from(document: Mapping[str, object]) -> Facts:
    """Return the facts a JSON-like document holds.

    document  nested objects named as in facts.py; days as `2026-11-23`; missing or null means not recorded,
              and null means known to be absent where a fact may be absent; numbers from zero up;
              a ref stands once in its list
    raises    FactsRefused, naming every fault by its path
    """
    faults: list[str] = []
    found = _part(Facts, document, "", faults)
    if faults:
        raise FactsRefused(tuple(faults))
    assert isinstance(found, Facts)
    return found


def _part(owner: type, document: object, path: str, faults: list[str]) -> object:
    if not isinstance(document, Mapping):
        faults.append(f"`{path or 'facts'}` must be an object")
        return UNKNOWN
    shapes = _shapes(owner)
    for key in document:
        if key not in shapes:
            near = get_close_matches(str(key), shapes, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            faults.append(f"unknown fact `{path}{key}`{hint}")
    values = {
        name: _value(shape, document[name], f"{path}{name}", faults)
        for name, shape in shapes.items()
        if name in document
    }
    if "ref" in shapes and not isinstance(values.get("ref"), str):
        faults.append(f"`{path}ref` is missing")
        return UNKNOWN
    return cast("type[Any]", owner)(**values)  # the fields were checked one by one above


@dataclass(frozen=True, slots=True)
class _Shape:
    """What one field holds: a kind, which for a tuple is that of its members."""

    kind: type
    is_listed: bool
    is_optional: bool


@cache
def _shapes(owner: type) -> Mapping[str, _Shape]:
    hints = get_type_hints(owner)
    return {part.name: _shape(hints[part.name]) for part in fields(owner)}


def _shape(hint: object) -> _Shape:
    kinds = plain_types(hint)
    kind = next(found for found in kinds if found is not NoneType)
    if kind is tuple:
        return _Shape(_inside_tuple(hint), is_listed=True, is_optional=False)
    return _Shape(kind, is_listed=False, is_optional=NoneType in kinds)


def _value(shape: _Shape, value: object, path: str, faults: list[str]) -> object:
    kind = shape.kind
    if value is None and shape.is_optional:
        return None
    if value is None:
        is_part = is_dataclass(kind) and not shape.is_listed
        return kind() if is_part else UNKNOWN  # a part nobody recorded is a part of unknown facts
    if shape.is_listed:
        return _parts(kind, value, path, faults)
    if is_dataclass(kind):
        return _part(kind, value, f"{path}.", faults)
    return _scalar(kind, value, path, faults)


def _parts(owner: type, value: object, path: str, faults: list[str]) -> object:
    if not isinstance(value, list):
        faults.append(f"`{path}` must be a list")
        return UNKNOWN
    found = tuple(_part(owner, item, f"{path}.{index}.", faults) for index, item in enumerate(value))
    refs = [getattr(one, "ref", None) for one in found if one is not UNKNOWN]
    faults.extend(
        f"`{path}.{at}.ref`: `{ref}` is written twice" for at, ref in enumerate(refs) if ref in refs[:at]
    )
    return found


def _inside_tuple(hint: object) -> type:
    """Return T of `OrUnknown[tuple[T, ...]]`."""
    (listed,) = get_args(hint)
    found: type = get_args(listed)[0]
    return found


def _day(written: str) -> date:
    """Return a day written the one way the format knows; fromisoformat reads others too."""
    if not _DAY.fullmatch(written):
        raise ValueError(written)
    return date.fromisoformat(written)


def _scalar(kind: type, value: object, path: str, faults: list[str]) -> object:
    try:
        if kind is date:
            if type(value) is date:
                return value
            return _day(cast("str", value))
        if issubclass(kind, StrEnum):
            return kind(cast("str", value))
    except (TypeError, ValueError):
        allowed = (
            "a day such as 2026-01-31" if kind is date else f"one of {', '.join(cast('type[StrEnum]', kind))}"
        )
        faults.append(f"`{path}` must be {allowed}")
        return UNKNOWN
    if type(value) is not kind:
        said = {bool: "true or false", int: "a whole number", str: "text"}[kind]
        faults.append(f"`{path}` must be {said}")
        return UNKNOWN
    if type(value) is int and value < 0:
        faults.append(f"`{path}` must not be below zero")
        return UNKNOWN
    return value
