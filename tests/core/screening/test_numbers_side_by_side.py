"""Telephone numbers next to each other, and next to other digits: none may cost another its signal."""

from itertools import product

import pytest

from handrail.core.screening.screen import screen

WRITTEN = (
    "07700 900123",
    "07700900124",
    "+44 7700 900125",
    "+447700900126",
    "0044 7700 900127",
    "(020) 7946 0128",
    "01632 960 129",
    "0 7 7 0 0 9 0 0 1 3 0",
    "+33 1 99 00 12 31",
    "+49 30 123456",
)
BETWEEN = (
    " ",
    "  ",
    " / ",
    "/",
    ", ",
    ",",
    "\n",
    "\r\n",
    "\t",
    " - ",
    " or ",
    ";",
    "; ",
    " & ",
    "|",
    " (",
    ". ",
    ":",
)


def phones(text: str) -> list[str]:
    return [text[one.start : one.end] for one in screen(text) if one.category == "phone"]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(("first", "second"), list(product(WRITTEN, WRITTEN)))
def test_two_numbers_side_by_side_are_two_signals(first: str, second: str, between: str):
    assert phones(f"{first}{between}{second}") == [first, second]


@pytest.mark.parametrize("between", BETWEEN)
def test_a_row_of_numbers_is_a_signal_each(between: str):
    assert phones(between.join(WRITTEN)) == list(WRITTEN)
    assert phones(between.join(["07700 900123"] * 7)) == ["07700 900123"] * 7


@pytest.mark.parametrize(
    "text",
    [
        "[07700900123][07700900124]",
        "[07700900123][07700900124][07700900125]",
        "[+447700900123][+447700900124]",
        "[447700900123][447700900124]",
        "[07700 900123][07700 900124]",
        "[07700 900120][0 7 7 0 0 9 0 0 1 2 4]",
    ],
)
def test_numbers_written_without_anything_between_them_are_a_signal_each(text: str):
    wanted = text.strip("[]").split("][")
    assert phones("".join(wanted)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "1 [07700 900123]",
        "1. [07700 900123]",
        "2) [07700 900123]",
        "flat 3 [07700 900123]",
        "[07700 900123] 2pm",
        "[07700 900123] 12:30",
        "12:30 [07700 900123]",
        "12:30:00 [01632 960111] 13:45",
        "[07700 900123] 7",
        "[07700 900123] 2026",
        "12/05/2026 [07700 900123]",
        "[07700 900123] 12/05/2026",
        "12.05.2026 [01632 960111] 2026-05-12",
        "£20 [07700 900123] £5",
        "1,234 [07700 900123] 1,234",
        "room 12 [01632 960111] 14",
        "1234 5678 9012 [07700 900123]",
        "4 [+33 1 99 00 12 34] 5",
        "text me on [7700 900123] / [7700 900124]",
        "my number is [5550 1234] 20 21",
        "call:[07700900123]",
        "Dad-[07700 900123]",
        "[07700 900123]: ring me",
        "_[07700 900123]_ *[07700 900124]*",
        "[07700 900123]xx",
        "[01632 960111]/2",
    ],
)
def test_digits_beside_a_number_do_not_hide_it(text: str):
    wanted = [piece.partition("]")[0] for piece in text.split("[")[1:]]
    assert phones(text.replace("[", "").replace("]", "")) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "17/01/2025 07/02/2025",
        "17.01.2025 07.02.2025",
        "2025-01-17 10:30:00, 2025-01-18 10:30:00",
        "PHOTO-2025-01-17-10-30-00.jpg",
        "IMG-20250117-WA0012.jpg",
        "VID_20250117_103000.mp4",
        "card 4929 0712 3456 7890",
        "sort code 20-00-00 07123456",
        "0-1 2-3",
        "1,234,567,890",
        "3.14159265358979",
        "51.50741234 -0.12781234",
        "550e8400-e29b-41d4-a716-446655440000",
        "won 21-19 19-21 21-18 21-15",
        "bus 07 leaves 10:07 10:37 11:07 11:37 12:07",
        "192.168.100.200 192.168.100.201",
        "1 2 3 4 5 6 7 8 9 10 11 12 13",
        "100 200 300 400 500 600 700",
        "0.0000001 0.0000002",
    ],
)
def test_rows_of_other_digits_stay_quiet(text: str):
    assert phones(text) == []
