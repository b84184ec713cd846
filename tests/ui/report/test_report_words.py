from datetime import datetime, timedelta

import pytest

from handrail.core.audit.report import Presence
from handrail.ui.report import words
from handrail.ui.report.presence import LENGTH, strip

START = datetime(2026, 3, 3, 21, 4)  # noqa: DTZ001  # exports carry no time zone


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (START, "Tue 3 March 2026, 21:04"),
        (START + timedelta(minutes=20), "Tue 3 March 2026, 21:04 to 21:24"),
        (START + timedelta(days=3), "3 March to 6 March 2026"),
        (START + timedelta(days=365), "3 March 2026 to 3 March 2027"),
        (None, "no dates"),
    ],
)
def test_a_stretch_of_time_is_said_as_shortly_as_stays_clear(last, expected):
    assert words.stretch(START, last) == expected


@pytest.mark.parametrize(
    ("size_bytes", "expected"), [(1, "1 byte"), (812, "812 bytes"), (2048, "2 KB"), (3_565_158, "3.4 MB")]
)
def test_sizes_are_said_as_people_say_them(size_bytes, expected):
    assert words.size(size_bytes) == expected


def test_names_are_listed_with_and():
    assert words.listed(()) == ""
    assert words.listed(("Ana",)) == "Ana"
    assert words.listed(("Ana", "Jo", "Rhys")) == "Ana, Jo and Rhys"


def test_a_strip_reaches_the_ends_of_the_chat_where_the_presence_is_open():
    last = START + timedelta(days=10)
    middle = START + timedelta(days=5)
    whole = strip([Presence(from_at=None, until_at=None)], first=START, last=last)
    half = strip([Presence(from_at=None, until_at=middle)], first=START, last=last)
    assert whole.spans == ((0.0, LENGTH),)
    assert half.spans == ((0.0, LENGTH / 2),)
    assert half.sentence == "left 8 March 2026, 21:04"


def test_a_chat_without_dates_draws_no_strip():
    assert strip([], first=None, last=None).sentence == "never in it"
