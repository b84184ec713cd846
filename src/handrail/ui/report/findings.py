"""Findings and signals as the page shows them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handrail.core.audit.report import Episode, Finding, SignalFinding, Step
from handrail.ui.report import labels, words
from handrail.ui.report.quotes import Bubble, bubbles

SHOWN_OPEN = 2  # stretches shown at once; the others wait behind one press


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeView:
    when: str
    messages: str
    about: str
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    anchor: str
    clause_id: str
    outcome: str
    tone: str
    title: str
    clause_text: str
    reason: str
    about: tuple[str, ...]
    messages: str
    when: str
    shown: tuple[EpisodeView, ...]
    folded: tuple[EpisodeView, ...]
    folded_label: str
    left_out: str
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalView:
    anchor: str
    title: str
    urgency: str
    tone: str
    messages: str
    by_adults: str
    when: str
    reasons: tuple[str, ...]
    bubbles: tuple[Bubble, ...]
    left_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a step is asked for: an id, and where on the page it is explained (empty: nowhere)."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    text: str
    who: str
    because: tuple[Reason, ...]
    is_urgent: bool


def clause_anchor(clause_id: str) -> str:
    """Return the id of a clause's place on the page: letters, digits and hyphens only."""
    return f"clause-{_slug(clause_id)}"


def signal_anchor(category: str) -> str:
    """Return the id of a signal category's place on the page."""
    return f"signal-{_slug(category)}"


def doubt_anchor(kind: str) -> str:
    """Return the id of the place that points at lines which may not be what they seem."""
    return f"doubt-{_slug(kind)}"


def unchecked_anchor(clause_id: str) -> str:
    """Return the id of the place that says why a clause could not be checked."""
    return f"unchecked-{_slug(clause_id)}"


def finding_views(findings: Sequence[Finding]) -> tuple[FindingView, ...]:
    """Return the findings ready to show, in their order; a clause found twice gets two places."""
    met: Counter[str] = Counter()
    views: list[FindingView] = []
    for finding in findings:
        met[finding.clause_id] += 1
        anchor = clause_anchor(finding.clause_id)
        number = met[finding.clause_id]
        views.append(_finding(finding, anchor=anchor if number == 1 else f"{anchor}-{number}"))
    return tuple(views)


def _finding(finding: Finding, *, anchor: str) -> FindingView:
    episodes = tuple(_episode(episode) for episode in finding.episodes)
    left_out = finding.episodes_total - len(episodes)
    return FindingView(
        anchor=anchor,
        clause_id=finding.clause_id,
        outcome=labels.SEVERITIES[finding.severity],
        tone=labels.TONES[finding.severity],
        title=finding.title,
        clause_text=finding.clause_text,
        reason=finding.reason,
        about=finding.about,
        messages=words.count(finding.messages, "message"),
        when=words.stretch(finding.first_at, finding.last_at),
        shown=episodes[:SHOWN_OPEN],
        folded=episodes[SHOWN_OPEN:],
        folded_label=f"Show {words.count(len(episodes) - SHOWN_OPEN, 'more stretch', 'more stretches')}",
        left_out=f"{words.count(left_out, 'later stretch', 'later stretches')} not quoted here."
        if left_out
        else "",
        remedies=finding.remedies,
    )


def signal_view(signal: SignalFinding) -> SignalView:
    """Return a kind of signal ready to show."""
    left_out = signal.messages - sum(message.is_finding for message in signal.quoted)
    return SignalView(
        anchor=signal_anchor(signal.category),
        title=signal.title,
        urgency=labels.URGENCIES.get(signal.severity, signal.severity),
        tone=labels.URGENCY_TONES.get(signal.severity, "plain"),
        messages=words.count(signal.messages, "message"),
        by_adults=f"{signal.by_adults:,} by adults",
        when=words.stretch(signal.first_at, signal.last_at),
        reasons=signal.reasons,
        bubbles=bubbles(signal.quoted),
        left_out=f"{words.count(left_out, 'more message')} not quoted here." if left_out > 0 else "",
    )


def step_views(steps: Sequence[Step], *, anchors: Collection[str]) -> tuple[StepView, ...]:
    """Return the steps, urgent ones first, each reason linked where the page explains it."""
    return tuple(
        StepView(
            text=step.text,
            who=labels.WHO.get(step.who, step.who),
            because=tuple(_reason(id_, anchors) for id_ in step.because),
            is_urgent=step.is_urgent,
        )
        for step in sorted(steps, key=lambda step: not step.is_urgent)
    )


def _reason(id_: str, anchors: Collection[str]) -> Reason:
    known = (clause_anchor(id_), signal_anchor(id_), doubt_anchor(id_), unchecked_anchor(id_))
    places = [anchor for anchor in known if anchor in anchors]
    return Reason(text=id_.replace("_", " "), anchor=places[0] if places else "")


def _episode(episode: Episode) -> EpisodeView:
    return EpisodeView(
        when=words.stretch(episode.from_at, episode.until_at),
        messages=words.count(episode.messages, "message"),
        about=words.listed(episode.about),
        bubbles=bubbles(episode.quoted, under=words.day(episode.from_at)),
    )


def _slug(id_: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", id_).strip("-")
