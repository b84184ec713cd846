"""A people file's bytes as text, whatever the spreadsheet saved it in."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from handrail.core.people.roster_checks import Problem, RosterRefused

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Decoded(NamedTuple):
    text: str
    encoding: str  # utf-8 | utf-16 | cp1252: worth showing, as cp1252 is never certain


def decode_roster(raw: bytes, *, name: str) -> Decoded:
    """Return a people file's text and the encoding it was taken to be in.

    A byte order mark decides; then zero bytes mean UTF-16; then UTF-8 if it is valid; else Windows-1252.

    raises  RosterRefused: a spreadsheet instead of CSV, or bytes that are text in none of these
    """
    if raw.startswith((_ZIP, _OLD_EXCEL)):
        raise RosterRefused(name, [Problem(1, "is a spreadsheet: save it as CSV and give that file")])
    for encoding in _candidates(raw):
        try:
            return Decoded(raw.decode(encoding).removeprefix("\ufeff"), encoding[:6].rstrip("-"))
        except UnicodeDecodeError:
            continue
    raise RosterRefused(name, [Problem(1, "is not text: save it as CSV in UTF-8")])


def _candidates(raw: bytes) -> tuple[str, ...]:
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" in raw[:2]:
        return ("utf-16-be",) if raw[:1] == b"\0" else ("utf-16-le",)
    return ("utf-8", "cp1252")
