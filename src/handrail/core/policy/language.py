"""The condition language: a whitelist of Python's expression grammar, typed against the facts, not run.

Reads text into a typed tree. What is not listed here does not exist: no calls but `days(n)` and
`clock('HH:MM')`, no loops, no names but the facts. Source: docs/formats/policy-pack.md 3.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Op(StrEnum):
    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


@dataclass(frozen=True, slots=True)
class Fact:
    path: str


@dataclass(frozen=True, slots=True)
class Literal:
    value: bool | int | str
    clock: str = ""  # as written, when the number is a time of day


@dataclass(frozen=True, slots=True)
class PlusDays:
    base: "Node"
    days: int


@dataclass(frozen=True, slots=True)
class Compare:
    left: "Node"
    op: Op
    right: "Node"


@dataclass(frozen=True, slots=True)
class Among:
    fact: Fact
    choices: frozenset[str] | frozenset[int]
    negated: bool


@dataclass(frozen=True, slots=True)
class Absent:
    fact: Fact
    negated: bool


@dataclass(frozen=True, slots=True)
class Not:
    inner: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Node", ...]


type Node = Fact | Literal | PlusDays | Compare | Among | Absent | Not | AllOf | AnyOf

NUMBERS: frozenset[type] = frozenset({int, date})


def facts_read(node: Node) -> tuple[str, ...]:
    """Return the paths of the facts a condition names, in order, each once."""
    return tuple(dict.fromkeys(_walk(node)))


def _walk(node: Node) -> list[str]:
    match node:
        case Fact(path) | Among(Fact(path)) | Absent(Fact(path)):
            return [path]
        case Literal():
            return []
        case PlusDays(base):
            return _walk(base)
        case Compare(left, _, right):
            return _walk(left) + _walk(right)
        case Not(inner):
            return _walk(inner)
        case AllOf(parts) | AnyOf(parts):
            return [path for part in parts for path in _walk(part)]
