from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.people.person import Consent, ConsentStanding, Person, Role, age_on, consent_on, is_active

GIVEN, REFUSED, WITHDRAWN = ConsentStanding
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2013, 5, 10), date(2026, 5, 9), 12),
        (date(2013, 5, 10), date(2026, 5, 10), 13),
        (date(2013, 5, 10), date(2013, 5, 10), 0),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (date(2012, 2, 29), date(2028, 2, 28), 15),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
    ],
)
def test_an_age_is_reached_at_the_start_of_the_birthday_and_on_1_march_for_29_february(born_on, day, age):
    assert age_on(born_on, day) == age


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2013, 5, 10), date(2013, 5, 9))


@given(DAYS, st.integers(0, 40_000))
def test_an_age_never_falls_and_rises_by_one_at_most_from_one_day_to_the_next(born_on, later):
    day = born_on + timedelta(days=later)
    assert age_on(born_on, day + timedelta(days=1)) - age_on(born_on, day) in {0, 1}


def child(*consents):
    return Person(name="Robin Vale", role=Role.YOUNG_PERSON, consents=consents)


def consent(standing, on=None, until=None, platform="whatsapp"):
    return Consent(platform=platform, standing=standing, on=on, until=until)


@pytest.mark.parametrize(
    ("consents", "standing"),
    [
        ([], None),
        ([consent(GIVEN)], GIVEN),
        ([consent(GIVEN, platform="pictures")], None),
        ([consent(GIVEN, date(2026, 4, 10))], GIVEN),
        ([consent(GIVEN, date(2026, 4, 11))], None),
        ([consent(GIVEN, date(2026, 4, 1), date(2026, 4, 11))], GIVEN),
        ([consent(GIVEN, date(2026, 4, 1), date(2026, 4, 10))], None),
        ([consent(GIVEN, date(2026, 4, 1)), consent(WITHDRAWN, date(2026, 4, 5))], WITHDRAWN),
        ([consent(WITHDRAWN, date(2026, 4, 5)), consent(GIVEN, date(2026, 4, 6))], GIVEN),
        ([consent(GIVEN, date(2026, 4, 5)), consent(REFUSED, date(2026, 4, 5))], REFUSED),
        ([consent(REFUSED), consent(GIVEN, date(2026, 4, 5))], GIVEN),
        ([consent(REFUSED, date(2026, 4, 1), date(2026, 4, 2))], REFUSED),
    ],
)
def test_consent_stands_where_the_latest_answer_by_the_day_left_it(consents, standing):
    assert consent_on(child(*consents), "whatsapp", date(2026, 4, 10)) == standing


def test_a_person_is_active_from_the_day_they_joined_to_the_day_before_they_left():
    person = Person(name="Jo", role=Role.REPRESENTATIVE, joined_on=date(2026, 4, 2), left_on=date(2026, 4, 4))
    active = [day for day in range(1, 6) if is_active(person, date(2026, 4, day))]
    assert active == [2, 3]


def test_blank_days_of_joining_and_leaving_are_open_ends():
    assert is_active(Person(name="Jo", role=Role.REPRESENTATIVE), date(1990, 1, 1))
