"""Turns a typed tree into closures of two arguments: the facts, and the one of `each` (or None)."""

import operator
from collections.abc import Callable
from datetime import date, timedelta
from operator import attrgetter
from typing import Protocol

from handrail.core.policy.facts import Facts, Representative, Young
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
from handrail.core.policy.unknown import UNKNOWN, NotKnown

type One = Young | Representative | None


class Test(Protocol):
    def __call__(self, facts: Facts, one: One, /) -> bool: ...


type Value = Callable[[Facts, One], object]
type Sign = Callable[..., bool]

SIGNS: dict[Op, Sign] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}
EACH_LETTERS = ("y.", "r.")


def is_of_each(path: str) -> bool:
    """Return whether a path names a fact of the one in turn, not of all."""
    return path.startswith(EACH_LETTERS)


def compiled(node: Node) -> Test:
    """Return the closure that says whether the condition holds.

    The closure raises NotKnown when it touches a fact that is not recorded.
    """
    match node:
        case AllOf((first, *rest)):
            return _joined_all(compiled(first), [compiled(part) for part in rest])
        case AnyOf((first, *rest)):
            return _joined_any(compiled(first), [compiled(part) for part in rest])
        case Not(inner):
            test = compiled(inner)
            return lambda facts, one: not test(facts, one)
        case Compare(left, op, right):
            return _comparison(left, op, right)
        case Among(fact, choices, negated):
            return _membership(_getter(fact.path), choices, of_each=is_of_each(fact.path), negated=negated)
        case Absent(fact, negated):
            return _absence(_value(fact), negated=negated)
        case Fact(path):
            return _truth(path)
        case _:
            raise AssertionError(f"not a truth: {node}")  # INVARIANT: the reader lets no other node through


def _getter(path: str) -> Callable[[object], object]:
    return attrgetter(path[2:] if is_of_each(path) else path)


def _truth(path: str) -> Test:
    get = _getter(path)
    if is_of_each(path):
        return lambda _, one: True if get(one) else False  # noqa: SIM210 (bool() hides NotKnown's cost no better and is slower)
    return lambda facts, _: True if get(facts) else False  # noqa: SIM210 (as above)


def _joined_all(first: Test, rest: list[Test]) -> Test:
    match rest:
        case []:
            return first
        case [second]:
            return lambda facts, one: first(facts, one) and second(facts, one)
        case _:
            second = _joined_all(rest[0], rest[1:])
            return lambda facts, one: first(facts, one) and second(facts, one)


def _joined_any(first: Test, rest: list[Test]) -> Test:
    if not rest:
        return first
    second = _joined_any(rest[0], rest[1:])
    return lambda facts, one: first(facts, one) or second(facts, one)


def _comparison(left: Node, op: Op, right: Node) -> Test:
    match left, right:
        case Fact(path), Literal(value):
            return _against_constant(_getter(path), SIGNS[op], value, of_each=is_of_each(path))
    one_side, other_side, sign = _value(left), _value(right), SIGNS[op]
    return lambda facts, one: sign(one_side(facts, one), other_side(facts, one))


def _against_constant(get: Callable[[object], object], sign: Sign, value: object, *, of_each: bool) -> Test:
    if of_each:
        return lambda _, one: sign(get(one), value)
    return lambda facts, _: sign(get(facts), value)


def _membership(
    get: Callable[[object], object], choices: frozenset[str] | frozenset[int], *, of_each: bool, negated: bool
) -> Test:
    if of_each and negated:
        return lambda _, one: get(one) not in choices
    if of_each:
        return lambda _, one: get(one) in choices
    if negated:
        return lambda facts, _: get(facts) not in choices
    return lambda facts, _: get(facts) in choices


def _absence(value: Value, *, negated: bool) -> Test:
    def test(facts: Facts, one: One) -> bool:
        found = value(facts, one)
        if found is UNKNOWN:
            raise NotKnown
        return (found is None) is not negated

    return test


def _value(node: Node) -> Value:
    match node:
        case Literal(value):
            return lambda _facts, _one: value
        case Fact(path) if is_of_each(path):
            get = _getter(path)
            return lambda _, one: get(one)
        case Fact(path):
            get = _getter(path)
            return lambda facts, _: get(facts)
        case PlusDays(base, count):
            day, more = _value(base), timedelta(days=count)
            return lambda facts, one: _moved(day(facts, one), more)
        case _:
            raise AssertionError(f"not a value: {node}")  # INVARIANT: as in compiled()


def _moved(day: object, more: timedelta) -> date:
    if day is UNKNOWN:
        raise NotKnown
    assert isinstance(day, date)
    return day + more
