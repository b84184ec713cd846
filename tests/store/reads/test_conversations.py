from uuid import uuid4

import pytest
from tests.actions.kept import keep

from handrail.actions.erase_content import Erasing, erase_content
from handrail.store.reads.conversations import chain, erased_count, erased_whole, extents

pytestmark = pytest.mark.django_db


def erase(deps, lead, conversation_id, *numbers):
    erasing = Erasing(conversation_id=conversation_id, numbers=numbers, basis="a request", rule="4")
    erase_content(deps=deps, actor=lead, erasing=erasing)


def test_a_conversation_reaches_as_far_as_its_leaves(deps, lead, django_assert_num_queries):
    one = keep(deps, lead).conversation_id
    other = keep(deps, lead, b"03/02/2026, 16:30 - Ana: hi\n").conversation_id
    nowhere = uuid4()
    with django_assert_num_queries(3):
        found = extents([one, other, nowhere])
    assert (found[one].leaves, found[one].first) == (8, chain(one)[0])
    assert (found[other].leaves, found[other].first) == (2, chain(other)[0])
    assert (found[nowhere].leaves, found[nowhere].first, found[nowhere].is_held) == (0, None, False)


def test_only_what_was_erased_to_the_last_leaf_counts_as_erased_whole(deps, lead):
    kept = keep(deps, lead).conversation_id
    keep(deps, lead, b"03/02/2026, 16:30 - Ana: hi\n")
    assert erased_whole() == frozenset()
    erase(deps, lead, kept, 1, 2, 3, 4, 5, 6)
    assert (erased_count(kept), erased_whole()) == (7, frozenset())
    erase(deps, lead, kept)
    assert (erased_count(kept), erased_whole()) == (8, frozenset({kept}))
