"""The format's page is complete: a word the loader knows and the page does not would be a secret."""

import json
import re
from pathlib import Path

import pytest

from handrail.core.policy import load, load_cases, load_clauses, load_platforms
from handrail.core.policy.decide import decide
from handrail.core.policy.edits import EDITS
from handrail.core.policy.facts import Action
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.vocabulary import EACH, words
from handrail.store.reads.packs import read_pack

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "formats" / "policy-pack.md").read_text(encoding="utf-8")
FACTS = sorted({path for each in (None, *EACH) for path in words(each)})
KEYS = sorted(
    load.TOP_KEYS
    | load.REMEDY_KEYS
    | load_clauses.KEYS
    | load_platforms.KEYS
    | load_platforms.RULE_KEYS
    | load_cases.KEYS
)


@pytest.mark.parametrize("word", [*FACTS, *Action, *sorted(EDITS)])
def test_every_fact_action_and_remedy_is_on_the_page(word: str):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_on_the_page(key: str):
    assert re.search(rf"[`\[.]{key}[`\]]", PAGE)


def test_the_guides_example_is_a_request_and_is_refused_for_its_age():
    guide = (DOCS / "guide" / "policy.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.*?)```", guide, re.DOTALL)
    assert found is not None
    request = json.loads(found[1])
    action = Action(request.pop("action"))
    assert decide(read_pack("sg04"), action, facts_from(request)).clause_ids == {"SG04/8"}
