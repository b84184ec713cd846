"""Finds the safe next step: the smallest sets of remedies after which the policy no longer refuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.core.policy.decide import decide
from handrail.core.policy.decision import Decision, Hold, Refuse
from handrail.core.policy.edits import EDITS, UNDOING
from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.pack import Pack, Remedy, Severity

MOST_STEPS = 24
MOST_TIMES = 2  # a second adult may be needed twice
MOST_TRIES = 500  # LIMIT: past this many sets the search gives up and shows no way
MOST_WAYS = 5

type Steps = tuple[str, ...]  # ids of remedies in the order they are done


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
    facts: Facts
    decision: Decision


def next_steps(pack: Pack, action: Action, facts: Facts, *, told_to: str = "lead") -> NextSteps:
    """Return the safe next steps for an action the policy does not let through.

    told_to  role that will read them: remedies hidden from that role are never part of a way
    source   docs/formats/policy-pack.md 6
    """
    first = decide(pack, action, facts)
    record = _to_record(first)
    if record or not _stands_in_the_way(first):
        return NextSteps(record=record, ways=())
    known = _known_to(pack, told_to)
    found = _Search(pack, action, facts, known).smallest()
    return NextSteps(record=(), ways=tuple(_way(pack, steps) for steps in found[:MOST_WAYS]))


def _to_record(decision: Decision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for v in decision.violations for path in v.unknown))


def _stands_in_the_way(decision: Decision) -> bool:
    return isinstance(decision, Refuse | Hold)


def _known_to(pack: Pack, role: str) -> tuple[str, ...]:
    """Return the remedies this role may know of, in the order to do them: moving first, then as listed."""
    offered = dict.fromkeys(remedy for clause in pack.clauses for remedy in clause.remedies)
    told = [name for name in offered if name in EDITS and role not in pack.remedies[name].hidden_from]
    return tuple(sorted(told, key=lambda name: name not in UNDOING))


def _way(pack: Pack, steps: Steps) -> Way:
    return Way(remedies=tuple(pack.remedies[name] for name in steps))


@dataclass(frozen=True, slots=True)
class _Search:
    """Breadth-first over sets of remedies: a layer holds the sets of one size, so the first to do are least.

    A set is tried from the start and in one order, since moving elsewhere undoes what was agreed before.
    """

    pack: Pack
    action: Action
    facts: Facts
    known: tuple[str, ...]

    def smallest(self) -> list[Steps]:
        """Return every smallest set found; empty when no set is enough."""
        layer: dict[Steps, _Tried] = {(): self._done(())}
        tries = 0
        for _ in range(MOST_STEPS):
            following: dict[Steps, _Tried] = {}
            for steps, tried in layer.items():
                for name in self._against_first(tried):
                    more = self._with(steps, name)
                    if more in following or more.count(name) > MOST_TIMES or tries >= MOST_TRIES:
                        continue
                    tries += 1
                    following[more] = self._done(more)
            if enough := [s for s, tried in following.items() if not _stands_in_the_way(tried.decision)]:
                return enough
            layer = following
        return []

    def _with(self, steps: Steps, name: str) -> Steps:
        return tuple(sorted((*steps, name), key=self.known.index))

    def _done(self, steps: Steps) -> _Tried:
        """Do each step for those it is offered for at that moment, deciding again after each."""
        tried = _Tried(facts=self.facts, decision=decide(self.pack, self.action, self.facts))
        for name in steps:
            tried = self._do(name, tried)
        return tried

    def _do(self, name: str, tried: _Tried) -> _Tried:
        about = frozenset(
            ref for found in tried.decision.violations if name in found.remedies for ref in found.about
        )
        edited = EDITS[name](self.pack, tried.facts, about)
        return _Tried(facts=edited, decision=decide(self.pack, self.action, edited))

    def _against_first(self, tried: _Tried) -> Iterator[str]:
        """Yield what may mend the first violation: its own remedies, and any other offered now that does.

        Every sufficient set mends it some time, so looking at one violation loses none.
        """
        standing = [found for found in tried.decision.violations if found.severity != Severity.WARN]
        first = standing[0]
        own = [name for name in self.known if name in first.remedies]
        yield from own
        offered = {name for found in standing for name in found.remedies}.difference(own)
        for name in self.known:
            if name in offered and first not in self._do(name, tried).decision.violations:
                yield name
