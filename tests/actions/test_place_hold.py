from uuid import uuid4

import pytest
from tests.actions.kept import keep

from handrail.actions.place_hold import Held, place_hold
from handrail.actions.refused import Refused
from handrail.actions.release_hold import release_hold
from handrail.core.record.leaf import read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.store.models import Entry, Hold
from handrail.store.reads.conversations import extents, hold, holds_of, is_held

pytestmark = pytest.mark.django_db


def placed() -> int:
    return sum(read_leaf(bytes(row.leaf)).type is LeafType.HOLD_PLACED for row in Entry.objects.all())


def test_asking_twice_under_one_id_places_one_hold_with_one_leaf(deps, lead):
    kept, id_ = keep(deps, lead).conversation_id, uuid4()
    for reason in ("an inquiry began", "an inquiry began"):
        answer = place_hold(deps=deps, actor=lead, conversation_id=kept, reason=reason, hold_id=id_)
        assert answer == Held(hold_id=id_)
    assert (Hold.objects.count(), placed()) == (1, 1)


def test_the_id_of_a_hold_elsewhere_is_refused(deps, lead):
    kept, id_ = keep(deps, lead).conversation_id, uuid4()
    other = keep(deps, lead, b"03/02/2026, 16:30 - Ana: hi\n").conversation_id
    place_hold(deps=deps, actor=lead, conversation_id=kept, reason="so", hold_id=id_)
    answer = place_hold(deps=deps, actor=lead, conversation_id=other, reason="so", hold_id=id_)
    assert isinstance(answer, Refused)
    assert not is_held(other)
    assert placed() == 1


def test_without_an_id_each_asking_is_a_hold_of_its_own(deps, lead):
    kept = keep(deps, lead).conversation_id
    for _ in range(2):
        place_hold(deps=deps, actor=lead, conversation_id=kept, reason="so")
    assert Hold.objects.count() == 2


def test_a_hold_is_read_back_with_who_released_it_and_why(deps, lead, colleague):
    kept, id_ = keep(deps, lead).conversation_id, uuid4()
    place_hold(deps=deps, actor=lead, conversation_id=kept, reason="so", hold_id=id_)
    release_hold(deps=deps, actor=lead, hold_id=id_, reason="it ended")
    assert extents([kept])[kept].is_held
    release_hold(deps=deps, actor=colleague, hold_id=id_, reason="I agree")
    (row,) = holds_of(kept)
    assert row == hold(id_)
    assert [(one.released_by, one.reason) for one in row.releases] == [
        ("Sam Okafor", "it ended"),
        ("Ade Bello", "I agree"),
    ]
    assert row.released_by == {lead.id, colleague.id}
    assert not row.stands
    assert not extents([kept])[kept].is_held
