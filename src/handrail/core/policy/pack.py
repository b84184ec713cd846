"""A loaded pack: values only. Loading and its errors are in load.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handrail.core.policy.closures import Test
from handrail.core.policy.facts import Action
from handrail.core.policy.language import Node

NOT_PERMITTED = "default"  # clause id when the pack does not permit the action at all


class Severity(StrEnum):
    REFUSE = "refuse"
    HOLD = "hold"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One rule as the pack writes it, read and compiled.

    each    None, `young` or `representatives`: decided once, or for each of them
    reads   paths of the facts the condition names
    digest  sha256 of the clause's meaning: an acknowledgement of other words is void
    """

    id: str
    title: str
    text: str
    actions: frozenset[Action]
    each: str | None
    violated: str
    node: Node
    test: Test
    severity: Severity
    reason: str
    remedies: tuple[str, ...]
    reads: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A safe next step in the pack's words.

    who          role that may do it
    hidden_from  roles that must not be told of it
    """

    id: str
    text: str
    who: str
    hidden_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRule:
    """A platform's rules in one country while they hold; `until_on` is exclusive, None is open."""

    country: str
    from_on: date
    until_on: date | None
    minimum_age: int
    is_ephemeral: bool
    exposes_numbers: bool
    can_be_closed: bool
    can_be_recorded: bool
    source: str
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformEntry:
    id: str
    title: str
    rules: tuple[PlatformRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of policy.md. `kind` is enforced (clauses carry its id), recorded or taught."""

    id: str
    title: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked example: facts, then the decision expected."""

    id: str
    clause_id: str
    action: Action
    document: Mapping[str, object]  # facts as JSON-like values, for facts_from()
    outcome: str
    clause_ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    id: str
    title: str
    version: str
    adopted_on: date
    digest: str
    permits: frozenset[Action]
    clauses: tuple[Clause, ...]
    by_action: Mapping[Action, tuple[Clause, ...]]
    remedies: Mapping[str, Remedy]
    platforms: Mapping[str, PlatformEntry]
    headings: tuple[Heading, ...]
    cases: tuple[Case, ...]
    agreement_version: int
    vetting_lasts_days: int  # where nobody recorded an end
    training_lasts_days: int
    protected_labels: tuple[str, ...]  # words that would mark members as vulnerable; lower case

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with this id; KeyError when there is none."""
        return next((c for c in self.clauses if c.id == clause_id), None) or _missing(clause_id)


def _missing(clause_id: str) -> Clause:
    raise KeyError(clause_id)
