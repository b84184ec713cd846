"""Reads facts from JSON-like values, strictly: a misspelt fact is an error, a missing one is UNKNOWN."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

from handrail.core.policy.facts import Facts
from handrail.core.policy.problems import FactsRefused
from handrail.core.policy.unknown import UNKNOWN
from handrail.core.policy.vocabulary import plain_types


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
    hints = get_type_hints(owner)
    names = [part.name for part in fields(owner)]
    for key in document:
        if key not in names:
            near = get_close_matches(str(key), names, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            faults.append(f"unknown fact `{path}{key}`{hint}")
    values = {
        name: _value(hints[name], document[name], f"{path}{name}", faults)
        for name in names
        if name in document
    }
    if "ref" in names and not isinstance(values.get("ref"), str):
        faults.append(f"`{path}ref` is missing")
        return UNKNOWN
    return cast("type[Any]", owner)(**values)  # the fields were checked one by one above


def _value(hint: object, value: object, path: str, faults: list[str]) -> object:
    kinds = plain_types(hint)
    kind = next(found for found in kinds if found is not NoneType)
    if value is None and NoneType in kinds:
        return None
    if value is None:
        return kind() if is_dataclass(kind) else UNKNOWN  # a part nobody recorded is a part of unknown facts
    if kind is tuple:
        return _parts(hint, value, path, faults)
    if is_dataclass(kind):
        return _part(kind, value, f"{path}.", faults)
    return _scalar(kind, value, path, faults)


def _parts(hint: object, value: object, path: str, faults: list[str]) -> object:
    if not isinstance(value, list):
        faults.append(f"`{path}` must be a list")
        return UNKNOWN
    owner = _inside_tuple(hint)
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


def _scalar(kind: type, value: object, path: str, faults: list[str]) -> object:
    try:
        if kind is date:
            if type(value) is date:
                return value
            return date.fromisoformat(cast("str", value))
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
