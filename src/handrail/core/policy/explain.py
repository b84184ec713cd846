"""Says in plain English what a clause really runs; shown beside the policy's own words."""

from dataclasses import fields

from handrail.core.policy.facts import Facts
from handrail.core.policy.language import (
    Absent,
    AllOf,
    Among,
    AnyOf,
    Compare,
    Fact,
    Literal,
    Node,
    Not,
    Op,
    PlusDays,
)
from handrail.core.policy.pack import Clause
from handrail.core.policy.vocabulary import Word, words

ON_DAYS = {
    Op.EQ: "is",
    Op.NE: "is not",
    Op.LT: "is before",
    Op.LE: "is on or before",
    Op.GT: "is after",
    Op.GE: "is on or after",
}
ON_NUMBERS = {
    Op.EQ: "is",
    Op.NE: "is not",
    Op.LT: "is less than",
    Op.LE: "is at most",
    Op.GT: "is more than",
    Op.GE: "is at least",
}
SEVERITIES = {"refuse": "Refused", "hold": "Held for a person", "warn": "Warned about"}
EACH = {"young": "for each young person concerned", "representatives": "for each representative taking part"}


def explained(clause: Clause) -> str:
    """Return one sentence that says when the clause is broken and what then happens."""
    return f"{SEVERITIES[clause.severity]} when{_for_each(clause)} {_said(clause.node, words(clause.each))}."


def record_step(path: str) -> str:
    """Return how to ask a person to record a fact that a clause needs, given its path."""
    word = next((found for each in EACH for name, found in words(each).items() if name == path), None)
    if word is None:
        listed = {part.name: part.metadata["says"] for part in fields(Facts) if part.name in EACH}
        return f"Record {listed[path]}."
    return f"Record {'whether ' if word.kind is bool else ''}{word.says}."


def _for_each(clause: Clause) -> str:
    return f", {EACH[clause.each]}," if clause.each else ""


def _said(node: Node, known: dict[str, Word], *, negated: bool = False, inside: bool = False) -> str:
    match node:
        case AllOf(parts):
            return _joined(parts, known, "or" if negated else "and", negated=negated, inside=inside)
        case AnyOf(parts):
            return _joined(parts, known, "and" if negated else "or", negated=negated, inside=inside)
        case Not(inner):
            return _said(inner, known, negated=not negated, inside=inside)
        case Fact(path):
            word = known[path]
            return word.opposite if negated else word.says
        case Absent(fact, was_negated):
            word = known[fact.path]
            return f"{word.says} is recorded" if was_negated is not negated else _absent(word)
        case Among(fact, choices, was_negated):
            listed = " or ".join(str(choice).replace("_", " ") for choice in sorted(choices, key=str))
            return f"{known[fact.path].says} {'is not' if was_negated is not negated else 'is'} {listed}"
        case Compare(left, op, right):
            return _compared(left, OPPOSITES[op] if negated else op, right, known)
        case _:
            raise AssertionError(f"not a truth: {node}")  # INVARIANT: the reader lets no other node through


def _absent(word: Word) -> str:
    return word.opposite or f"{word.says} is not recorded"


OPPOSITES = {
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.LT: Op.GE,
    Op.GE: Op.LT,
    Op.GT: Op.LE,
    Op.LE: Op.GT,
}


def _joined(parts: tuple[Node, ...], known: dict[str, Word], by: str, *, negated: bool, inside: bool) -> str:
    said = [_said(part, known, negated=negated, inside=True) for part in parts]
    whole = f", {by} ".join(said) if any("," in one for one in said) else f" {by} ".join(said)
    return f"({whole})" if inside else whole


def _compared(left: Node, op: Op, right: Node, known: dict[str, Word]) -> str:
    signs = ON_DAYS if _is_day(left, known) else ON_NUMBERS
    return f"{_value(left, known)} {signs[op]} {_value(right, known)}"


def _is_day(node: Node, known: dict[str, Word]) -> bool:
    match node:
        case PlusDays():
            return True
        case Fact(path):
            return known[path].kind.__name__ == "date"
        case _:
            return False


def _value(node: Node, known: dict[str, Word]) -> str:
    match node:
        case Fact(path):
            return known[path].says
        case Literal(_, clock) if clock:
            return clock
        case Literal(value):
            return _constant(value)
        case PlusDays(base, count):
            way = "after" if count >= 0 else "before"
            return f"{abs(count)} days {way} {_value(base, known)}"
        case _:
            raise AssertionError(f"not a value: {node}")  # INVARIANT: as in _said


def _constant(value: bool | int | str) -> str:  # noqa: FBT001 (a constant of the language)
    return value.replace("_", " ") if isinstance(value, str) else str(value)
