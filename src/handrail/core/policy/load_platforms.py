"""Reads platforms.toml: dated rules per country, each with its source."""

from datetime import date
from itertools import pairwise

from handrail.core.policy.pack import PlatformEntry, PlatformRule
from handrail.core.policy.shapes import Sheet, Table

KEYS = frozenset({"id", "title", "rule"})
TRUTHS = ("is_ephemeral", "exposes_numbers", "can_be_closed", "can_be_recorded")
RULE_KEYS = frozenset({"country", "from_on", "until_on", "minimum_age", "source", "recorded_on", *TRUTHS})


def read_platforms(sheet: Sheet) -> dict[str, PlatformEntry]:
    """Return the platforms by id, noting every problem on the sheet."""
    sheet.top().only({"platform"})
    rules = _rules_by_platform(sheet)
    found: dict[str, PlatformEntry] = {}
    for table in sheet.tables("platform"):
        table.only(KEYS)
        entry = PlatformEntry(
            id=table.text("id"), title=table.text("title"), rules=tuple(rules.get(table.index, []))
        )
        if entry.id in found:
            table.refuse("id", f"platform `{entry.id}` is written twice")
        if not entry.rules:
            table.refuse(None, f"platform `{entry.id}` has no [[platform.rule]]")
        _refuse_overlaps(table, entry)
        found[entry.id] = entry
    return found


def _rules_by_platform(sheet: Sheet) -> dict[int, list[PlatformRule]]:
    """Read every rule; places count `[[platform.rule]]` through the whole file."""
    found: dict[int, list[PlatformRule]] = {}
    number = 0
    for platform in sheet.tables("platform"):
        listed = platform.values.get("rule", [])
        for values in listed if isinstance(listed, list) else []:
            if isinstance(values, dict):
                rule = _rule(Table(sheet, "platform.rule", number, values))
                found.setdefault(platform.index, []).append(rule)
            number += 1
    return found


def _rule(table: Table) -> PlatformRule:
    table.only(RULE_KEYS)
    truths = {key: bool(table.take(key, bool)) for key in TRUTHS}
    from_on = table.take("from_on", date) or date.min
    until_on = table.take("until_on", date) if "until_on" in table.values else None
    if until_on is not None and until_on <= from_on:
        table.refuse("until_on", "`until_on` is the first day the rule no longer holds: later than `from_on`")
    return PlatformRule(
        country=table.text("country"),
        from_on=from_on,
        until_on=until_on,
        minimum_age=table.take("minimum_age", int) or 0,
        source=table.text("source"),
        recorded_on=table.take("recorded_on", date) or date.min,
        **truths,
    )


def _refuse_overlaps(table: Table, entry: PlatformEntry) -> None:
    in_order = sorted(entry.rules, key=lambda rule: (rule.country, rule.from_on))
    for one, two in pairwise(in_order):
        if one.country == two.country and (one.until_on is None or one.until_on > two.from_on):
            table.refuse(None, f"rules of `{entry.id}` from {one.from_on} and {two.from_on} overlap")
