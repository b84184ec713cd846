"""Gathers what each message broke into findings with episodes, and signals by kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from handrail.core.audit.judging import Broken, Judgement
from handrail.core.audit.quoting import Passage, Quoter
from handrail.core.imports.message import Message
from handrail.core.kit.spans import Span
from handrail.core.screening.signal import Signal

MOST_EPISODES = 20
MOST_QUOTES = 10

type Key = tuple[str, str]  # clause id, and the fact nobody recorded or nothing


@dataclass(slots=True)
class EpisodeDraft:
    from_at: datetime
    until_at: datetime
    messages: int
    about: tuple[str, ...]
    passage: Passage | None  # None once a finding has enough of them


@dataclass(slots=True)
class FindingDraft:
    broken: Broken
    first_at: datetime
    last_at: datetime
    messages: int = 0
    total: int = 0
    about: dict[str, None] = field(default_factory=dict)
    episodes: list[EpisodeDraft] = field(default_factory=list)
    running: EpisodeDraft | None = None


@dataclass(slots=True)
class SignalDraft:
    category: str
    severity: str
    first_at: datetime
    last_at: datetime
    messages: int = 0
    by_adults: int = 0
    passages: list[Passage] = field(default_factory=list)
    reasons: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """Counts over a whole chat; what it keeps does not grow with the chat.

    unchecked  how often each clause could not be checked, by clause id and fact
    """

    quoter: Quoter
    weigh: Callable[[str], int]  # of a signal's severity: a message's strongest gives the category's
    findings: dict[Key, FindingDraft] = field(default_factory=dict)
    signals: dict[str, SignalDraft] = field(default_factory=dict)
    unchecked: dict[tuple[str, str], int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    with_signals: int = 0
    _running: set[Key] = field(default_factory=set)

    def decided(self, message: Message, judgement: Judgement, signals: Iterable[Signal]) -> None:
        """Take in an adult's message the policy was asked about."""
        self.outcomes[judgement.outcome] = self.outcomes.get(judgement.outcome, 0) + 1
        for pair in judgement.unchecked:
            self.unchecked[pair] = self.unchecked.get(pair, 0) + 1
        now: set[Key] = set()
        for broken in judgement.broken:
            key = (broken.clause_id, broken.unrecorded)
            now.add(key)
            self._add(key, broken, message, signals)
        for key in self._running - now:
            self.findings[key].running = None
        self._running = now

    def received(self, message: Message, judgement: Judgement, signals: Iterable[Signal]) -> None:
        """Take in a message from a young person or guardian: it breaks nobody's run."""
        for broken in judgement.broken:
            self._add((broken.clause_id, broken.unrecorded), broken, message, signals)

    def _add(self, key: Key, broken: Broken, message: Message, signals: Iterable[Signal]) -> None:
        finding = self.findings.get(key)
        if finding is None:
            finding = self.findings[key] = FindingDraft(broken, message.at, message.at)
        finding.messages += 1
        finding.first_at, finding.last_at = (
            min(finding.first_at, message.at),
            max(finding.last_at, message.at),
        )
        finding.about.update(dict.fromkeys(broken.about))
        running = finding.running
        if running is not None and running.about == broken.about:
            running.messages += 1
            running.until_at = message.at
            return
        finding.running = self._episode(finding, broken, message, signals)

    def _episode(
        self, finding: FindingDraft, broken: Broken, message: Message, signals: Iterable[Signal]
    ) -> EpisodeDraft:
        finding.total += 1
        is_kept = len(finding.episodes) < MOST_EPISODES
        passage = self.quoter.passage(message, _spans(signals)) if is_kept else None
        episode = EpisodeDraft(message.at, message.at, 1, broken.about, passage)
        if is_kept:
            finding.episodes.append(episode)
        return episode

    def signalled(self, message: Message, signals: Iterable[Signal], *, by_adult: bool) -> None:
        """Take in what screening said of a message, whoever wrote it."""
        by_kind: dict[str, list[Signal]] = {}
        for signal in signals:
            by_kind.setdefault(signal.category, []).append(signal)
        self.with_signals += bool(by_kind)
        for category, found in by_kind.items():
            self._signal(category, found, message, by_adult=by_adult)

    def _signal(self, category: str, found: list[Signal], message: Message, *, by_adult: bool) -> None:
        strongest = max((signal.severity.value for signal in found), key=self.weigh)
        draft = self.signals.get(category)
        if draft is None:
            draft = self.signals[category] = SignalDraft(category, strongest, message.at, message.at)
        draft.severity = max(draft.severity, strongest, key=self.weigh)
        draft.messages += 1
        draft.by_adults += by_adult
        draft.first_at, draft.last_at = min(draft.first_at, message.at), max(draft.last_at, message.at)
        draft.reasons.update(dict.fromkeys(signal.reason for signal in found))
        if len(draft.passages) < MOST_QUOTES:
            draft.passages.append(self.quoter.passage(message, _spans(found)))


def _spans(signals: Iterable[Signal]) -> tuple[Span, ...]:
    return tuple(Span(signal.start, signal.end) for signal in signals)
