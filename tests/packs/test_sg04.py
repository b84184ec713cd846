"""The shipped pack keeps its promises: every clause explained, enforced, and shown by cases at its edge."""

import re

import pytest

from handrail.core.policy.cases import run_cases
from handrail.core.policy.explain import explained
from handrail.core.policy.language import Literal, Node
from handrail.core.policy.pack import Clause
from handrail.store.reads.packs import read_pack, shipped_packs

PACK = read_pack("sg04")
SOURCE_CLAUSES = [str(number) for number in range(1, 12)]
OTHER_PARTS = ["Definition", "Purpose", "Risks", "Agreement.explained", "Development", "Reporting"]


def test_sg04_is_shipped():
    assert "sg04" in shipped_packs()


@pytest.mark.parametrize("result", run_cases(PACK), ids=lambda result: result.case.id)
def test_the_case_is_decided_as_written(result):
    assert (result.outcome, result.clause_ids) == (result.case.outcome, result.case.clause_ids)


@pytest.mark.parametrize("clause", PACK.clauses, ids=lambda clause: clause.id)
def test_a_clause_has_a_case_that_breaks_it_and_one_that_keeps_it(clause: Clause):
    own = [case for case in PACK.cases if case.clause_id == clause.id]
    assert any(clause.id in case.clause_ids for case in own)
    assert any(clause.id not in case.clause_ids for case in own)


@pytest.mark.parametrize("part", SOURCE_CLAUSES + OTHER_PARTS)
def test_every_part_of_the_source_policy_is_enforced_recorded_or_taught(part: str):
    own = [h for h in PACK.headings if re.fullmatch(rf"SG04/{re.escape(part)}(\..+)?", h.id)]
    assert own
    assert all(heading.kind in ("enforced", "recorded", "taught") for heading in own)


def numbers(node: Node) -> list[str]:
    if isinstance(node, Literal):
        return [node.clock or str(node.value)] if not isinstance(node.value, str) else []
    inner = [
        getattr(node, name) for name in ("parts", "inner", "left", "right", "base") if hasattr(node, name)
    ]
    listed = [one for found in inner for one in (found if isinstance(found, tuple) else (found,))]
    days = [str(abs(node.days))] if hasattr(node, "days") else []
    return days + [number for one in listed for number in numbers(one)]


@pytest.mark.parametrize("clause", PACK.clauses, ids=lambda clause: clause.id)
def test_the_explanation_says_every_number_in_the_condition(clause: Clause):
    said = explained(clause)
    assert said.startswith(("Refused when", "Held for a person when", "Warned about when"))
    assert all(re.search(rf"\b{number}\b", said) for number in numbers(clause.node))


@pytest.mark.parametrize("entry", PACK.platforms.values(), ids=lambda entry: entry.id)
def test_a_platforms_rules_are_dated_and_have_a_source(entry):
    for rule in entry.rules:
        assert len(rule.source) > 20
        assert rule.from_on < rule.recorded_on
        assert rule.until_on is None or rule.from_on < rule.until_on
