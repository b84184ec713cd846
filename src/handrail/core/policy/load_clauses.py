"""Reads the clauses of pack.toml."""

import hashlib
from collections.abc import Mapping

from handrail.core.policy.closures import compiled
from handrail.core.policy.facts import Action
from handrail.core.policy.language import Node, facts_read
from handrail.core.policy.pack import Clause, Remedy, Severity
from handrail.core.policy.reader import ConditionFault, read_condition
from handrail.core.policy.shapes import Sheet, Table
from handrail.core.policy.vocabulary import EACH

KEYS = frozenset({"id", "title", "text", "actions", "each", "violated", "severity", "reason", "remedies"})


def clause_ids(sheet: Sheet) -> frozenset[str]:
    """Return the ids the pack gives its clauses, of those that cannot be read too."""
    ids = (table.values.get("id") for table in sheet.tables("clause"))
    return frozenset(found for found in ids if isinstance(found, str))


def read_clauses(
    sheet: Sheet,
    groups: Mapping[str, frozenset[Action]],
    remedies: Mapping[str, Remedy],
    permits: frozenset[Action],
) -> tuple[Clause, ...]:
    """Return the clauses that could be read, noting every problem on the sheet."""
    found: dict[str, Clause] = {}
    for table in sheet.tables("clause"):
        table.only(KEYS)
        clause = _clause(table, groups, remedies)
        if clause is None:
            continue
        if clause.id in found:
            table.refuse("id", f"clause `{clause.id}` is written twice")
        for action in sorted(clause.actions - permits):
            table.refuse("actions", f"`{action}` is never permitted, so this clause can never be asked there")
        found[clause.id] = clause
    if not found:
        sheet.top().refuse(None, "a pack needs at least one [[clause]]")
    return tuple(found.values())


def _clause(
    table: Table, groups: Mapping[str, frozenset[Action]], remedies: Mapping[str, Remedy]
) -> Clause | None:
    texts = {key: table.text(key) for key in ("id", "title", "text", "violated", "severity", "reason")}
    each = table.take("each", str, default="") or None
    actions = _actions(table, groups)
    offered = table.names("remedies", required=False)
    for remedy in offered:
        if remedy not in remedies:
            table.refuse("remedies", f"remedy `{remedy}` has no [[remedy]] in this pack")
    if each is not None and each not in EACH:
        table.refuse("each", f"`each` is one of {', '.join(EACH)}")
        return None
    if texts["severity"] and texts["severity"] not in set(Severity):
        table.refuse("severity", f"severity is one of {', '.join(Severity)}")
        return None
    node = _condition(table, texts["violated"], each)
    if node is None or not all(texts.values()) or not actions:
        return None
    return Clause(
        id=texts["id"],
        title=texts["title"],
        text=texts["text"],
        actions=actions,
        each=each,
        violated=texts["violated"].strip(),
        node=node,
        test=compiled(node),
        severity=Severity(texts["severity"]),
        reason=texts["reason"],
        remedies=offered,
        reads=facts_read(node),
        digest=_digest([*texts.values(), each or "", *sorted(actions)]),
    )


def _actions(table: Table, groups: Mapping[str, frozenset[Action]]) -> frozenset[Action]:
    found: set[Action] = set()
    for name in table.names("actions", least=1):
        if name in groups:
            found |= groups[name]
        elif name in set(Action):
            found.add(Action(name))
        else:
            table.refuse("actions", f"`{name}` is neither an action nor a group of [groups]")
    return frozenset(found)


def _condition(table: Table, text: str, each: str | None) -> Node | None:
    if not text:
        return None
    try:
        return read_condition(text, each=each)
    except ConditionFault as fault:
        place = table.sheet.places.inside(table.name, table.index, "violated", fault.at)
        table.sheet.refuse(place, str(fault))
        return None


def _digest(parts: list[str]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part.encode()).to_bytes(8) + part.encode())
    return total.hexdigest()
