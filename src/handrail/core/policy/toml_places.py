"""Where things stand in a TOML file. tomllib gives values without places; errors need both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TABLE = re.compile(r"\s*\[(\[)?\s*([A-Za-z0-9_.\"'-]+)\s*\]")
_KEY = re.compile(r"(\s*)([A-Za-z0-9_-]+|\"[^\"]*\")\s*=\s*")
_FOLD = re.compile(r"\\[ \t]*\n[ \t\n]*")  # a backslash at the end of a line takes the line's end away
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)")
_TRIPLE = ('"""', "'''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A position in the file, both from 1, with the line's text."""

    line: int
    column: int
    source: str


class Places:
    """Remembers where each key of each table of one TOML text stands; lines end with LF or CRLF, as there."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").split("\n")
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
                fence = next((q for q in _TRIPLE if rest.startswith(q) and q not in rest[3:]), "")

    def at(self, line: int, column: int) -> Place:
        """Return the place with its line's text, or the nearest there is."""
        line = min(max(line, 1), len(self._lines))
        return Place(line=line, column=column, source=self._lines[line - 1])

    def table(self, name: str, index: int) -> Place:
        """Return where the index-th table of this name begins."""
        return self._tables.get((name, index), Place(line=1, column=1, source=""))

    def value(self, name: str, index: int, key: str) -> Place:
        """Return where the value of a key begins; the table's own place when it has no such key."""
        return self._keys.get((name, index, key)) or self._tables.get((key, 0)) or self.table(name, index)

    def key(self, name: str, index: int, key: str) -> Place:
        """Return where a key itself stands."""
        found = self.value(name, index, key)
        indent = len(found.source) - len(found.source.lstrip())
        return Place(line=found.line, column=indent + 1, source=found.source)

    def inside(self, name: str, index: int, key: str, offset: int) -> Place:
        """Return the place of a character within a string value, counted from 0 as tomllib read the value."""
        start = self.value(name, index, key)
        rest = start.source[start.column - 1 :]
        quote = next((q for q in (*_TRIPLE, '"', "'") if rest.startswith(q)), "")
        if not quote:
            return start
        below = self._lines[start.line :] if quote in _TRIPLE else []
        text = "\n".join([rest, *below])
        ahead = next(
            (at for number, at in enumerate(_characters(text, quote)) if number == offset), len(quote)
        )
        line = text.count("\n", 0, ahead)
        column = ahead - (text.rfind("\n", 0, ahead) + 1) if line else start.column - 1 + ahead
        return self.at(start.line + line, column + 1)


def _characters(text: str, quote: str) -> Iterator[int]:
    """Yield where each character of a quoted value stands in the text, and last where the value ends."""
    at = len(quote)
    if quote in _TRIPLE and text.startswith("\n", at):
        at += 1
    escaped = quote[0] == '"'
    while at < len(text) and not text.startswith(quote, at):
        if escaped and quote in _TRIPLE and (fold := _FOLD.match(text, at)):
            at = fold.end()
            continue
        yield at
        found = _ESCAPE.match(text, at) if escaped else None
        at = found.end() if found else at + 1
    yield at
