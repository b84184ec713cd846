from dataclasses import replace
from datetime import date

from handrail.core.policy.decide import Acknowledgement, decide
from handrail.core.policy.facts import Account, Action, Facts, Owner, Platform, Representative, Young
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.pack import Pack
from handrail.store.reads.packs import read_pack

PACK = read_pack("sg04")
CONTACT = Facts(
    today=date(2026, 6, 15),
    account=Account(owner=Owner.ORGANISATION),
    platform=Platform(minimum_age=13, is_ephemeral=False),
    young=(),
)


def without(pack: Pack, action: Action) -> Pack:
    by_action = {known: clauses for known, clauses in pack.by_action.items() if known is not action}
    return replace(pack, permits=pack.permits - {action}, by_action=by_action)


def lapsed() -> Facts:
    case = next(case for case in PACK.cases if case.id == "never declared")
    return facts_from(case.document)


def read(clause_id: str) -> Acknowledgement:
    return Acknowledgement(clause_id=clause_id, clause_digest=PACK.clause(clause_id).digest)


def test_an_action_the_pack_does_not_permit_is_refused_by_default():
    decision = decide(without(PACK, Action.ACCEPT_CONTACT), Action.ACCEPT_CONTACT, CONTACT)
    assert decision.outcome == "refuse"
    assert decision.clause_ids == {"default"}


def test_a_decision_carries_the_packs_version_and_digest():
    decision = decide(PACK, Action.ACCEPT_CONTACT, CONTACT)
    assert decision.outcome == "allow"
    assert (decision.pack_id, decision.pack_version, decision.pack_digest) == (
        "sg04",
        PACK.version,
        PACK.digest,
    )


def test_one_violation_names_everybody_who_breaks_a_clause_and_one_each_whom_it_cannot_check():
    young = tuple(Young(ref=ref, age=age) for ref, age in {"Ana": 12, "Cai": 14, "Dee": 11}.items())
    facts = replace(CONTACT, young=(Young(ref="Bo"), *young, Young(ref="Eli")))
    violations = decide(PACK, Action.ACCEPT_CONTACT, facts).violations
    assert [(found.about, found.unknown) for found in violations] == [
        (("Bo",), ("y.age",)),
        (("Eli",), ("y.age",)),
        (("Ana", "Dee"), ()),
    ]


def test_what_could_not_be_checked_comes_first_and_says_which_rule():
    facts = replace(CONTACT, account=Account(), platform=Platform(minimum_age=13, is_ephemeral=True))
    first, second = decide(PACK, Action.ACCEPT_CONTACT, facts).violations
    assert first.is_unknown
    assert first.reason == "This could not be checked: “No friend requests”."
    assert first.remedies == ("record:account.owner",)
    assert second.clause_id == "SG04/11"


def test_a_clause_that_breaks_down_refuses_and_names_no_fact_that_would_help():
    facts = replace(lapsed(), representatives=(Representative(ref="Priya", declared_on=date.max),))
    spoilt = replace(facts, today="not a day")  # type: ignore[arg-type]  # facts no door would let through
    found = next(
        v for v in decide(PACK, Action.SEND_MESSAGE, spoilt).violations if v.clause_id == "SG04/1.declaration"
    )
    assert (found.severity, found.is_unknown, found.unknown, found.about) == ("refuse", True, (), ("Priya",))


def test_a_warning_that_was_read_no_longer_stands_in_the_way_but_is_still_listed():
    assert decide(PACK, Action.SEND_MESSAGE, lapsed()).outcome == "warn"
    decision = decide(PACK, Action.SEND_MESSAGE, lapsed(), acknowledged=[read("SG04/1.declaration")])
    assert decision.outcome == "allow"
    assert decision.clause_ids == {"SG04/1.declaration"}


def test_a_warning_that_was_read_in_other_words_stands_again():
    old = replace(read("SG04/1.declaration"), clause_digest="of other words")
    assert decide(PACK, Action.SEND_MESSAGE, lapsed(), acknowledged=[old]).outcome == "warn"


def test_a_warning_that_could_not_be_checked_cannot_be_read_away():
    facts = replace(lapsed(), representatives=(Representative(ref="Priya"),))
    decision = decide(PACK, Action.SEND_MESSAGE, facts, acknowledged=[read("SG04/1.declaration")])
    assert decision.outcome == "refuse"
