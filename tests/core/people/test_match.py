from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.imports.message import YOU
from handrail.core.people.match import Ambiguous, How, Matched, Unknown, match
from handrail.core.people.name_key import bare_key, full_key
from handrail.core.people.person import Person, Role
from handrail.core.people.roster import Roster

JO = Person(name="Jo Carter", role=Role.REPRESENTATIVE, aliases=("Jo C",), numbers=("+447700900101",))
SAM_L = Person(name="Sam Lee", role=Role.YOUNG_PERSON, aliases=("Sam 🦄", "Sam"))
SAM_P = Person(name="Sam Patel", role=Role.YOUNG_PERSON, aliases=("Sam 🐝", "Sam"))
SIAN = Person(name="Siân O'Neil", role=Role.GUARDIAN)
ROSTER = Roster((JO, SAM_L, SAM_P, SIAN))


@pytest.mark.parametrize(
    ("written", "person", "how"),
    [
        ("Jo Carter", JO, How.NAME),
        ("  jo   CARTER ", JO, How.NAME),
        ("\u200eJo Carter", JO, How.NAME),
        ("Jo \x07Car\x00ter\x7f\x85", JO, How.NAME),
        ("Jo\u202fCarter", JO, How.NAME),
        ("Jo Carter 🎈", JO, How.NAME),
        ("❤️ Jo Carter", JO, How.NAME),
        ("Ｊｏ Carter", JO, How.NAME),
        ("🎈 ~Jo Carter", JO, How.NAME),
        ("Jo C", JO, How.ALIAS),
        ("+44 7700 900101", JO, How.NUMBER),
        ("\u202a+44\u00a07700\u00a0900101\u202c", JO, How.NUMBER),
        ("07700900101", JO, How.NUMBER),
        ("Sam 🦄", SAM_L, How.ALIAS),
        ("Sam 🐝", SAM_P, How.ALIAS),
        ("Sia\u0302n O\u2019Neil", SIAN, How.NAME),
    ],
)
def test_a_name_as_a_chat_shows_it_finds_its_person(written, person, how):
    assert match(ROSTER, written) == Matched(person, how, is_self_chosen=False)


@pytest.mark.parametrize("written", ["~Jo Carter", "~\u202fJo Carter", "\u200e~ Jo Carter"])
def test_a_name_its_bearer_chose_is_matched_and_said_to_be_so(written):
    assert match(ROSTER, written) == Matched(JO, How.NAME, is_self_chosen=True)


@pytest.mark.parametrize("written", ["Sam", "sam", "Sam 🎈"])
def test_a_name_that_two_people_share_is_never_guessed(written):
    assert match(ROSTER, written) == Ambiguous((SAM_L, SAM_P))


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Jo Cartr", ("Jo Carter",)),
        ("Sian O'Neil", ("Siân O'Neil",)),
        ("Patel", ("Sam Patel",)),
        ("Alex Fox", ()),
        ("+44 7700 900102", ()),
        ("🎈", ()),
        ("", ()),
        (YOU, ()),
    ],
)
def test_a_name_nobody_has_stays_unknown_and_near_names_are_only_offered(written, near):
    assert match(ROSTER, written) == Unknown(near)


def test_the_owner_of_the_phone_is_found_by_the_alias_you():
    jo = replace(JO, aliases=("you",))
    assert match(Roster((jo, SAM_L)), YOU) == Matched(jo, How.ALIAS, is_self_chosen=False)


def test_a_person_called_the_same_twice_is_one_person():
    ash = Person(name="Ash", role=Role.YOUNG_PERSON, aliases=("ash", "Ash 🌱"))
    assert match(Roster((ash,)), "ASH") == Matched(ash, How.NAME, is_self_chosen=False)


def test_a_very_long_name_is_answered_at_once():
    assert match(ROSTER, "Sam " * 100_000) != Matched(SAM_L, How.NAME, is_self_chosen=False)


@given(st.text())
def test_any_text_gets_an_answer_and_its_key_is_stable(written):
    match(ROSTER, written)
    assert full_key(full_key(written)) == full_key(written)
    assert bare_key(bare_key(written)) == bare_key(written)
