"""Takes typed values out of parsed TOML, collecting every problem with its place."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from handrail.core.policy.problems import Problem
from handrail.core.policy.toml_places import Place, Places

DEEPEST = 12  # tables within tables; a pack needs five
MOST_DOTS = 200  # in one line: tomllib's memory grows with the square of a dotted key's parts
_TOLD_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_NOWHERE = Place(line=0, column=0, source="")


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
        self.values = {}
        if any(line.count(".") > MOST_DOTS for line in self.text.splitlines()):
            self.refuse(_NOWHERE, "nested too deeply")
            return
        try:
            values = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            self._refuse_syntax(str(error))
        except ValueError:
            self.refuse(_NOWHERE, "not TOML: a number in it has too many digits")
        except RecursionError:
            self.refuse(_NOWHERE, "nested too deeply")
        else:
            if _depth(values) > DEEPEST:
                self.refuse(_NOWHERE, "nested too deeply")
            else:
                self.values = values

    def _refuse_syntax(self, said: str) -> None:
        """Note a fault of the TOML itself; tomllib tells the place in words."""
        why = _TOLD_PLACE.sub("", said)
        message = f"not TOML: {why[:1].lower()}{why[1:]}"
        if found := _TOLD_PLACE.search(said):
            last = self.text.rstrip().count("\n") + 1
            line, column = (int(found["line"]), int(found["column"])) if found["line"] else (last, 0)
            self.refuse(self.places.at(line, column), message)
        else:
            self.refuse(_NOWHERE, message)

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
                place = self.sheet.places.key(self.name, self.index, key)
                self.sheet.refuse(place, f"unknown key `{key}`{hint}")

    def take[T](self, key: str, kind: type[T], *, default: T | None = None) -> T | None:
        """Return the value of a key, or the default; note a problem when missing or of another type."""
        found = self.values.get(key)
        if found is None:
            if default is None:
                self.refuse(None, f"`{key}` is missing")
            return default
        if type(found) is not kind:  # a truth is not a number, nor a moment a day
            self.refuse(key, f"`{key}` must be a {_KINDS.get(kind, kind.__name__)}")
            return default
        if isinstance(found, str) and not found.strip():
            self.refuse(key, f"`{key}` is empty")
            return default
        return found

    def text(self, key: str) -> str:
        """Return a text that must be there; empty after noting the problem."""
        return self.take(key, str) or ""

    def names(self, key: str, *, required: bool = True, least: int = 0) -> tuple[str, ...]:
        """Return a list of texts, at least so many; a single text stands for a list of one."""
        found = self.values.get(key)
        if found is None:
            if required:
                self.refuse(None, f"`{key}` is missing")
            return ()
        listed = [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
            self.refuse(key, f"`{key}` must be a list of names")
            return ()
        if len(listed) < least:
            self.refuse(key, f"`{key}` is empty")
        return tuple(listed)


def _depth(values: object) -> int:
    """Return how deep tables and lists are nested, without going deep itself."""
    level, depth = [values], 0
    while level := [inner for outer in level for inner in _parts(outer)]:
        depth += 1
    return depth


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_KINDS: dict[type, str] = {
    str: "text",
    int: "number",
    bool: "true or false",
    date: "day (2026-01-31)",
    dict: "table",
}
