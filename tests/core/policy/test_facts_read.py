from datetime import date, datetime

import pytest

from handrail.core.policy.facts import Owner, Window
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.problems import FactsRefused
from handrail.core.policy.unknown import UNKNOWN


def faults(document: dict[str, object]) -> tuple[str, ...]:
    with pytest.raises(FactsRefused) as refused:
        facts_from(document)
    return refused.value.faults


def test_what_is_not_given_is_unknown():
    facts = facts_from({})
    assert facts.today is UNKNOWN
    assert facts.account.owner is UNKNOWN
    assert facts.young is UNKNOWN


def test_null_means_absent_where_a_fact_may_be_absent_and_unknown_elsewhere():
    facts = facts_from({"window": None, "today": None, "young": None, "policy": {"reviewed_on": None}})
    assert facts.window is None
    assert facts.policy.reviewed_on is None
    assert facts.today is UNKNOWN
    assert facts.young is UNKNOWN


def test_a_part_given_as_null_is_a_part_of_unknown_facts():
    assert facts_from({"account": None}).account.owner is UNKNOWN


def test_values_take_their_types():
    facts = facts_from({"today": "2026-06-15", "account": {"owner": "personal"}, "window": {}})
    assert facts.today == date(2026, 6, 15)
    assert facts.account.owner is Owner.PERSONAL
    assert isinstance(facts.window, Window)


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"acount": {}}, "unknown fact `acount`; did you mean `account`?"),
        ({"account": {"ownr": 1}}, "unknown fact `account.ownr`; did you mean `owner`?"),
        ({"account": []}, "`account.` must be an object"),
        ({"account": {"owner": "mine"}}, "`account.owner` must be one of organisation, personal"),
        ({"account": {"owner": ["personal"]}}, "`account.owner` must be one of organisation, personal"),
        ({"account": {"is_protected": 1}}, "`account.is_protected` must be true or false"),
        ({"today": "15/06/2026"}, "`today` must be a day such as 2026-01-31"),
        ({"today": 20260615}, "`today` must be a day such as 2026-01-31"),
        ({"today": "20260615"}, "`today` must be a day such as 2026-01-31"),
        ({"today": "2026-W25-1"}, "`today` must be a day such as 2026-01-31"),
        ({"today": datetime(2026, 6, 15)}, "`today` must be a day such as 2026-01-31"),  # noqa: DTZ001 (none is meant)
        ({"minute": True}, "`minute` must be a whole number"),
        ({"minute": 1.5}, "`minute` must be a whole number"),
        ({"conversation": {"strangers": -1}}, "`conversation.strangers` must not be below zero"),
        ({"platform": {"id": 3}}, "`platform.id` must be text"),
        ({"young": {}}, "`young` must be a list"),
        ({"young": [3]}, "`young.0.` must be an object"),
        ({"young": [{"age": 12}]}, "`young.0.ref` is missing"),
        ({"young": [{"ref": "Jo"}, {"ref": "Jo"}]}, "`young.1.ref`: `Jo` is written twice"),
    ],
)
def test_a_fact_that_is_not_of_its_shape_is_named_by_its_path(document: dict[str, object], fault: str):
    assert faults(document) == (fault,)
