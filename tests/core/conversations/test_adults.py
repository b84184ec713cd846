from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handrail.core.conversations.adults import NotCounted, adults_among, adults_counted
from handrail.core.conversations.members import Members, steps
from handrail.core.conversations.presence import Interval
from handrail.core.people.adult import DoesNotCount, Lasts, Reason, Why
from handrail.core.people.person import Person, Role
from handrail.core.people.roster import Roster

DAY = date(2026, 5, 4)
JO = Person(
    name="Jo Carter",
    role=Role.REPRESENTATIVE,
    aliases=("Jo",),
    numbers=("+447700900101",),
    vetted_on=date(2025, 1, 1),
    vetting_until=date(2028, 1, 1),
    trained_on=date(2026, 1, 1),
)

LASTS = Lasts(vetting_days=1_095, training_days=730)
LEE = replace(JO, name="Lee Marsh", aliases=("Lee", "Boss"), numbers=(), vetting_until=DAY)
KIM = replace(JO, name="Kim Ward", aliases=("Boss",), numbers=())
ASH = Person(name="Ash Fox", role=Role.YOUNG_PERSON)
PAT = Person(name="Pat Fox", role=Role.GUARDIAN)
ROSTER = Roster((JO, LEE, KIM, ASH, PAT))


def counted(*members, day=DAY):
    return adults_counted(members, ROSTER, day, lasts=LASTS)


def test_those_who_count_and_those_who_do_not_are_told_apart_with_reasons():
    answer = counted("Lee", "Jo", "Ash Fox", "Pat Fox")
    assert answer.counted == (JO,)
    assert answer.not_counted == (NotCounted(LEE, DoesNotCount((Reason(Why.VETTING_ENDED, DAY),))),)
    assert answer.unmatched == ()


def test_the_day_decides():
    assert counted("Lee", "Jo", day=DAY - timedelta(days=1)).counted == (JO, LEE)


def test_one_person_under_two_names_counts_once():
    assert counted("Jo", "+44 7700 900101", "Jo Carter").counted == (JO,)


def test_people_known_for_certain_need_no_names():
    boss = replace(KIM, name="Boss")
    answer = adults_among([boss, ASH, boss], DAY, lasts=LASTS)
    assert (answer.counted, answer.not_counted, answer.unmatched) == ((boss,), (), ())


def test_a_name_that_nobody_or_two_people_have_counts_for_nothing():
    answer = counted("Boss", "+44 7700 900199")
    assert answer.counted == ()
    assert answer.unmatched == ("+44 7700 900199", "Boss")


STAYS = st.dictionaries(
    st.sampled_from(["Jo", "Lee", "Kim Ward", "Ash Fox", "Boss"]),
    st.tuples(st.integers(0, 9), st.integers(1, 9)).map(
        lambda ends: (Interval(None, None, ends[0], ends[0] + ends[1]),),
    ),
)


@given(STAYS)
def test_adults_counted_by_step_are_those_counted_line_by_line(stays):
    by_step = {step.members: counted(*step.members).counted for step in steps(stays)}
    members = Members(stays)
    for line in range(1, 20):
        there = [name for name, (stay,) in stays.items() if stay.from_line <= line < stay.until_line]
        assert by_step[members.advance(line)] == counted(*there).counted
