"""Runs a pack's own worked examples."""

from dataclasses import dataclass

from handrail.core.policy.decide import decide
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.pack import Case, Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What a case expected and what the pack decided."""

    case: Case
    outcome: str
    clause_ids: frozenset[str]

    @property
    def is_as_expected(self) -> bool:
        """Return whether outcome and the whole set of clauses agree."""
        return self.outcome == self.case.outcome and self.clause_ids == self.case.clause_ids


def run_cases(pack: Pack) -> tuple[CaseResult, ...]:
    """Return every case of the pack, decided."""
    return tuple(_run(pack, case) for case in pack.cases)


def _run(pack: Pack, case: Case) -> CaseResult:
    decision = decide(pack, case.action, facts_from(case.document))
    return CaseResult(case=case, outcome=decision.outcome, clause_ids=decision.clause_ids)
