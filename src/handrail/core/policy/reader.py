"""Reads one condition: text in, typed tree out, or a fault with its place in the text."""

import ast
import re
import warnings
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn

from handrail.core.policy.language import (
    NUMBERS,
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
from handrail.core.policy.problems import PolicyError
from handrail.core.policy.vocabulary import Word, words

OPS: dict[type[ast.cmpop], Op] = {
    ast.Eq: Op.EQ,
    ast.NotEq: Op.NE,
    ast.Lt: Op.LT,
    ast.LtE: Op.LE,
    ast.Gt: Op.GT,
    ast.GtE: Op.GE,
}
CLOCK = re.compile(r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])")
LONGEST = 2_000  # characters; a longer condition is not one a person can read
DEEPEST = 40  # levels of the tree
MOST_DAYS = 36_500


class ConditionFault(PolicyError):
    """A condition that cannot be read. `at` counts characters from 0 within the text."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition read, with the optional facts known to be there when it is true, and when it is false."""

    node: Node
    if_true: frozenset[str] = frozenset()
    if_false: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Typed:
    node: Node
    kind: type
    word: Word | None = None


def read_condition(text: str, *, each: str | None = None) -> Node:
    """Return the typed tree of a condition.

    text    one expression of docs/formats/policy-pack.md 3
    each    `young` or `representatives`: what `y` or `r` stands for
    raises  ConditionFault: not in the language, unknown fact, wrong type, optional used before `is None`
    """
    if len(text) > LONGEST:
        raise ConditionFault(f"a condition may have {LONGEST} characters at most")
    flat = text.replace("\n", " ")  # one expression may go over several lines
    ahead = len(flat) - len(flat.lstrip(" "))
    if "#" in flat:
        raise ConditionFault("a condition holds no comment: write it above", flat.index("#"))
    tree = _parsed(flat[ahead:], ahead)
    return _Reader(words(each), flat[ahead:], ahead).truth(tree, frozenset()).node


def _parsed(text: str, ahead: int) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only warns of is no condition either
            tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError, Warning) as error:
        end = len(text.rstrip()) + 1  # where Python tells no place, something is missing at the end
        column = getattr(error, "offset", 0) or end
        raise ConditionFault("this is not a condition", ahead + min(column, end) - 1) from error
    if _is_too_deep(tree):
        raise ConditionFault("this condition is nested too deeply", ahead)
    return tree


def _is_too_deep(tree: ast.AST) -> bool:
    level = [tree]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in ast.iter_child_nodes(outer)]
    return bool(level)


@dataclass(frozen=True, slots=True)
class _Reader:
    words: dict[str, Word]
    text: str
    ahead: int

    def refuse(self, node: ast.expr, message: str) -> NoReturn:
        """Raise the fault at the node's place; ast counts bytes, people count characters."""
        before = self.text.encode()[: node.col_offset].decode()
        raise ConditionFault(message, self.ahead + len(before))

    def truth(self, node: ast.expr, known: frozenset[str]) -> Truth:
        match node:
            case ast.BoolOp(ast.And(), values):
                return self._all_of(values, known)
            case ast.BoolOp(ast.Or(), values):
                return self._any_of(values, known)
            case ast.UnaryOp(ast.Not(), inner):
                read = self.truth(inner, known)
                return Truth(Not(read.node), read.if_false, read.if_true)
            case ast.Compare(left, [op], [right]):
                return self._comparison(node, left, op, right, known)
            case ast.Compare():
                self.refuse(node, "compare two things at a time")
            case ast.Name() | ast.Attribute():
                typed = self._fact(node, known)
                if typed.kind is not bool:
                    self.refuse(node, f"`{ast.unparse(node)}` is not true or false by itself: compare it")
                return Truth(typed.node)
            case _:
                self.refuse(node, "this is not in the condition language")

    def _all_of(self, values: list[ast.expr], known: frozenset[str]) -> Truth:
        parts: list[Node] = []
        gained: frozenset[str] = frozenset()
        for value in values:
            read = self.truth(value, known | gained)
            parts.append(read.node)
            gained |= read.if_true
        return Truth(AllOf(tuple(parts)), if_true=gained)

    def _any_of(self, values: list[ast.expr], known: frozenset[str]) -> Truth:
        parts: list[Node] = []
        gained: frozenset[str] = frozenset()
        for value in values:
            read = self.truth(value, known | gained)
            parts.append(read.node)
            gained |= read.if_false
        return Truth(AnyOf(tuple(parts)), if_false=gained)

    def _comparison(
        self, node: ast.expr, left: ast.expr, op: ast.cmpop, right: ast.expr, known: frozenset[str]
    ) -> Truth:
        match op:
            case ast.Is() | ast.IsNot():
                return self._absence(left, right, known, negated=isinstance(op, ast.IsNot))
            case ast.In() | ast.NotIn():
                return Truth(self._membership(left, right, known, negated=isinstance(op, ast.NotIn)))
        sign = OPS.get(type(op))
        if sign is None:
            self.refuse(node, "this comparison is not in the condition language")
        one, two = self._value(left, known), self._value(right, known)
        self._agree(right, one, two)
        self._agree(left, two, one)
        if one.kind is bool or not _is_plain(one.kind):
            self.refuse(node, "only numbers, days, texts and choices are compared")
        if isinstance(one.node, Literal) and isinstance(two.node, Literal):
            self.refuse(node, "this compares two constants, no fact")
        if one.kind not in NUMBERS and sign not in (Op.EQ, Op.NE):
            self.refuse(node, f"`{sign}` needs numbers or days on both sides")
        return Truth(Compare(one.node, sign, two.node))

    def _absence(self, left: ast.expr, right: ast.expr, known: frozenset[str], *, negated: bool) -> Truth:
        if not (isinstance(right, ast.Constant) and right.value is None):
            self.refuse(right, "`is` is for None only")
        path = self._path(left)
        word = self._word(left, path, known)
        if not word.optional:
            self.refuse(left, f"`{path}` is never None: when nobody recorded it the clause is refused anyway")
        there = frozenset({path})
        node = Absent(Fact(path), negated=negated)
        return Truth(node, if_true=there) if negated else Truth(node, if_false=there)

    def _membership(self, left: ast.expr, right: ast.expr, known: frozenset[str], *, negated: bool) -> Node:
        one = self._fact(left, known)
        if not isinstance(right, ast.Set | ast.Tuple) or not right.elts:
            self.refuse(right, "`in` needs a set of constants: {'a', 'b'}")
        found: list[bool | int | str] = []
        for item in right.elts:
            two = self._value(item, known)
            if not isinstance(two.node, Literal):
                self.refuse(item, "only constants may stand in the set")
            self._agree(item, one, two)
            found.append(two.node.value)
        assert isinstance(one.node, Fact)
        return Among(one.node, frozenset(found), negated=negated)  # type: ignore[arg-type]  # one kind: checked

    def _value(self, node: ast.expr, known: frozenset[str]) -> Typed:
        match node:
            case ast.Constant(bool()):
                self.refuse(node, "write the fact itself, or `not` before it")
            case ast.Constant(int(value)):
                return Typed(Literal(value), int)
            case ast.Constant(str(value)):
                return Typed(Literal(value), str)
            case ast.Call(ast.Name("clock"), [ast.Constant(str(value))], []):
                return Typed(Literal(self._clock(node, value), clock=value), int)
            case ast.BinOp(
                base, ast.Add() | ast.Sub(), ast.Call(ast.Name("days"), [ast.Constant(int(n))], [])
            ) if not isinstance(n, bool):
                if n > MOST_DAYS:
                    self.refuse(node.right, f"`days(n)` reaches {MOST_DAYS} days at most")
                return self._plus_days(base, n if isinstance(node.op, ast.Add) else -n, known)
            case ast.Name() | ast.Attribute():
                return self._fact(node, known)
            case _:
                self.refuse(node, "only facts, constants, `days(n)` and `clock('HH:MM')` may stand here")

    def _plus_days(self, base: ast.expr, count: int, known: frozenset[str]) -> Typed:
        typed = self._fact(base, known)
        if typed.kind is not date:
            self.refuse(base, f"days can be added to a day; `{ast.unparse(base)}` is not one")
        return Typed(PlusDays(typed.node, count), date)

    def _clock(self, node: ast.expr, written: str) -> int:
        if found := CLOCK.fullmatch(written):
            return int(found["hour"]) * 60 + int(found["minute"])
        self.refuse(node, f"`{written}` is not a time of day such as '08:00'")

    def _fact(self, node: ast.expr, known: frozenset[str]) -> Typed:
        path = self._path(node)
        word = self._word(node, path, known)
        if word.optional and path not in known:
            self.refuse(node, f"`{path}` may be None here: test `{path} is None` first")
        return Typed(Fact(path), word.kind, word)

    def _word(self, node: ast.expr, path: str, known: frozenset[str]) -> Word:
        if path not in self.words:
            near = get_close_matches(path, self.words, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            self.refuse(node, f"unknown fact `{path}`{hint}")
        parts = path.split(".")
        for size in range(1, len(parts)):
            part = ".".join(parts[:size])
            if part in self.words and part not in known:
                self.refuse(node, f"`{part}` may be None here: test `{part} is None` first")
        return self.words[path]

    def _path(self, node: ast.expr) -> str:
        match node:
            case ast.Name(name):
                return name
            case ast.Attribute(inner, name):
                return f"{self._path(inner)}.{name}"
            case _:
                self.refuse(node, "a fact is expected here")

    def _agree(self, place: ast.expr, one: Typed, two: Typed) -> None:
        """Refuse when the second cannot be compared with the first."""
        if one.word and issubclass(one.kind, StrEnum) and isinstance(two.node, Literal):
            if two.node.value not in one.word.choices:
                near = get_close_matches(str(two.node.value), one.word.choices, n=1)
                hint = (
                    f"did you mean `{near[0]}`?" if near else f"one of {', '.join(sorted(one.word.choices))}"
                )
                self.refuse(place, f"`{two.node.value}` is not a value of `{one.word.path}`; {hint}")
            return
        if one.kind is not two.kind and not (one.kind is str and issubclass(two.kind, StrEnum)):
            self.refuse(place, f"a {_named(two.kind)} cannot be compared with a {_named(one.kind)}")


def _is_plain(kind: type) -> bool:
    return kind in {int, date, str} or issubclass(kind, StrEnum)


def _named(kind: type) -> str:
    return {bool: "truth", int: "number", date: "day", str: "text"}.get(kind, f"choice of {kind.__name__}")
