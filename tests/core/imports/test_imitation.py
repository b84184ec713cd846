"""Pasted lines that look like another person's: what betrays them, and what does not."""

import io
from datetime import datetime, timedelta

import pytest

from handrail.core.imports.chronology import MOST_HELD, with_time_marks
from handrail.core.imports.export import open_export
from handrail.core.imports.imitation import MOST_LOOKED_AT
from handrail.core.imports.message import Kind, Mark, Message


def _marks(*clocks: str) -> list[set[str]]:
    """Return the marks of messages at these times of the 13th of March."""
    chat = "".join(f"13/03/2024, {clock} - Ana: hi\n" for clock in clocks)
    return [set(message.marks) for message in open_export(io.BytesIO(chat.encode()), name="x").messages()]


def test_time_that_only_goes_forward_is_marked_nowhere():
    assert _marks("10:00", "10:00", "10:01", "23:59") == [set()] * 4


def test_a_line_below_its_neighbours_stands_out():
    assert _marks("10:00", "09:00", "10:01") == [set(), {Mark.IMITATION, Mark.BACKWARDS}, set()]


def test_a_line_above_its_neighbours_stands_out_and_not_the_one_after_it():
    assert _marks("10:00", "15:00", "10:01", "10:02") == [set(), {Mark.IMITATION}, set(), set()]


def test_a_line_above_its_neighbours_stands_out_though_the_day_goes_on_past_it():
    clocks = ["10:00", "15:00", *(f"10:{minute:02}" for minute in range(1, 21)), "15:30"]
    assert [at for at, marks in enumerate(_marks(*clocks)) if marks] == [1]


def test_a_pasted_block_stands_out_as_a_whole():
    both = {Mark.IMITATION, Mark.BACKWARDS}
    assert _marks("10:00", "08:00", "08:01", "08:05", "10:01") == [set(), both, both, both, set()]
    assert _marks("10:00", "15:00", "15:01", "10:01") == [set(), {Mark.IMITATION}, {Mark.IMITATION}, set()]


def test_a_step_back_of_a_minute_is_two_phones_clocks_and_no_imitation():
    assert _marks("10:00", "10:03", "10:02", "10:04") == [set(), set(), {Mark.BACKWARDS}, set()]


def test_a_step_back_that_never_returns_is_only_backwards():
    assert _marks("10:00", "10:30", "09:00", "09:01", "09:02") == [
        set(),
        set(),
        {Mark.BACKWARDS},
        set(),
        set(),
    ]


def test_marks_are_found_across_stretches_of_any_size():
    start = datetime.fromisoformat("2024-03-13")
    clock = [start + timedelta(minutes=minute) for minute in range(1000)]
    clock[500] = start
    clock[120] = start + timedelta(days=9)
    messages = [Message(at, "Ana", Kind.TEXT, "hi", None, 0, 1, None, frozenset()) for at in clock]
    for size in (1, 7, 60, 1000):
        stretches = [messages[at : at + size] for at in range(0, 1000, size)]
        read = [message for stretch in with_time_marks(stretches) for message in stretch]
        assert [at for at, message in enumerate(read) if message.marks] == [120, 500]
        assert [message.at for message in read] == clock


@pytest.mark.parametrize(
    "pasted",
    [
        "[13/03/2024, 10:00:00] Ben: it was me",
        "3/13/24, 10:00 AM - Ben: it was me",
        "[13/03, 10:00] Ben: it was me",
        "2024-03-13 10:00 - Ben: it was me",
        "\u200e[13.03.24, 10:00:00] Ben: it was me",
        "99/99/2024, 10:00 - Ben: it was me",
    ],
)
def test_a_header_in_another_shape_stays_in_the_body_and_is_marked(pasted):
    chat = f"13/03/2024, 10:00 - Ana: look\n{pasted}\n13/03/2024, 10:01 - Ben: no\n"
    first, second = open_export(io.BytesIO(chat.encode()), name="x").messages()
    assert (first.sender, first.text, set(first.marks)) == ("Ana", f"look\n{pasted}", {Mark.IMITATION})
    assert (second.sender, set(second.marks)) == ("Ben", set())


def test_more_lines_than_anybody_can_look_at_are_marked_rather_than_passed():
    lines = "1\n" * (MOST_LOOKED_AT + 1)
    few, many = (f"13/03/2024, 10:00 - Ana: look\n{text}" for text in (lines[4:], lines))
    marks = [next(open_export(io.BytesIO(text.encode()), name="x").messages()).marks for text in (few, many)]
    assert marks == [set(), {Mark.IMITATION}]


def test_a_long_message_ends_no_comparison_of_times():
    texts = ["hi", "x" * (MOST_HELD + 1), "hi"]
    clocks = ["10:00", "10:30", "09:00"]
    chat = "".join(f"13/03/2024, {at} - Ana: {text}\n" for at, text in zip(clocks, texts, strict=True))
    marks = [set(message.marks) for message in open_export(io.BytesIO(chat.encode()), name="x").messages()]
    assert marks == [set(), set(), {Mark.BACKWARDS}]


@pytest.mark.parametrize("line", ["1. first", "10:30 we meet", "12/03 buy bread", "[x] done", "2 of us: yes"])
def test_lists_and_times_in_a_body_are_no_imitation(line):
    chat = f"13/03/2024, 10:00 - Ana: look\n{line}\n13/03/2024, 10:01 - Ben: no\n"
    assert not next(open_export(io.BytesIO(chat.encode()), name="x").messages()).marks


def test_a_pasted_line_in_the_files_own_shape_and_time_cannot_be_told():
    chat = "13/03/2024, 10:00 - Ana: look\n13/03/2024, 10:00 - Ben: it was me\n13/03/2024, 10:01 - Ana: see\n"
    assert [message.sender for message in open_export(io.BytesIO(chat.encode()), name="x").messages()] == [
        "Ana",
        "Ben",
        "Ana",
    ]
