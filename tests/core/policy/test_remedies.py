from itertools import product

from tests.core.policy.generate import requests

from handrail.core.policy.decide import decide
from handrail.core.policy.decision import Hold, Refuse
from handrail.core.policy.edits import EDITS
from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.remedies import Way, next_steps
from handrail.store.reads.packs import read_pack

PACK = read_pack("sg04")
MOST_TRIED = 2  # sets up to this size are tried in every order


def case_facts(case_id: str) -> tuple[Action, Facts]:
    case = next(case for case in PACK.cases if case.id == case_id)
    return case.action, facts_from(case.document)


def leads_out(action: Action, facts: Facts, remedies: tuple[str, ...]) -> bool:
    """Do the remedies one after another, each for everybody it is offered for by then; none is, it fails."""
    for remedy in remedies:
        offering = [found for found in decide(PACK, action, facts).violations if remedy in found.remedies]
        if not offering:
            return False
        facts = EDITS[remedy](PACK, facts, frozenset(ref for found in offering for ref in found.about))
    return not isinstance(decide(PACK, action, facts), Refuse | Hold)


def ids(way: Way) -> tuple[str, ...]:
    return tuple(remedy.id for remedy in way.remedies)


def in_the_way(count: int) -> list[tuple[Action, Facts]]:
    """Return requests that are stopped although everything is recorded."""
    stopped = [
        (action, facts)
        for action, facts in requests(77, count)
        if isinstance(decision := decide(PACK, action, facts), Refuse | Hold)
        and not any(violation.is_unknown for violation in decision.violations)
    ]
    assert len(stopped) > count / 20
    return stopped


def test_every_way_leads_out_when_its_remedies_are_done_one_after_another():
    found = [
        (action, facts, way)
        for action, facts in in_the_way(4_000)
        for way in next_steps(PACK, action, facts).ways
    ]
    assert len(found) > 500
    assert all(leads_out(action, facts, ids(way)) for action, facts, way in found)


def test_no_smaller_set_of_remedies_leads_out_in_any_order():
    every = sorted(PACK.remedies)
    for action, facts in in_the_way(1_500)[:150]:
        ways = next_steps(PACK, action, facts).ways
        least = len(ways[0].remedies) if ways else MOST_TRIED + 1
        assert all(len(way.remedies) == least for way in ways)
        for size in range(1, min(least, MOST_TRIED + 1)):
            shorter = [tried for tried in product(every, repeat=size) if leads_out(action, facts, tried)]
            assert not shorter, (action, ways, shorter)


def test_every_set_of_the_least_size_is_among_the_ways():
    every = sorted(PACK.remedies)
    for action, facts in in_the_way(1_500)[:150]:
        ways = {frozenset(ids(way)) for way in next_steps(PACK, action, facts).ways}
        if ways and len(next(iter(ways))) == 1:
            assert ways == {frozenset({one}) for one in every if leads_out(action, facts, (one,))}


def test_moving_comes_before_asking_since_consent_does_not_move():
    action, facts = case_facts("twelve on a platform from thirteen")
    assert [ids(way) for way in next_steps(PACK, action, facts).ways] == [("move_to_own_chat", "ask_consent")]


def test_consent_is_not_asked_for_a_platform_that_has_to_be_left():
    action, facts = case_facts("twelve on a platform from thirteen")
    unasked = facts_from(
        {**document("twelve on a platform from thirteen"), "young": [young(consent="refused")]}
    )
    assert ids(next_steps(PACK, action, unasked).ways[0]) == ("move_to_own_chat", "ask_consent")
    assert leads_out(action, facts, ("move_to_own_chat", "ask_consent"))


def document(case_id: str) -> dict[str, object]:
    return dict(next(case for case in PACK.cases if case.id == case_id).document)


def young(**changes: object) -> dict[str, object]:
    listed = document("twelve on a platform from thirteen")["young"]
    assert isinstance(listed, list)
    return {**listed[0], **changes}


def test_one_remedy_helps_everybody_it_is_offered_for_even_by_two_clauses():
    whole = document("the organisation's account writes to a group")
    pair = [young(ref="Jo", age=14, agreed_version=1), young(ref="Ana", age=14, agreed_on=None)]
    facts = facts_from({**whole, "young": pair})
    assert [ids(way) for way in next_steps(PACK, Action.SEND_MESSAGE, facts).ways] == [("agree",)]


def test_nothing_is_proposed_while_a_fact_is_not_recorded():
    action, facts = case_facts("nobody recorded an answer")
    steps = next_steps(PACK, action, facts)
    assert steps.record == ("y.consent",)
    assert steps.ways == ()


def test_nothing_is_proposed_where_nothing_stands_in_the_way():
    action, facts = case_facts("never declared")
    assert next_steps(PACK, action, facts).ways == ()


def test_a_remedy_that_must_not_be_told_is_never_told():
    case = next(case for case in PACK.cases if case.clause_ids == {"SG04/Reporting"})
    action, facts = case.action, facts_from(case.document)
    assert [ids(way) for way in next_steps(PACK, action, facts).ways] == [("report_to_lead",)]
    assert next_steps(PACK, action, facts, told_to="guardian").ways == ()
    assert next_steps(PACK, action, facts, told_to="young_person").ways == ()


def test_a_part_that_nobody_recorded_does_not_stop_the_search():
    facts = facts_from(
        {"today": "2026-06-15", "conversation": None, **organisation_on_an_ephemeral_platform()}
    )
    assert [ids(way) for way in next_steps(PACK, Action.ACCEPT_CONTACT, facts).ways] == [
        ("move_to_own_chat",)
    ]


def organisation_on_an_ephemeral_platform() -> dict[str, object]:
    platform = {"id": "snapchat", "minimum_age": 13, "is_ephemeral": True}
    return {"account": {"owner": "organisation"}, "platform": platform, "young": []}
