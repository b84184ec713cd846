"""Takes typed values out of parsed TOML, collecting every problem with its place."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from handrail.core.policy.problems import Problem
from handrail.core.policy.toml_places import Place, Places


@dataclass(slots=True)
class Sheet:
    """One TOML file being read: its values, its places and the problems found so far."""

    file: str
    text: str
    problems: list[Problem]
    values: dict[str, object] = field(init=False)
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.text)
        try:
            self.values = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            self.values = {}
            line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
            lines = self.text.splitlines()
            source = lines[line - 1] if 0 < line <= len(lines) else ""
            self.refuse(Place(line=line, column=column, source=source), f"not TOML: {error}")

    def refuse(self, place: Place, message: str) -> None:
        """Note a problem at a place."""
        self.problems.append(
            Problem(
                file=self.file, line=place.line, column=place.column, message=message, source=place.source
            )
        )

    def tables(self, name: str) -> list["Table"]:
        """Return the tables of an array, `[[name]]`, in order."""
        found = self.values.get(name, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.refuse(self.places.value("", 0, name), f"`{name}` must be written as [[{name}]]")
            return []
        return [Table(self, name, index, item) for index, item in enumerate(found)]

    def top(self) -> "Table":
        """Return the keys at the top of the file."""
        return Table(self, "", 0, self.values)


@dataclass(slots=True)
class Table:
    sheet: Sheet
    name: str
    index: int
    values: Mapping[str, object]

    def place(self, key: str | None = None) -> Place:
        """Return where a key's value begins, or the table itself."""
        places = self.sheet.places
        return places.value(self.name, self.index, key) if key else places.table(self.name, self.index)

    def refuse(self, key: str | None, message: str) -> None:
        """Note a problem with a key's value, or with the table."""
        self.sheet.refuse(self.place(key), message)

    def only(self, keys: Collection[str]) -> None:
        """Note every key that is not among these."""
        for key in self.values:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                self.refuse(key, f"unknown key `{key}`{hint}")

    def take[T](self, key: str, kind: type[T], *, default: T | None = None) -> T | None:
        """Return the value of a key, or the default; note a problem when missing or of another type."""
        found = self.values.get(key)
        if found is None:
            if default is None:
                self.refuse(None, f"`{key}` is missing")
            return default
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            self.refuse(key, f"`{key}` must be a {_KINDS.get(kind, kind.__name__)}")
            return default
        if isinstance(found, str) and not found.strip():
            self.refuse(key, f"`{key}` is empty")
            return default
        return found

    def text(self, key: str) -> str:
        """Return a text that must be there; empty after noting the problem."""
        return self.take(key, str) or ""

    def names(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Return a list of texts; a single text stands for a list of one."""
        found = self.values.get(key)
        if found is None:
            if required:
                self.refuse(None, f"`{key}` is missing")
            return ()
        listed = [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
            self.refuse(key, f"`{key}` must be a list of names")
            return ()
        return tuple(listed)


_KINDS: dict[type, str] = {str: "text", int: "number", bool: "true or false", date: "day (2026-01-31)"}
