"""Where things stand in a TOML file. tomllib gives values without places; errors need both."""

import re
from dataclasses import dataclass

_TABLE = re.compile(r"\s*\[(\[)?\s*([A-Za-z0-9_.\"'-]+)\s*\]")
_KEY = re.compile(r"(\s*)([A-Za-z0-9_-]+|\"[^\"]*\")\s*=\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A position in the file, both from 1, with the line's text."""

    line: int
    column: int
    source: str


class Places:
    """Remembers where each key of each table of one TOML text stands."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._keys: dict[tuple[str, int, str], Place] = {}
        self._tables: dict[tuple[str, int], Place] = {}
        self._read()

    def _read(self) -> None:
        table, seen, fence = ("", 0), dict[str, int](), ""
        for number, line in enumerate(self._lines, 1):
            if fence:
                fence = "" if fence in line else fence
                continue
            if header := _TABLE.match(line):
                name = header[2]
                seen[name] = seen.get(name, -1) + 1
                table = (name, seen[name])
                self._tables[table] = Place(line=number, column=1, source=line)
            elif key := _KEY.match(line):
                place = Place(line=number, column=key.end() + 1, source=line)
                self._keys[*table, key[2].strip('"')] = place
                rest = line[key.end() :]
                fence = next((q for q in ('"""', "'''") if rest.startswith(q) and q not in rest[3:]), "")

    def table(self, name: str, index: int) -> Place:
        """Return where the index-th table of this name begins."""
        return self._tables.get((name, index), Place(line=1, column=1, source=""))

    def value(self, name: str, index: int, key: str) -> Place:
        """Return where the value of a key begins; the table's own place when it has no such key."""
        return self._keys.get((name, index, key)) or self.table(name, index)

    def inside(self, name: str, index: int, key: str, line: int, column: int) -> Place:
        """Return the place of a character within a string value.

        line, column  from 0, within the value as tomllib read it
        """
        start = self.value(name, index, key)
        opening = start.source[start.column - 1 : start.column + 2]
        if opening not in ('"""', "'''"):
            return Place(line=start.line, column=start.column + 1 + column, source=start.source)
        is_fresh = not start.source[start.column + 2 :].strip()
        number = start.line + line + is_fresh
        ahead = 0 if is_fresh or line else start.column + 2
        return Place(line=number, column=ahead + column + 1, source=self._lines[number - 1])
