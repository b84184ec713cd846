from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.people.adult import Counts, DoesNotCount, Lasts, Reason, Why, counts_as_adult, in_words
from handrail.core.people.person import Person, Role

DAY = date(2026, 5, 3)
TWO_YEARS, THREE_YEARS = 730, 1_095
LASTS = Lasts(vetting_days=THREE_YEARS, training_days=TWO_YEARS)
JO = Person(
    name="Jo Carter",
    role=Role.REPRESENTATIVE,
    vetted_on=date(2025, 1, 20),
    vetting_until=date(2028, 1, 20),
    trained_on=date(2025, 2, 3),
)


def verdict(**changes):
    return counts_as_adult(replace(JO, **changes), DAY, lasts=LASTS)


def test_a_vetted_and_trained_representative_counts():
    assert verdict() == Counts()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"role": Role.GUARDIAN}, Reason(Why.NOT_A_REPRESENTATIVE)),
        ({"born_on": date(2008, 5, 4)}, Reason(Why.UNDER_18)),
        ({"joined_on": date(2026, 5, 4)}, Reason(Why.NOT_JOINED, date(2026, 5, 4))),
        ({"left_on": DAY}, Reason(Why.HAS_LEFT, DAY)),
        ({"vetted_on": None, "vetting_until": None}, Reason(Why.NOT_VETTED)),
        ({"vetted_on": None}, Reason(Why.NOT_VETTED)),
        ({"vetted_on": date(2026, 5, 4)}, Reason(Why.NOT_YET_VETTED, date(2026, 5, 4))),
        (
            {"vetted_on": DAY - timedelta(days=THREE_YEARS), "vetting_until": None},
            Reason(Why.VETTING_ENDED, DAY),
        ),
        ({"vetting_until": DAY}, Reason(Why.VETTING_ENDED, DAY)),
        ({"trained_on": None}, Reason(Why.NOT_TRAINED)),
        ({"trained_on": date(2026, 5, 4)}, Reason(Why.NOT_YET_TRAINED, date(2026, 5, 4))),
        ({"trained_on": DAY - timedelta(days=TWO_YEARS)}, Reason(Why.TRAINING_ENDED, DAY)),
        ({"training_until": DAY}, Reason(Why.TRAINING_ENDED, DAY)),
    ],
)
def test_one_thing_in_the_way_is_the_one_reason(changes, reason):
    assert verdict(**changes) == DoesNotCount((reason,))


@pytest.mark.parametrize(
    "changes",
    [
        {"born_on": date(2008, 5, 3)},
        {"joined_on": DAY},
        {"left_on": DAY + timedelta(days=1)},
        {"vetted_on": DAY},
        {"vetting_until": DAY + timedelta(days=1)},
        {"vetted_on": DAY - timedelta(days=THREE_YEARS - 1), "vetting_until": None},
        {"trained_on": DAY},
        {"trained_on": DAY - timedelta(days=TWO_YEARS - 1)},
        {"trained_on": date(2020, 1, 1), "training_until": DAY + timedelta(days=1)},
    ],
)
def test_the_last_day_that_still_counts_counts(changes):
    assert verdict(**changes) == Counts()


def test_every_reason_is_named_at_once():
    nobody = Person(name="Sam Reed", role=Role.GUARDIAN)
    assert counts_as_adult(nobody, DAY, lasts=LASTS) == DoesNotCount(
        (Reason(Why.NOT_A_REPRESENTATIVE), Reason(Why.NOT_VETTED), Reason(Why.NOT_TRAINED))
    )


@given(
    st.builds(
        Person,
        name=st.just("Jo"),
        role=st.sampled_from(Role),
        vetted_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        vetting_until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        trained_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    ),
    st.sampled_from(["vetted_on", "trained_on"]),
)
def test_forgetting_a_date_never_makes_anyone_count(person, forgotten):
    knew_less = counts_as_adult(replace(person, **{forgotten: None}), DAY, lasts=LASTS)
    assert isinstance(knew_less, DoesNotCount)


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words_without_a_gap(why):
    words = in_words(Reason(why, date(2026, 5, 3)))
    assert words
    assert "{" not in words


def test_a_reason_is_put_into_words_with_its_day():
    assert in_words(Reason(Why.VETTING_ENDED, DAY)) == "vetting ended on 3 May 2026"
