from dataclasses import replace
from datetime import timedelta

import pytest
from tests.actions.kept import keep
from tests.staff import open_staff

from handrail.actions.refused import Refused
from handrail.actions.rotate_key import Rotated, rotate_key
from handrail.actions.verify_record import verify_record
from handrail.store.reads.log import head

pytestmark = pytest.mark.django_db
LATER = b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n"


def test_a_record_in_order_has_nothing_wrong_and_was_held_against_the_guard_file(deps, lead):
    keep(deps, lead)
    verdict = verify_record(deps=deps)
    now = head()
    assert now is not None
    assert (verdict.size, verdict.root, verdict.faults, verdict.notices) == (now.size, now.root, (), ())
    assert verdict.compared == ("the guard file",)


def test_a_record_whose_key_was_turned_over_is_still_in_order(deps, lead):
    keep(deps, lead)
    rotated = rotate_key(deps=deps, actor=lead)
    assert isinstance(rotated, Rotated)
    keep(deps, lead, LATER)
    assert verify_record(deps=deps).faults == ()


def test_only_a_lead_turns_the_key_over(deps, colleague, lead):
    other = open_staff("rep@brooklane.example", role="representative", full_name="Jo Vale")
    assert isinstance(rotate_key(deps=deps, actor=other), Refused)


def test_a_clock_that_was_set_back_is_told_of(deps, lead):
    keep(deps, lead)
    back = replace(deps, now=lambda: deps.now() - timedelta(days=3))
    keep(back, lead, LATER)
    verdict = verify_record(deps=deps)
    assert verdict.faults == ()
    assert "a clock was set back" in verdict.notices[0]
