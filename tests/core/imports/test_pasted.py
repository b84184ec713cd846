"""Lines about who was there that may be pasted, and two exports in one file: marked for a look."""

import io
from datetime import datetime, timedelta

import pytest

from handrail.core.imports.chronology import with_time_marks
from handrail.core.imports.export import open_export
from handrail.core.imports.message import Event, EventKind, Kind, Mark, Message

ENCRYPTED = "Messages and calls are end-to-end encrypted. Only people in this chat can read them."


def _marks(*lines: str, stamp: str = "{} - ") -> list[set[str]]:
    """Return the marks of lines written as `10:00 Ana: hi`, all on the 13th of March."""
    chat = "".join(f"13/03/2024, {stamp.format(line[:5])}{line[6:]}\n" for line in lines)
    return [set(message.marks) for message in open_export(io.BytesIO(chat.encode()), name="x").messages()]


@pytest.mark.parametrize(
    "line",
    [
        "Ben left",
        "Ana added Ben",
        "Ana removed Ben",
        "Ben joined using this group's invite link",
        "Ben changed to +44 7700 900123",
        "Ana turned off disappearing messages.",
        'Ana changed the group name to "Club"',
        'Ana created group "Club"',
    ],
)
def test_a_line_about_the_group_in_the_minute_of_the_message_above_may_be_pasted(line):
    assert _marks("10:00 Ana: hi", f"10:00 {line}", "10:01 Ana: ok") == [set(), {Mark.PASTED}, set()]
    assert _marks("10:00 Ana: hi", f"10:01 {line}", "10:01 Ana: ok") == [set(), set(), set()]


def test_every_line_pasted_together_is_marked_and_none_that_follows_no_message():
    marks = _marks("09:59 Ana added Ben", "10:00 Ana: hi", "10:00 Ben left", "10:00 Ana removed Cerys")
    assert marks == [set(), set(), {Mark.PASTED}, {Mark.PASTED}]


def test_a_message_pasted_above_the_line_hides_nothing():
    marks = _marks("10:00 Ana: hi", "10:00 Ben: it was me", "10:00 Ben left")
    assert marks == [set(), set(), {Mark.PASTED}]


def test_lines_that_change_nothing_are_not_marked():
    lines = [
        "10:00 Ana: hi",
        "10:00 Ana changed this group's icon",
        "10:00 Something quite new",
        f"10:00 {ENCRYPTED}",
    ]
    assert _marks(*lines) == [set()] * 4


def test_a_phone_that_shows_seconds_may_be_pasted_to_within_the_minute():
    chat = "[13/03/2024, 10:00:05] Ana: hi\n[13/03/2024, 10:00:40] Club: \u200eBen left\n"
    messages = list(open_export(io.BytesIO(chat.encode()), name="x").messages())
    assert [set(message.marks) for message in messages] == [set(), {Mark.PASTED}]


def test_a_pasted_line_is_found_across_pieces_of_the_file(monkeypatch):
    lines = [line for hour in range(10, 20) for line in (f"{hour}:00 Ana: hi", f"{hour}:00 Ben left")]
    whole = _marks(*lines)
    assert whole == [set(), {Mark.PASTED}] * 10
    for size in (40, 64, 100):
        monkeypatch.setattr("handrail.core.imports.text_stream.PIECE_BYTES", size)
        assert _marks(*lines) == whole


SEAM = {Mark.BACKWARDS, Mark.SEAM}


def test_a_chat_exported_twice_into_one_file_is_a_seam_and_no_imitation():
    once = ["10:00 Ana: hi", "10:05 Ben: hello", "10:09 Ana: ok"]
    assert _marks(*once, *once) == [set(), set(), set(), SEAM, set(), set()]


def test_another_chat_that_begins_as_exports_begin_is_a_seam():
    one = [f"10:00 {ENCRYPTED}", "10:00 Ana: hi", "10:09 Ana: ok"]
    other = [f"09:00 {ENCRYPTED}", "09:30 Cerys: hi", "10:12 Cerys: ok"]
    assert _marks(*one, *other) == [set(), set(), set(), SEAM, set(), set()]


def test_time_that_goes_back_by_a_day_and_stays_there_is_a_seam():
    start = datetime.fromisoformat("2024-03-13")
    days = [10, 11, 12, 3, 4, 5, 6]
    messages = [
        Message(start + timedelta(days=day), "Ana", Kind.TEXT, f"hi {day}", None, 0, 1, None, frozenset())
        for day in days
    ]
    read = [message for stretch in with_time_marks([messages]) for message in stretch]
    assert [set(message.marks) for message in read] == [set(), set(), set(), SEAM, set(), set(), set()]


def test_seams_are_found_across_stretches_of_any_size():
    start = datetime.fromisoformat("2024-03-13")
    told = Event(EventKind.ENCRYPTED, None, ())
    once = [Message(start, None, Kind.SYSTEM, ENCRYPTED, None, 0, 1, told, frozenset())]
    once += [
        Message(start + timedelta(minutes=at), "Ana", Kind.TEXT, f"{at}", None, 0, 1, None, frozenset())
        for at in range(1, 130)
    ]
    messages = [*once, *once, *once[:20]]
    for size in (1, 7, 60, 1000):
        stretches = [messages[at : at + size] for at in range(0, len(messages), size)]
        read = [message for stretch in with_time_marks(stretches) for message in stretch]
        assert [(at, set(message.marks)) for at, message in enumerate(read) if message.marks] == [
            (130, SEAM),
            (260, SEAM),
        ]
