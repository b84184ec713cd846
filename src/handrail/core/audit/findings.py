"""Turns the drafts of a tally into the report's findings, signals and what could not be checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from handrail.core.audit.report import Episode, Finding, Severity, SignalFinding, Unchecked
from handrail.core.audit.tally import EpisodeDraft, FindingDraft, SignalDraft, Tally
from handrail.core.audit.words import MISSING, UNRECORDED, listed, why_unchecked
from handrail.core.policy.facts import Action
from handrail.core.policy.pack import Clause, Pack

ASKED = frozenset({Action.SEND_MESSAGE, Action.SEND_PICTURE, Action.RECEIVE_MESSAGE})
ORDER = {Severity.REFUSE: 0, Severity.HOLD: 1, Severity.WARN: 2}
SIGNAL_ORDER = ("high", "medium", "low")
ABOUT_OTHER_ACTIONS = {
    Action.OPEN_ACCOUNT: ("It is about opening an account.", "Look at the request for the account."),
    Action.ACCEPT_CONTACT: (
        "It is about friend requests to a representative's own account.",
        "Ask each representative.",
    ),
    Action.TAKE_PICTURE: ("It is about taking a picture.", "Ask who took it, and with what."),
    Action.GRANT_ACCESS: ("It is about letting somebody in.", "Look at the young person's file."),
    Action.START_GROUP: ("It is about starting a group.", "Ask whoever started it."),
    Action.ADD_MEMBER: (
        "It is about adding somebody to a group: who was told that numbers would show is not in an export.",
        "Ask whoever added them whether those concerned were told first.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What the report calls the kinds of signals."""

    titles: Mapping[str, str]
    worrying: frozenset[str]


def findings_of(tally: Tally, pack: Pack) -> tuple[Finding, ...]:
    """Return the findings, gravest first, then those with most messages."""
    found = [_finding(draft, pack) for draft in tally.findings.values()]
    return tuple(sorted(found, key=lambda f: (ORDER[f.severity], -f.messages, f.clause_id)))


def _finding(draft: FindingDraft, pack: Pack) -> Finding:
    clause, about = pack.clause(draft.broken.clause_id), tuple(sorted(draft.about))
    remedies = tuple(pack.remedies[name].text for name in clause.remedies)
    title, reason = clause.title, clause.reason
    if draft.broken.unrecorded:
        reason, remedy = UNRECORDED.get(draft.broken.unrecorded, (draft.broken.reason, "Record it."))
        remedies = (remedy.format(who=listed(about)),)
        title = f"{clause.title}: {MISSING.get(draft.broken.unrecorded, 'not recorded')}"
    return Finding(
        clause_id=clause.id,
        severity=Severity(draft.broken.severity),
        title=title,
        clause_text=clause.text,
        reason=reason,
        about=about,
        messages=draft.messages,
        first_at=draft.first_at,
        last_at=draft.last_at,
        episodes=tuple(_episode(episode) for episode in draft.episodes),
        episodes_total=draft.total,
        remedies=remedies,
    )


def _episode(draft: EpisodeDraft) -> Episode:
    return Episode(
        from_at=draft.from_at,
        until_at=draft.until_at,
        messages=draft.messages,
        about=draft.about,
        quoted=tuple(draft.passage.quoted) if draft.passage else (),
    )


def signals_of(tally: Tally, titles: Titles) -> tuple[SignalFinding, ...]:
    """Return the kinds of signs found: worrying before private, gravest first."""
    found = sorted(
        tally.signals.values(),
        key=lambda d: (d.category not in titles.worrying, SIGNAL_ORDER.index(d.severity), -d.messages),
    )
    return tuple(_signal(draft, titles) for draft in found)


def _signal(draft: SignalDraft, titles: Titles) -> SignalFinding:
    return SignalFinding(
        category=draft.category,
        title=titles.titles.get(draft.category, draft.category),
        severity=draft.severity,
        messages=draft.messages,
        by_adults=draft.by_adults,
        first_at=draft.first_at,
        last_at=draft.last_at,
        quoted=tuple(quoted for passage in draft.passages for quoted in passage.quoted if quoted.is_finding),
        reasons=tuple(draft.reasons),
    )


def unchecked_of(tally: Tally, pack: Pack) -> tuple[Unchecked, ...]:
    """Return every clause the export could not answer, in pack order, with why and what would answer it."""
    first_path: dict[str, str] = {}
    for clause_id, path in tally.unchecked:
        first_path.setdefault(clause_id, path)
    rows = (_unchecked(clause, first_path.get(clause.id)) for clause in pack.clauses)
    return tuple(row for row in rows if row is not None)


def _unchecked(clause: Clause, path: str | None) -> Unchecked | None:
    if path is not None:
        why, how = why_unchecked(path)
    elif clause.actions.isdisjoint(ASKED) and any(read.startswith("policy.") for read in clause.reads):
        why, how = why_unchecked("policy.")
    elif clause.actions.isdisjoint(ASKED):
        why, how = ABOUT_OTHER_ACTIONS[min(clause.actions, key=list(ABOUT_OTHER_ACTIONS).index)]
    else:
        return None
    return Unchecked(clause_id=clause.id, title=clause.title, why=why, how=how)
