"""How fast the policy decides, beside plain functions and beside Cedar, on the same requests in one run.

    scripts/install bench && .venv/bin/python -m benchmarks.policy.run

Goal: at least 50,000 decisions a CPU-second with the whole SG04 pack, 99 in 100 under 100 µs.
The plain functions are the tests' second implementation: written to be independent, not to be fast.
Cedar is called through `cedarpy` with policies and entities parsed once; it is asked only what it can answer
(every fact recorded), and how often it names other clauses is printed beside its time.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.util import find_spec

from tests.core.policy.generate import requests
from tests.core.policy.reference import answer

from benchmarks.policy.cedar import cedar_policies, cedar_requests, clause_ids
from handrail.core.policy.decide import decide
from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.pack import Pack
from handrail.core.policy.unknown import UNKNOWN
from handrail.store.reads.packs import read_pack

COUNT, SEED, ROUNDS = 20_000, 7, 5
CEDAR_COUNT = 1_500
GOAL_PER_S, GOAL_P99_US = 50_000, 100.0

type Request = tuple[Action, Facts]


def per_cpu_second(ask: Callable[[Action, Facts], object], asked: Sequence[Request]) -> float:
    """Return the best of some rounds: the machine's noise only ever takes away."""
    best = 0.0
    for _ in range(ROUNDS):
        start = time.process_time()
        for action, facts in asked:
            ask(action, facts)
        best = max(best, len(asked) / (time.process_time() - start))
    return best


def percentiles_us(ask: Callable[[Action, Facts], object], asked: Sequence[Request]) -> tuple[float, float]:
    """Return the median and the 99th percentile of single calls, in microseconds of CPU."""
    gc.disable()
    took: list[int] = []
    for action, facts in asked:
        start = time.thread_time_ns()
        ask(action, facts)
        took.append(time.thread_time_ns() - start)
    gc.enable()
    took.sort()
    return took[len(took) // 2] / 1_000, took[len(took) * 99 // 100] / 1_000


def is_recorded(value: object) -> bool:
    """Return whether no fact in it is unknown."""
    if value is UNKNOWN:
        return False
    if isinstance(value, tuple):
        return all(is_recorded(one) for one in value)
    if is_dataclass(value):
        return all(is_recorded(getattr(value, part.name)) for part in fields(value))
    return True


def cedar(pack: Pack, asked: Sequence[Request]) -> tuple[float, int] | None:
    """Return Cedar's decisions a CPU-second, and how often it named other clauses; None: not here."""
    if find_spec("cedarpy") is None:
        return None
    cedarpy = import_module("cedarpy")
    policies = cedarpy.PolicySet.from_str(cedar_policies(pack))
    entities = cedarpy.Entities.from_json_str("[]")
    ready = {id(facts): cedar_requests(action, facts) for action, facts in asked}

    def ask(_action: Action, facts: Facts) -> set[str]:
        found: set[str] = set()
        for request in ready[id(facts)]:
            result = cedarpy.is_authorized(request, policies, entities)
            found.update(() if result.allowed else clause_ids(pack, result.diagnostics.reasons))
        return found

    differ = sum(ask(*request) != decide(pack, *request).clause_ids for request in asked)
    return per_cpu_second(ask, asked), differ


def main() -> None:
    """Print the figures and the ratios."""
    pack, asked = read_pack("sg04"), list(requests(SEED, COUNT))
    ours = per_cpu_second(lambda action, facts: decide(pack, action, facts), asked)
    median, p99 = percentiles_us(lambda action, facts: decide(pack, action, facts), asked)
    plain = per_cpu_second(answer, asked)
    known = [request for request in asked if is_recorded(request[1])][:CEDAR_COUNT]
    ours_known = per_cpu_second(lambda action, facts: decide(pack, action, facts), known)
    print(f"{len(pack.clauses)} clauses; {COUNT:,} requests, {len(known):,} of them fully recorded")
    print(f"decide            {ours:>10,.0f} a CPU-second   {ours / GOAL_PER_S:.2f} of the goal")
    limit = p99 / GOAL_P99_US
    print(f"  each            {median:>10.1f} µs median, {p99:.1f} µs p99   {limit:.2f} of the limit")
    print(f"plain functions   {plain:>10,.0f} a CPU-second   decide is {ours / plain:.2f} times that")
    print(f"decide, all known {ours_known:>10,.0f} a CPU-second")
    found = cedar(pack, known)
    if found is None:
        print("Cedar             not installed here: scripts/install bench")
        return
    rate, differ = found
    print(f"Cedar             {rate:>10,.0f} a CPU-second   decide is {ours_known / rate:.1f} times as fast")
    print(f"  clauses named differently on {differ} of {len(known):,} requests")


if __name__ == "__main__":
    main()
