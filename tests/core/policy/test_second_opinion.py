"""The engine and the reference are two readings of one policy; wherever they differ one of them is wrong."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.core.policy import reference
from tests.core.policy.generate import requests

from handrail.core.policy.decide import decide
from handrail.core.policy.decision import Decision
from handrail.core.policy.facts import Action
from handrail.store.reads.packs import read_pack

EACH_SEED = 25_000
SEEDS = range(8)

type People = dict[str, frozenset[str]]


def about(decision: Decision, *, unknown: bool) -> People:
    found: dict[str, set[str]] = {}
    for violation in decision.violations:
        if violation.is_unknown is unknown:
            found.setdefault(violation.clause_id, set()).update(violation.about)
    return {clause: frozenset(refs) for clause, refs in found.items()}


def differences(seed: int) -> tuple[list[str], Counter[str]]:
    """Return what differs over one seed's requests, and how often each outcome and clause came up."""
    pack, found, seen = read_pack("sg04"), [], Counter[str]()
    for number, (action, facts) in enumerate(requests(seed, EACH_SEED)):
        decision, expected = decide(pack, action, facts), reference.answer(action, facts)
        got = (decision.outcome, about(decision, unknown=False), about(decision, unknown=True))
        if got != (expected.outcome, expected.broken, expected.blind):
            found.append(f"seed {seed}, request {number}: {action}: {got} is not {expected}")
        seen.update([f"{action} {decision.outcome}", *decision.clause_ids])
    return found, seen


def both(results: Iterable[tuple[list[str], Counter[str]]]) -> tuple[list[str], Counter[str]]:
    found, seen = list[str](), Counter[str]()
    for some, counted in results:
        found += some
        seen += counted
    return found, seen


def test_two_hundred_thousand_requests_are_answered_alike_by_a_second_implementation():
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as workers:
        found, seen = both(workers.map(differences, SEEDS))
    assert not found, found[:5]
    pack = read_pack("sg04")
    assert not {clause.id for clause in pack.clauses} - set(seen), "every clause came up"
    assert all(seen[f"{action} allow"] > 100 for action in Action), "every action was allowed at times"
    assert all(seen[f"{action} {outcome}"] for action in Action for outcome in possible(action))


def possible(action: Action) -> set[str]:
    """Return the outcomes the clauses of an action can lead to; unknown facts refuse where a clause warns."""
    pack = read_pack("sg04")
    severities = {str(clause.severity) for clause in pack.by_action[action]}
    return severities | {"allow"} | ({"refuse"} if "warn" in severities else set())
