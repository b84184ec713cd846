import pytest

from handrail.core.people.number import as_people_write_it, e164


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "447700900123",
        "7700900123",
        "(07700) 900-123",
        "+44\u00a07700\u00a0900123".replace("\u00a0", " "),
    ],
)
def test_a_british_number_is_one_number_however_it_is_written(written):
    assert e164(written) == "+447700900123"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Sam",
        "Sam 2",
        "2012",
        "The 1975",
        "1",
        "12/11/2024",
        "4.477E+11",
        "+",
        "07700 900123 x2",
        "0" * 40,
    ],
)
def test_what_is_not_a_number_is_not_made_one(written):
    assert e164(written) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+447700900123", "07700 900123"),
        ("+442079460018", "020 7946 0018"),
        ("+441632960123", "01632 960123"),
        ("+14155550123", "+14155550123"),
    ],
)
def test_a_number_is_written_as_people_write_it_and_read_back_the_same(number, written):
    assert as_people_write_it(number) == written
    assert e164(written) == number
