"""Whatever is forgotten, nothing that was refused or held gets through."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.policy.generate import requests

from handrail.core.policy.decide import decide
from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.unknown import UNKNOWN
from handrail.core.policy.vocabulary import EACH, words
from handrail.store.reads.packs import read_pack

PACK = read_pack("sg04")
WEIGHT = {"allow": 0, "warn": 1, "hold": 2, "refuse": 3}
STANDS = WEIGHT["hold"]
MAY_BE_ABSENT = {
    word.path.split(".")[-1] for each in (None, *EACH) for word in words(each).values() if word.optional
}
REQUESTS = list(requests(11, 4_000))


type Path = tuple[str | int, ...]


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Yield the path of every fact, of every part and of every list of parts."""
    for part in fields(value):
        if part.name == "ref":
            continue
        found, path = getattr(value, part.name), (*at, part.name)
        yield path
        if isinstance(found, tuple):
            for place, one in enumerate(found):
                yield from paths(one, (*path, place))
        elif is_dataclass(found):
            yield from paths(found, path)


def put(value: Any, path: Path, new: object) -> Any:
    """Return the facts with something else at a path."""
    first, *rest = path
    if isinstance(first, int):
        inner = new if not rest else put(value[first], tuple(rest), new)
        return (*value[:first], inner, *value[first + 1 :])
    return replace(value, **{first: new if not rest else put(getattr(value, first), tuple(rest), new)})


def may_be_absent(facts: Facts, path: Path) -> bool:
    """Return whether a fact is recorded and may also be known to be absent.

    To say of an unknown fact that it is absent is to record something: a refusal may become a warning.
    """
    value: Any = facts
    for step in path[:-1]:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    if getattr(value, str(path[-1])) is UNKNOWN:
        return False
    return path[-1] in MAY_BE_ABSENT


def weight(action: Action, facts: Facts) -> int:
    return WEIGHT[decide(PACK, action, facts).outcome]


@st.composite
def forgotten(draw: st.DrawFn) -> tuple[Action, Facts, Path]:
    action, facts = draw(st.sampled_from(REQUESTS))
    return action, facts, draw(st.sampled_from(list(paths(facts))))


@st.composite
def said_absent(draw: st.DrawFn) -> tuple[Action, Facts, Path]:
    action, facts = draw(st.sampled_from(REQUESTS))
    listed = [path for path in paths(facts) if may_be_absent(facts, path)]
    assume(listed)
    return action, facts, draw(st.sampled_from(listed))


@settings(max_examples=3_000, deadline=None)
@given(forgotten())
def test_a_fact_made_unknown_never_turns_a_refusal_into_an_allowance(found: tuple[Action, Facts, Path]):
    action, facts, path = found
    before, after = weight(action, facts), weight(action, put(facts, path, UNKNOWN))
    assert after >= min(before, STANDS)


@settings(max_examples=2_000, deadline=None)
@given(said_absent())
def test_a_recorded_fact_said_to_be_absent_never_lets_a_refusal_through(found: tuple[Action, Facts, Path]):
    action, facts, path = found
    before, after = weight(action, facts), weight(action, put(facts, path, None))
    assert after >= min(before, STANDS)


def test_every_single_fact_of_every_case_that_is_allowed_or_not_is_forgotten_once():
    for action, facts in REQUESTS[:300]:
        before = weight(action, facts)
        for path in paths(facts):
            assert weight(action, put(facts, path, UNKNOWN)) >= min(before, STANDS), (action, path)


def test_nothing_recorded_at_all_lets_nothing_through():
    for action in sorted(PACK.permits):
        assert weight(action, Facts()) >= STANDS, action


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(REQUESTS))
def test_a_decision_is_the_same_each_time_and_as_grave_as_its_gravest_violation(
    request: tuple[Action, Facts],
):
    action, facts = request
    one, two = decide(PACK, action, facts), decide(PACK, action, facts)
    assert (one.outcome, one.violations) == (two.outcome, two.violations)
    assert WEIGHT[one.outcome] == max((WEIGHT[v.severity] for v in one.violations), default=0)
