"""Loads a pack from its files, or names everything wrong with it at file:line:caret.

Source: docs/formats/policy-pack.md.
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from handrail.core.policy.edits import EDITS
from handrail.core.policy.facts import Action
from handrail.core.policy.load_cases import read_cases
from handrail.core.policy.load_clauses import read_clauses
from handrail.core.policy.load_platforms import read_platforms
from handrail.core.policy.load_words import read_headings
from handrail.core.policy.pack import Clause, Pack, Remedy
from handrail.core.policy.problems import PackRefused, Problem
from handrail.core.policy.shapes import Sheet, Table

PACK_FILE, WORDS_FILE, PLATFORMS_FILE, CASES_FOLDER = "pack.toml", "policy.md", "platforms.toml", "cases/"
TOP_KEYS = frozenset(
    {
        "id",
        "title",
        "version",
        "adopted_on",
        "agreement_version",
        "vetting_lasts_days",
        "training_lasts_days",
        "protected_labels",
        "permits",
        "groups",
        "clause",
        "remedy",
    }
)
REMEDY_KEYS = frozenset({"id", "text", "who", "hidden_from"})
ROLES = frozenset({"lead", "representative", "guardian", "young_person"})


def load_pack(files: Mapping[str, str], *, name: str) -> Pack:
    """Return the pack these files hold.

    files   text by path within the pack's folder, `/` between parts
    name    how errors call the folder
    raises  PackRefused, naming every problem with file, line and caret
    """
    problems = [
        Problem(file=f"{name}/{needed}", message="this file is missing")
        for needed in (PACK_FILE, WORDS_FILE, PLATFORMS_FILE)
        if needed not in files
    ]
    if problems:
        raise PackRefused(tuple(problems))
    sheet = Sheet(f"{name}/{PACK_FILE}", files[PACK_FILE], problems)
    top = sheet.top()
    top.only(TOP_KEYS)
    permits = _actions(top, "permits", top.names("permits"))
    remedies = {remedy.id: remedy for remedy in map(_remedy, sheet.tables("remedy"))}
    clauses = read_clauses(sheet, _groups(top), remedies, permits)
    pack = Pack(
        id=top.text("id"),
        title=top.text("title"),
        version=top.text("version"),
        adopted_on=top.take("adopted_on", date) or date.min,
        agreement_version=top.take("agreement_version", int) or 0,
        vetting_lasts_days=top.take("vetting_lasts_days", int) or 0,
        training_lasts_days=top.take("training_lasts_days", int) or 0,
        protected_labels=tuple(label.casefold() for label in top.names("protected_labels")),
        digest=_digest(files),
        permits=permits,
        clauses=clauses,
        by_action=_by_action(permits, clauses),
        remedies=remedies,
        platforms=read_platforms(Sheet(f"{name}/{PLATFORMS_FILE}", files[PLATFORMS_FILE], problems)),
        headings=read_headings(f"{name}/{WORDS_FILE}", files[WORDS_FILE], clauses, problems),
        cases=read_cases(sheet, _case_sheets(files, name, problems), clauses),
    )
    if problems:
        raise PackRefused(tuple(problems))
    return pack


def _case_sheets(files: Mapping[str, str], name: str, problems: list[Problem]) -> list[Sheet]:
    paths = sorted(path for path in files if path.startswith(CASES_FOLDER) and path.endswith(".toml"))
    return [Sheet(f"{name}/{path}", files[path], problems) for path in paths]


def _actions(table: Table, key: str, names: tuple[str, ...]) -> frozenset[Action]:
    for found in names:
        if found not in set(Action):
            table.refuse(key, f"unknown action `{found}`; one of {', '.join(Action)}")
    return frozenset(Action(found) for found in names if found in set(Action))


def _groups(top: Table) -> dict[str, frozenset[Action]]:
    found = top.values.get("groups", {})
    if not isinstance(found, dict):
        top.refuse("groups", "`groups` must be a table: [groups]")
        return {}
    table = Table(top.sheet, "groups", 0, found)
    return {key: _actions(table, key, table.names(key)) for key in found}


def _remedy(table: Table) -> Remedy:
    table.only(REMEDY_KEYS)
    remedy_id, who = table.text("id"), table.text("who")
    if remedy_id and remedy_id not in EDITS:
        table.refuse("id", f"unknown remedy `{remedy_id}`; one of {', '.join(sorted(EDITS))}")
    hidden = table.names("hidden_from", required=False)
    for key, role in [("who", who), *(("hidden_from", role) for role in hidden)]:
        if role and role not in ROLES:
            table.refuse(key, f"unknown role `{role}`; one of {', '.join(sorted(ROLES))}")
    return Remedy(id=remedy_id, text=table.text("text"), who=who, hidden_from=frozenset(hidden))


def _by_action(permits: frozenset[Action], clauses: tuple[Clause, ...]) -> dict[Action, tuple[Clause, ...]]:
    return {action: tuple(c for c in clauses if action in c.actions) for action in sorted(permits)}


def _digest(files: Mapping[str, str]) -> str:
    """Return the sha256 over every path and text, lengths included so that none can run into the next."""
    total = hashlib.sha256()
    for path in sorted(files):
        for part in (path.encode(), files[path].encode()):
            total.update(len(part).to_bytes(8) + part)
    return total.hexdigest()
