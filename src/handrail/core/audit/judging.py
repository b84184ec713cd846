"""What a decision means for an audit: what was broken, what nobody recorded, what an export cannot show."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.core.audit.situation import Setting
from handrail.core.policy.decision import Decision, Violation

# Facts no chat export and no people file holds.
BEYOND = (
    "account.is_",
    "account.has_",
    "device.",
    "picture.",
    "conversation.is_closed",
    "conversation.is_by_invitation",
    "conversation.name_marks_vulnerability",
    "conversation.exposure_is_agreed",
    "policy.",
    "r.",
)
COLUMNS = {
    "account.owner": "account",
    "y.is_assessed": "assessed_on",
    "y.explained_on": "explained_on",
    "y.agreed_on": "agreed_on",
    "y.agreed_version": "agreement_version",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A clause broken, or not shown to be kept because nobody recorded a fact.

    unrecorded  the fact, when that is why; else empty
    """

    clause_id: str
    severity: str
    reason: str
    about: tuple[str, ...]
    unrecorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The outcome of what could be checked; `unchecked` pairs clauses that could not be with the fact."""

    outcome: str
    broken: tuple[Broken, ...]
    unchecked: tuple[tuple[str, str], ...]


WEIGHT = {"refuse": 3, "hold": 2, "warn": 1, "allow": 0}


def judged(setting: Setting, decision: Decision) -> Judgement:
    """Return the decision, sorted into what an audit can say and what it cannot."""
    broken: list[Broken] = []
    unchecked: list[tuple[str, str]] = []
    for violation in decision.violations:
        beyond = next((path for path in violation.unknown if is_beyond(path, setting.filled)), None)
        if beyond is not None:
            unchecked.append((violation.clause_id, beyond))
        elif not violation.is_unknown:
            broken.append(_broken(violation, ""))
    broken += _unrecorded(setting, decision)
    outcome = max((one.severity for one in broken), key=WEIGHT.__getitem__, default="allow")
    return Judgement(outcome=outcome, broken=tuple(broken), unchecked=tuple(unchecked))


def is_beyond(path: str, filled: frozenset[str]) -> bool:
    """Return whether neither the export nor the people file could hold a fact."""
    column = COLUMNS.get(path)
    return path.startswith(BEYOND) or (column is not None and column not in filled)


def _unrecorded(setting: Setting, decision: Decision) -> Iterable[Broken]:
    """Yield each fact nobody recorded once, under the most particular clause that needs it.

    Without a date of birth five clauses cannot be checked; that is one thing to mend, not five.
    The most particular is the one that reads fewest facts, and of those the last in the pack.
    """
    order = {clause.id: (-len(clause.reads), place) for place, clause in enumerate(setting.pack.clauses)}
    spoken: dict[tuple[str, tuple[str, ...]], Violation] = {}
    for violation in decision.violations:
        for path in violation.unknown:
            if is_beyond(path, setting.filled):
                continue
            known = spoken.get((path, violation.about))
            if known is None or order[violation.clause_id] > order[known.clause_id]:
                spoken[path, violation.about] = violation
    merged: dict[tuple[str, str], Broken] = {}
    for (path, about), violation in spoken.items():
        before = merged.get((path, violation.clause_id))
        everyone = (*before.about, *about) if before else about
        merged[path, violation.clause_id] = _broken(violation, path, everyone)
    return merged.values()


def _broken(violation: Violation, unrecorded: str, about: tuple[str, ...] | None = None) -> Broken:
    return Broken(
        clause_id=violation.clause_id,
        severity=violation.severity,
        reason=violation.reason,
        about=violation.about if about is None else about,
        unrecorded=unrecorded,
    )
