"""Public finders of private details, each asked in its own words and answering in ours.

None of them looks for warning signs, so they do less than `screen` for each message.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import NamedTuple


class Mark(NamedTuple):
    """A category of ours and where it was seen."""

    category: str
    start: int
    end: int


type Finder = Callable[[str], list[Mark]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A finder, what it is called, and the categories it says it knows."""

    name: str
    knows: frozenset[str]
    find: Finder


COMMONREGEX = {"phones": "phone", "emails": "email", "links": "link", "street_addresses": "address"}
SCRUBADUB = {"phone": "phone", "email": "email", "url": "link", "postalcode": "postcode", "twitter": "handle"}


def peers() -> list[Peer]:
    """Return the peers that are installed; print which are not."""
    found = []
    for name, make, names in (
        ("commonregex", _commonregex, COMMONREGEX),
        ("scrubadub", _scrubadub, SCRUBADUB),
    ):
        if find_spec(name) is None:
            print(f"missing: {name} (not installed here)")
        else:
            found.append(Peer(name=f"{name} {version(name)}", knows=frozenset(names.values()), find=make()))
    return found


def _commonregex() -> Finder:
    parse = import_module("commonregex").CommonRegex

    def find(text: str) -> list[Mark]:
        parsed = parse(text)
        return [
            Mark(category, start, start + len(written))
            for name, category in COMMONREGEX.items()
            for written in getattr(parsed, name)
            if (start := text.find(written)) >= 0
        ]

    return find


def _scrubadub() -> Finder:
    scrubber = import_module("scrubadub").Scrubber(locale="en_GB")

    def find(text: str) -> list[Mark]:
        return [
            Mark(SCRUBADUB[filth.type], filth.beg, filth.end)
            for filth in scrubber.iter_filth(text)
            if filth.type in SCRUBADUB
        ]

    return find
