"""Somebody changes their number: the new one is told as perhaps theirs, and is there from then on."""

from tests.core.conversations.chat import minute, said, told

from handrail.core.conversations.new_numbers import NewNumber
from handrail.core.conversations.presence import Interval, Presence
from handrail.core.imports.message import YOU, EventKind, Mark

CHANGED = EventKind.NUMBER_CHANGED
NEW, OTHER = "+44 7700 900101", "+44 7700 900102"


def presence(*messages):
    seen = Presence()
    for message in messages:
        seen.see(message)
    return seen


def test_a_new_number_that_the_line_names_is_told_as_perhaps_theirs():
    seen = presence(said(1, "Ash"), told(3, CHANGED, "Ash", NEW))
    assert seen.new_numbers == {NEW: NewNumber(old=("Ash",), at=minute(3), is_told=True)}


def test_a_number_first_seen_after_a_change_is_there_from_the_change_on():
    seen = presence(said(1, "Ash"), told(3, CHANGED, "Ash"), said(5, "Jo"), said(6, NEW))
    assert seen.intervals()[NEW] == (Interval(minute(3), None, 3, None),)
    assert seen.intervals()["Jo"] == (Interval(None, None, 0, None),)
    assert seen.new_numbers == {NEW: NewNumber(old=("Ash",), at=minute(3), is_told=False)}


def test_the_person_who_changed_it_is_still_there():
    seen = presence(said(1, "Ash"), told(3, CHANGED, "Ash"), said(6, NEW), said(7, "Ash"))
    assert seen.intervals()["Ash"] == (Interval(None, None, 0, None),)
    assert not seen.notes


def test_a_name_that_its_bearer_chose_may_be_the_new_number_and_a_saved_one_may_not():
    seen = presence(told(3, CHANGED, "Ash"), said(5, "Robin"), said(6, "~ Ash"))
    assert set(seen.new_numbers) == {"~ Ash"}


def test_a_number_seen_before_the_change_is_not_the_new_one():
    seen = presence(said(1, NEW), told(3, CHANGED, "Ash"), said(5, NEW))
    assert seen.new_numbers == {}
    assert seen.intervals()[NEW] == (Interval(None, None, 0, None),)


def test_one_change_makes_one_new_number():
    seen = presence(told(3, CHANGED, "Ash"), said(5, NEW), said(6, OTHER))
    assert set(seen.new_numbers) == {NEW}
    assert seen.intervals()[OTHER] == (Interval(None, None, 0, None),)


def test_of_two_who_changed_it_neither_is_guessed():
    seen = presence(told(2, CHANGED, "Ash"), told(3, CHANGED, "Jo"), said(5, NEW), said(6, OTHER))
    assert seen.new_numbers == {
        NEW: NewNumber(old=("Ash", "Jo"), at=minute(2), is_told=False),
        OTHER: NewNumber(old=("Ash", "Jo"), at=minute(2), is_told=False),
    }
    assert seen.intervals()[OTHER] == (Interval(minute(2), None, 2, None),)


def test_two_people_in_touch_stay_two_when_one_changes_their_number():
    talk = [said(1, "Jo"), said(2, "Ash"), told(3, CHANGED, "Ash"), said(4, NEW), said(5, "Jo")]
    assert not presence(*talk).is_group


def test_the_owner_of_the_phone_and_a_line_that_may_be_pasted_make_no_new_number():
    pasted = told(2, CHANGED, "Ash", marks=(Mark.IMITATION,))
    assert presence(told(1, CHANGED, YOU), pasted, said(5, NEW)).new_numbers == {}
