"""The words a condition may use, read off the types in facts.py so that there is one list, not two."""

from dataclasses import Field, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TypeAliasType, Union, get_args, get_origin, get_type_hints

from handrail.core.policy.facts import Action, Facts, Representative, Young
from handrail.core.policy.unknown import Unknown

EACH = {"young": ("y", Young), "representatives": ("r", Representative)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One fact a condition may name.

    kind      bool, int, date, str, or a StrEnum class; for a part that may be absent, its class
    optional  None is a meaning of its own and must be tested before use
    says      how `explain` speaks of it; `opposite` for a truth that is false
    """

    path: str
    kind: type
    optional: bool
    says: str
    opposite: str

    @property
    def choices(self) -> frozenset[str]:
        """Return the constants this fact may be compared with; empty unless it is an enumeration."""
        return frozenset(self.kind) if issubclass(self.kind, StrEnum) else frozenset()


def plain_types(hint: object) -> list[type]:
    """Return the types a field's annotation stands for, without Unknown."""
    if isinstance(origin := get_origin(hint), TypeAliasType):
        return [found for part in get_args(hint) for found in plain_types(part)] if origin else []
    if origin in (Union, UnionType):
        return [found for part in get_args(hint) for found in plain_types(part)]
    if origin is tuple:
        return [tuple]
    return [hint] if isinstance(hint, type) and hint is not Unknown else []


def _words_of(owner: type, prefix: str) -> dict[str, Word]:
    hints = get_type_hints(owner)
    found: dict[str, Word] = {}
    for part in fields(owner):
        found |= _words_at(part, hints[part.name], f"{prefix}{part.name}")
    return found


def _words_at(part: Field[object], hint: object, path: str) -> dict[str, Word]:
    kinds = plain_types(hint)
    kind = next(found for found in kinds if found is not NoneType)
    if kind is tuple or part.name == "ref":
        return {}
    word = Word(
        path=path,
        kind=kind,
        optional=NoneType in kinds,
        says=part.metadata.get("says", path),
        opposite=part.metadata.get("opposite", ""),
    )
    if kind in (bool, int, date, str) or issubclass(kind, StrEnum):
        return {path: word}
    inner = _words_of(kind, f"{path}.")
    return {path: word, **inner} if word.optional else inner


@cache
def words(each: str | None) -> dict[str, Word]:
    """Return every fact a condition may name, by dotted path.

    each  `young` adds `y.…`, `representatives` adds `r.…`; None adds neither
    """
    found = _words_of(Facts, "")
    if each is not None:
        letter, owner = EACH[each]
        found |= _words_of(owner, f"{letter}.")
    return found


ACTIONS = frozenset(Action)
