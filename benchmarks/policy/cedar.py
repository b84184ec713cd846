"""The same clauses in Cedar, printed from the pack's own trees, and the same facts as a Cedar context.

Cedar has no "for each": a request is asked once for each young person and representative, and the answers are
joined. It has no unknown either: only requests with every fact recorded are asked of it.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import zip_longest

from handrail.core.policy.facts import Action, Facts
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
    PlusDays,
)
from handrail.core.policy.pack import Clause, Pack


def cedar_policies(pack: Pack) -> str:
    """Return the pack as Cedar text: everything is permitted but what a clause forbids."""
    return "permit(principal, action, resource);\n" + "\n".join(_forbid(clause) for clause in pack.clauses)


def _forbid(clause: Clause) -> str:
    actions = ", ".join(f'Action::"{action}"' for action in sorted(clause.actions))
    letter = {"young": "y", "representatives": "r"}.get(clause.each or "")
    there = f"context has {letter} && " if letter else ""
    when = f"{there}({_said(clause.node)})"
    return f"forbid(principal, action in [{actions}], resource) when {{ {when} }};"


def clause_ids(pack: Pack, reasons: Iterable[str]) -> set[str]:
    """Return the clauses Cedar names; it numbers policies in order, the permit first."""
    return {pack.clauses[int(reason.removeprefix("policy")) - 1].id for reason in reasons}


def _said(node: Node) -> str:
    match node:
        case Fact(path):
            return f"context.{path}"
        case Literal(value):
            return f'"{value}"' if isinstance(value, str) else str(value)
        case PlusDays(base, days):
            return f"({_said(base)} + {days})"
        case Compare(left, op, right):
            return f"({_said(left)} {op} {_said(right)})"
        case Among(fact, choices, negated):
            listed = ", ".join(f'"{choice}"' for choice in sorted(choices, key=str))
            return f"{'!' if negated else ''}[{listed}].contains({_said(fact)})"
        case Absent(Fact(path), negated):
            owner, _, name = f"context.{path}".rpartition(".")
            return f"({'' if negated else '!'}({owner} has {name}))"
        case Not(inner):
            return f"!({_said(inner)})"
        case AllOf(parts):
            return "(" + " && ".join(_said(part) for part in parts) + ")"
        case AnyOf(parts):
            return "(" + " || ".join(_said(part) for part in parts) + ")"


def cedar_requests(action: Action, facts: Facts) -> list[dict[str, object]]:
    """Return the requests that together ask what one decision asks."""
    shared = _plain(facts)
    assert isinstance(shared, dict)
    young, working = shared.pop("young"), shared.pop("representatives")
    assert isinstance(young, list)
    assert isinstance(working, list)
    pairs = list(zip_longest(young, working)) or [(None, None)]
    return [_request(action, shared, y, r) for y, r in pairs]


def _request(action: Action, shared: dict[str, object], young: object, working: object) -> dict[str, object]:
    each = {letter: one for letter, one in (("y", young), ("r", working)) if one is not None}
    return {
        "principal": 'User::"one"',
        "action": f'Action::"{action}"',
        "resource": 'Chat::"one"',
        "context": {**shared, **each},
    }


def _plain(value: object) -> object:
    """Return a value as Cedar takes it: days as numbers, what is absent left out."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {part.name: getattr(value, part.name) for part in fields(value)}
        return {name: _plain(inner) for name, inner in found.items() if inner is not None}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.toordinal()
    return str(value) if isinstance(value, str) else value
