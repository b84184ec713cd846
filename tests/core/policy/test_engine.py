"""What holds of every decision: for every clause, for any facts, and whatever the pack adds or softens."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.policy.generate import requests

from handrail.core.policy.closures import One, compiled
from handrail.core.policy.decide import Acknowledgement, decide
from handrail.core.policy.facts import Account, Action, Conversation, Facts, Platform, Representative, Young
from handrail.core.policy.language import AllOf, Among, AnyOf, Compare, Literal, Node, Not, Op, PlusDays
from handrail.core.policy.pack import Clause, Pack, Severity
from handrail.core.policy.unknown import UNKNOWN, NotKnown
from handrail.store.reads.packs import read_pack

PACK = read_pack("sg04")
WEIGHT = {"allow": 0, "warn": 1, "hold": 2, "refuse": 3}
REQUESTS = list(requests(23, 20_000))
BLIND = (NotKnown, AttributeError, AssertionError, TypeError)  # a mistake may use what is not there
SWAPS = {Op.LT: Op.LE, Op.LE: Op.LT, Op.GT: Op.GE, Op.GE: Op.GT, Op.EQ: Op.NE, Op.NE: Op.EQ}


def mutants(node: Node) -> Iterator[Node]:
    """Yield the condition with one small thing wrong: a bound, a number, a word, a part, or its sense."""
    yield Not(node)
    match node:
        case Compare(left, op, right):
            yield Compare(left, SWAPS[op], right)
            yield from (Compare(left, op, other) for other in nudged(right))
        case PlusDays():
            yield from nudged(node)
        case Among(fact, choices, negated):
            if len(choices) > 1:
                yield from (Among(fact, choices - {one}, negated) for one in choices)
        case Not(inner):
            yield from (Not(other) for other in mutants(inner))
        case AllOf(parts) | AnyOf(parts):
            for at, part in enumerate(parts):
                yield type(node)((*parts[:at], *parts[at + 1 :]))
                yield from (type(node)((*parts[:at], other, *parts[at + 1 :])) for other in mutants(part))
        case _:
            return


def nudged(node: Node) -> Iterator[Node]:
    match node:
        case Literal(int(value)):
            yield from (Literal(value - 1), Literal(value + 1))
        case PlusDays(base, days):
            yield from (PlusDays(base, days - 1), PlusDays(base, days + 1))
        case _:
            return


def said(test: Callable[[Facts, One], bool], facts: Facts, each: str | None) -> list[bool | None]:
    """Return what a condition says of each one; None where it cannot say."""
    ones = (None,) if each is None else getattr(facts, each)
    found: list[bool | None] = []
    for one in () if ones is UNKNOWN else ones:
        try:
            found.append(test(facts, one))
        except BLIND:
            found.append(None)
    return found


@pytest.mark.parametrize("clause", PACK.clauses, ids=lambda clause: clause.id)
def test_the_requests_tell_a_clause_from_every_small_mistake_in_it(clause: Clause):
    asked = [facts for action, facts in REQUESTS if action in clause.actions]
    unseen = [
        node
        for node in mutants(clause.node)
        if all(said(compiled(node), f, clause.each) == said(clause.test, f, clause.each) for f in asked)
    ]
    assert not unseen


def changed(pack: Pack, change: Callable[[Clause], Clause]) -> Pack:
    clauses = tuple(change(clause) for clause in pack.clauses)
    by_action = {action: tuple(c for c in clauses if action in c.actions) for action in pack.permits}
    return replace(pack, clauses=clauses, by_action=by_action)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(REQUESTS), st.sampled_from(list(Severity)))
def test_one_more_violation_never_lowers_the_outcome(request: tuple[Action, Facts], severity: Severity):
    action, facts = request
    added = replace(PACK.clauses[0], id="X/1", severity=severity, test=lambda _facts, _one: True, each=None)
    longer = replace(PACK, by_action={**PACK.by_action, action: (*PACK.by_action[action], added)})
    before, after = decide(PACK, action, facts), decide(longer, action, facts)
    assert WEIGHT[after.outcome] == max(WEIGHT[before.outcome], WEIGHT[severity])
    assert after.clause_ids == before.clause_ids | {"X/1"}


EVERYTHING_READ = [Acknowledgement(clause_id=c.id, clause_digest=c.digest) for c in PACK.clauses]


@settings(max_examples=1_000, deadline=None)
@given(st.sampled_from(REQUESTS))
def test_reading_every_warning_lifts_warnings_only(request: tuple[Action, Facts]):
    action, facts = request
    before, after = decide(PACK, action, facts), decide(PACK, action, facts, acknowledged=EVERYTHING_READ)
    assert after.outcome == ("allow" if before.outcome == "warn" else before.outcome)
    assert after.violations == before.violations


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(REQUESTS))
def test_a_clause_whose_words_changed_voids_what_was_read(request: tuple[Action, Facts]):
    action, facts = request
    rewritten = changed(PACK, lambda clause: replace(clause, digest=f"{clause.digest}!"))
    before = decide(rewritten, action, facts)
    assert decide(rewritten, action, facts, acknowledged=EVERYTHING_READ).outcome == before.outcome


ODD = st.one_of(
    st.none(),
    st.none().map(lambda _: UNKNOWN),  # it cannot be hashed, as `just` would
    st.booleans(),
    st.integers(),
    st.text(max_size=3),
    st.dates(),
    st.sampled_from([date.min, date.max]),
    st.floats(),
    st.just(()),
    st.lists(st.integers(), max_size=2),
)
ODD_FACTS = st.builds(
    Facts,
    **dict.fromkeys(("today", "minute", "device", "picture", "message", "policy", "window"), ODD),
    account=ODD | st.builds(Account, owner=ODD, is_protected=ODD),
    platform=ODD | st.builds(Platform, minimum_age=ODD, is_ephemeral=ODD, exposes_numbers=ODD),
    conversation=ODD | st.builds(Conversation, kind=ODD, adults=ODD, strangers=ODD),
    young=ODD
    | st.tuples(st.builds(Young, ref=st.text(), age=ODD, consent=ODD, explained_on=ODD, agreed_on=ODD)),
    representatives=ODD | st.tuples(st.builds(Representative, ref=st.text(), declared_on=ODD)),
)


@settings(max_examples=1_500, deadline=None)
@given(st.sampled_from(Action), ODD_FACTS)
def test_facts_of_any_kind_at_all_are_decided_and_never_raise(action: Action, facts: Facts):
    assert decide(PACK, action, facts).outcome in WEIGHT
