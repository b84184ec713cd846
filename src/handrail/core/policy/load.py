"""Loads a pack from its files, or names everything wrong with it at file:line:caret.

Source: docs/formats/policy-pack.md.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handrail.core.policy.edits import EDITS
from handrail.core.policy.facts import Action
from handrail.core.policy.load_cases import read_cases
from handrail.core.policy.load_clauses import clause_ids, read_clauses
from handrail.core.policy.load_platforms import read_platforms
from handrail.core.policy.load_words import read_headings
from handrail.core.policy.pack import Clause, Pack, Remedy
from handrail.core.policy.problems import PackRefused, Problem
from handrail.core.policy.reader import MOST_DAYS
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
    problems += [
        Problem(file=f"{name}/{path}", message="not UTF-8 text")
        for path in files
        if not _is_text(files[path])
    ]
    _stop_at(problems)
    sheet = Sheet(f"{name}/{PACK_FILE}", files[PACK_FILE], problems)
    platforms = Sheet(f"{name}/{PLATFORMS_FILE}", files[PLATFORMS_FILE], problems)
    cases = _case_sheets(files, name, problems)
    _stop_at(problems)  # where a file is not TOML, nothing more can be said of the rest
    pack = _read(
        sheet, platforms, cases, words=(f"{name}/{WORDS_FILE}", files[WORDS_FILE]), digest=_digest(files)
    )
    _stop_at(problems)
    return pack


def _days(top: Table, key: str) -> int:
    """Return a number of days that can be added to any day somebody was vetted or trained on."""
    found = top.take(key, int)
    if found is not None and not 1 <= found <= MOST_DAYS:
        top.refuse(key, f"`{key}` must be from 1 to {MOST_DAYS}")
    return found or 0


def _is_text(text: str) -> bool:
    """Return whether a text can be written as UTF-8: half a surrogate pair cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _stop_at(problems: Iterable[Problem]) -> None:
    if found := tuple(dict.fromkeys(problems)):
        raise PackRefused(found)


def _read(
    sheet: Sheet, platforms: Sheet, cases: Sequence[Sheet], *, words: tuple[str, str], digest: str
) -> Pack:
    """Return the pack as far as it can be read; what cannot is noted on the sheets' common list."""
    top = sheet.top()
    top.only(TOP_KEYS)
    permits = _actions(top, "permits", top.names("permits", least=1))
    remedies = _remedies(sheet)
    clauses = read_clauses(sheet, _groups(top), remedies, permits)
    ids = clause_ids(sheet)
    return Pack(
        id=top.text("id"),
        title=top.text("title"),
        version=top.text("version"),
        adopted_on=top.take("adopted_on", date) or date.min,
        agreement_version=top.take("agreement_version", int) or 0,
        vetting_lasts_days=_days(top, "vetting_lasts_days"),
        training_lasts_days=_days(top, "training_lasts_days"),
        protected_labels=tuple(label.casefold() for label in top.names("protected_labels")),
        digest=digest,
        permits=permits,
        clauses=clauses,
        by_action=_by_action(permits, clauses),
        remedies=remedies,
        platforms=read_platforms(platforms),
        headings=read_headings(*words, ids, sheet.problems),
        cases=read_cases(sheet, cases, ids),
    )


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
    for key in found:
        if key in set(Action):
            table.refuse(key, f"`{key}` is an action; a group needs a name of its own")
    return {key: _actions(table, key, table.names(key, least=1)) for key in found}


def _remedies(sheet: Sheet) -> dict[str, Remedy]:
    found: dict[str, Remedy] = {}
    for table in sheet.tables("remedy"):
        remedy = _remedy(table)
        if remedy.id in found:
            table.refuse("id", f"remedy `{remedy.id}` is written twice")
        found[remedy.id] = remedy
    return found


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
