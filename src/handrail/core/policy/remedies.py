"""Finds the safe next step: the smallest sets of remedies after which the policy no longer refuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.core.policy.decide import decide
from handrail.core.policy.decision import Decision, Hold, Refuse
from handrail.core.policy.edits import EDITS
from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.pack import Pack, Remedy

MOST_STEPS = 8
MOST_DECISIONS = 2_000
MOST_WAYS = 5

type Step = tuple[str, frozenset[str]]  # remedy id and whom it is for


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Remedies that, done together, are enough."""

    remedies: tuple[Remedy, ...]  # in the order to do them


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """What to do about a decision.

    record  facts to record first; while any is missing nobody can say what would be enough
    ways    the smallest sufficient sets, each decided again after every edit; empty when there is none
    """

    record: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    done: tuple[str, ...]  # remedy ids in the order they are done
    facts: Facts
    decision: Decision


def next_steps(pack: Pack, action: Action, facts: Facts, *, told_to: str = "lead") -> NextSteps:
    """Return the safe next steps for an action the policy does not let through.

    told_to  role that will read them: remedies hidden from that role are left out
    """
    first = decide(pack, action, facts)
    record = _to_record(first)
    if record or not _stands_in_the_way(first):
        return NextSteps(record=record, ways=())
    ways = _smallest(pack, action, facts, first)
    told = [way for way in ways if all(told_to not in remedy.hidden_from for remedy in way.remedies)]
    return NextSteps(record=(), ways=tuple(told[:MOST_WAYS]))


def _to_record(decision: Decision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for v in decision.violations for path in v.unknown))


def _stands_in_the_way(decision: Decision) -> bool:
    return isinstance(decision, Refuse | Hold)


def _smallest(pack: Pack, action: Action, facts: Facts, first: Decision) -> list[Way]:
    """Search breadth-first; every layer holds the sets of one size, so the first that works is smallest."""
    layer = [_Tried(done=(), facts=facts, decision=first)]
    seen: set[tuple[str, ...]] = set()
    for _ in range(MOST_STEPS):
        following: list[_Tried] = []
        for tried in layer:
            for remedy_id, about in _offered(tried.decision, tried.done):
                key = tuple(sorted([*tried.done, remedy_id]))
                if key in seen or len(seen) >= MOST_DECISIONS:
                    continue
                seen.add(key)
                edited = EDITS[remedy_id](pack, tried.facts, about)
                decision = decide(pack, action, edited)
                following.append(_Tried(done=(*tried.done, remedy_id), facts=edited, decision=decision))
        enough = [tried for tried in following if not _stands_in_the_way(tried.decision)]
        if enough:
            return [Way(remedies=tuple(pack.remedies[name] for name in tried.done)) for tried in enough]
        layer = following
    return []


def _offered(decision: Decision, done: tuple[str, ...]) -> Iterator[Step]:
    """Yield what the first violation offers: each must be mended some time, so order loses nothing."""
    for violation in decision.violations:
        if violation.severity == "warn":
            continue
        for remedy_id in violation.remedies:
            if remedy_id in EDITS and done.count(remedy_id) < 2:  # noqa: PLR2004 (a second adult may be needed twice)
                yield remedy_id, frozenset(violation.about)
        return
