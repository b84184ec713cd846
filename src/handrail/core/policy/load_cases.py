"""Reads cases/*.toml: worked examples, each a base set of facts with a few changes.

A case file may hold `[base.NAME]` tables (whole facts, JSON-like) and `[[case]]` tables.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy

from handrail.core.policy.facts import Action
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.pack import NOT_PERMITTED, Case
from handrail.core.policy.problems import FactsRefused
from handrail.core.policy.shapes import Sheet, Table

OUTCOMES = frozenset({"allow", "warn", "hold", "refuse"})
KEYS = frozenset({"id", "clause", "base", "action", "change", "outcome", "clauses"})

type Document = dict[str, object]


def read_cases(home: Sheet, sheets: Sequence[Sheet], clause_ids: frozenset[str]) -> tuple[Case, ...]:
    """Return the cases, noting problems; every clause needs one that breaks it and one that does not.

    home    the sheet of pack.toml, where a clause without cases is at fault
    sheets  the case files
    """
    before = len(home.problems)
    bases: dict[str, Mapping[str, object]] = {}
    for sheet in sheets:
        sheet.top().only({"base", "case"})
        _add_bases(sheet, bases)
    ids = clause_ids | {NOT_PERMITTED}
    found: dict[str, Case] = {}
    for sheet in sheets:
        for table in sheet.tables("case"):
            case = _case(table, bases, ids)
            if case is not None and case.id in found:
                table.refuse("id", f"case `{case.id}` is written twice")
            if case is not None:
                found[case.id] = case
    if len(home.problems) == before:  # a case that cannot be read is not a case that is missing
        _refuse_missing(home, tuple(found.values()))
    return tuple(found.values())


def _add_bases(sheet: Sheet, bases: dict[str, Mapping[str, object]]) -> None:
    listed = sheet.values.get("base", {})
    for name, facts in listed.items() if isinstance(listed, dict) else [("", listed)]:
        place = sheet.places.table(f"base.{name}", 0)
        if not isinstance(facts, dict):
            sheet.refuse(place, "a base is a table of facts: [base.NAME]")
        elif name in bases:
            sheet.refuse(place, f"[base.{name}] is written twice")
        else:
            bases[name] = facts


def _case(table: Table, bases: Mapping[str, Mapping[str, object]], ids: frozenset[str]) -> Case | None:
    table.only(KEYS)
    action, outcome, base = table.text("action"), table.text("outcome"), table.text("base")
    clause_id, broken = table.text("clause"), table.names("clauses", required=False)
    for key, name in [("clause", clause_id), *(("clauses", name) for name in broken)]:
        if name and name not in ids:
            table.refuse(key, f"there is no clause `{name}`")
    if action not in set(Action):
        table.refuse("action", f"unknown action `{action}`")
        return None
    if outcome not in OUTCOMES:
        table.refuse("outcome", f"outcome is one of {', '.join(sorted(OUTCOMES))}")
    if base not in bases:
        table.refuse("base", f"there is no [base.{base}]")
        return None
    document = _changed(table, bases[base])
    try:
        facts_from(document)
    except FactsRefused as refused:
        table.refuse("change", "; ".join(refused.faults))
        return None
    return Case(
        id=table.text("id"),
        clause_id=clause_id,
        action=Action(action),
        document=document,
        outcome=outcome,
        clause_ids=frozenset(broken),
    )


def _changed(table: Table, base: Mapping[str, object]) -> Document:
    document: Document = deepcopy(dict(base))
    change = table.take("change", dict, default={}) or {}
    for path, value in change.items():
        try:
            _put(document, str(path).split("."), value)
        except (KeyError, IndexError, ValueError, TypeError):
            table.refuse("change", f"`{path}` leads nowhere in the base")
    return document


def _put(document: object, steps: list[str], value: object) -> None:
    """Set the value at a path; `unknown` takes the fact away, `absent` says it is known not to be there."""
    for step in steps[:-1]:
        document = document[int(step)] if isinstance(document, list) else document[step]  # type: ignore[index]  # KeyError and TypeError are caught
    last: int | str = int(steps[-1]) if isinstance(document, list) else steps[-1]
    if value == "unknown":
        del document[last]  # type: ignore[attr-defined]  # as above
    else:
        document[last] = None if value == "absent" else value  # type: ignore[index]  # as above


def _refuse_missing(home: Sheet, cases: Sequence[Case]) -> None:
    """Note each clause without a case that breaks it, or without one beside it that does not."""
    for table in home.tables("clause"):
        clause_id = table.values.get("id")
        own = [case for case in cases if case.clause_id == clause_id]
        if not any(clause_id in case.clause_ids for case in own):
            table.refuse("id", f"clause `{clause_id}` has no case that breaks it")
        if not any(clause_id not in case.clause_ids for case in own):
            table.refuse("id", f"clause `{clause_id}` has no case at the boundary that keeps it")
