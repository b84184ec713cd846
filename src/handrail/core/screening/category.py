"""What a signal can be about. The table in categories.toml is written for safeguarding leads to read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from handrail.core.screening.signal import Level


class Group(StrEnum):
    """Private tells who or where somebody is; worrying is a known warning sign."""

    PRIVATE = "private"
    WORRYING = "worrying"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One row of the table: what it is called, how urgent it is, what it means."""

    id: str
    title: str
    group: Group
    severity: Level
    description: str

    @property
    def is_private(self) -> bool:
        """Tell whether it is about who or where somebody is."""
        return self.group is Group.PRIVATE

    @property
    def is_worrying(self) -> bool:
        """Tell whether it is a known warning sign."""
        return self.group is Group.WORRYING


@cache
def categories() -> Mapping[str, Category]:
    """Return every category by its id, in the order of the table."""
    table = tomllib.loads((files("handrail.core.screening") / "categories.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _category(name, row) for name, row in table.items()})


def _category(name: str, row: Mapping[str, str]) -> Category:
    return Category(
        id=name,
        title=row["title"],
        group=Group(row["group"]),
        severity=Level(row["severity"]),
        description=row["description"],
    )
