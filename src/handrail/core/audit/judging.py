"""What a decision means for an audit: what was broken, what nobody recorded, what an export cannot show."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.core.audit.situation import Setting
from handrail.core.people.person import Person
from handrail.core.policy.decision import Decision, Violation
from handrail.core.policy.pack import Pack

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
    "y.is_shown",
    "r.",
)
STRANGER = "stranger"  # stands for the account of somebody unknown
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


def judged(setting: Setting, decision: Decision, sender: Person | None) -> Judgement:
    """Return the decision, sorted into what an audit can say and what it cannot.

    sender  of the message; None for somebody unknown, whose account nobody could have recorded
    """
    broken: list[Broken] = []
    unchecked: list[tuple[str, str]] = []
    for violation in decision.violations:
        beyond = next((path for path in violation.unknown if _is_beyond(path, setting, sender)), None)
        if beyond is not None:
            unchecked.append((violation.clause_id, STRANGER if _is_strangers(beyond, sender) else beyond))
        elif not violation.is_unknown:
            broken.append(_broken(violation, about_of(setting, violation, sender)))
    broken += _unrecorded(setting, decision, sender)
    outcome = max((one.severity for one in broken), key=WEIGHT.__getitem__, default="allow")
    return Judgement(outcome=outcome, broken=tuple(broken), unchecked=tuple(unchecked))


def _is_beyond(path: str, setting: Setting, sender: Person | None) -> bool:
    """Return whether neither the export nor the people file could hold a fact."""
    if _is_strangers(path, sender):
        return True
    column = COLUMNS.get(path)
    return path.startswith(BEYOND) or (column is not None and column not in setting.filled)


def _is_strangers(path: str, sender: Person | None) -> bool:
    return sender is None and COLUMNS.get(path) == "account"


def about_of(setting: Setting, violation: Violation, sender: Person | None) -> tuple[str, ...]:
    """Return whom a violation is about: of an account, whoever writes from it."""
    reads = setting.pack.clause(violation.clause_id).reads
    if sender is not None and reads and all(path.startswith("account.") for path in reads):
        return (sender.name,)
    return violation.about


def _unrecorded(setting: Setting, decision: Decision, sender: Person | None) -> Iterable[Broken]:
    """Yield each fact nobody recorded once, under the most particular clause that needs it.

    Without a date of birth five clauses cannot be checked; that is one thing to mend, not five.
    The most particular is the one that reads fewest facts, and of those the last in the pack.
    """
    spoken: dict[tuple[str, tuple[str, ...]], Violation] = {}
    for violation in decision.violations:
        if any(_is_beyond(path, setting, sender) for path in violation.unknown):
            continue
        for path in violation.unknown:
            key = (path, about_of(setting, violation, sender))
            spoken[key] = _more_particular(setting.pack, violation, spoken.get(key))
    merged: dict[tuple[str, str], Broken] = {}
    for (path, about), violation in spoken.items():
        before = merged.get((path, violation.clause_id))
        everyone = (*before.about, *about) if before else about
        merged[path, violation.clause_id] = _broken(violation, everyone, path)
    return merged.values()


def _more_particular(pack: Pack, one: Violation, other: Violation | None) -> Violation:
    places = {clause.id: (-len(clause.reads), place) for place, clause in enumerate(pack.clauses)}
    return one if other is None or places[one.clause_id] > places[other.clause_id] else other


def _broken(violation: Violation, about: tuple[str, ...], unrecorded: str = "") -> Broken:
    return Broken(
        clause_id=violation.clause_id,
        severity=violation.severity,
        reason=violation.reason,
        about=about,
        unrecorded=unrecorded,
    )
