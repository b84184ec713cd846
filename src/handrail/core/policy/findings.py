"""What a pack that loads may still be asked about: cheap to prove, worth a look, never an error."""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.pack import Case, Clause, Pack, Severity
from handrail.core.policy.remedies import next_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a policy author should know. `subject` is the id of a clause, remedy or action."""

    subject: str
    message: str


def findings(pack: Pack) -> tuple[Finding, ...]:
    """Return what stands out in a pack: remedies nobody offers, actions nobody asks about, no way out."""
    return (*_idle_remedies(pack), *_free_actions(pack), *_no_way_out(pack))


def _idle_remedies(pack: Pack) -> Iterator[Finding]:
    offered = {remedy for clause in pack.clauses for remedy in clause.remedies}
    for remedy_id in pack.remedies:
        if remedy_id not in offered:
            yield Finding(subject=remedy_id, message="no clause offers this remedy")


def _free_actions(pack: Pack) -> Iterator[Finding]:
    for action, clauses in pack.by_action.items():
        if not clauses:
            yield Finding(subject=action, message="permitted, and no clause asks about it: always allowed")


def _no_way_out(pack: Pack) -> Iterator[Finding]:
    """Yield each clause that stands in the way in its own cases, where no remedy leads past it."""
    for clause in pack.clauses:
        broken = [case for case in pack.cases if _breaks_only(case, clause)]
        if clause.severity is not Severity.WARN and broken and not any(_leads_out(pack, c) for c in broken):
            yield Finding(subject=clause.id, message="no way out: no remedy leads past it in its own cases")


def _breaks_only(case: Case, clause: Clause) -> bool:
    return case.clause_id == clause.id and case.clause_ids == {clause.id}


def _leads_out(pack: Pack, case: Case) -> bool:
    steps = next_steps(pack, case.action, facts_from(case.document))
    return bool(steps.ways or steps.record)
