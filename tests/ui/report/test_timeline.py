from dataclasses import replace
from datetime import timedelta

from tests import audit_sample

from handrail.core.audit.report import Timeline, TimelineMark
from handrail.ui.report.timeline import BARS_BOTTOM, BARS_TOP, DOT, LEFT, RIGHT, picture


def drawn(**changes):
    made = picture(replace(audit_sample.timeline(), **changes))
    assert made is not None
    return made


def test_a_timeline_without_steps_has_no_picture():
    assert picture(Timeline(buckets=(), marks=())) is None


def test_every_box_stands_inside_its_track():
    for box in drawn().boxes:
        assert LEFT <= box.x <= box.x + box.width <= RIGHT
        if box.kind != "few":
            assert BARS_TOP - 3 <= box.y <= box.y + box.height <= BARS_BOTTOM + 0.1


def test_a_step_with_a_refused_message_carries_a_triangle():
    refused = [bucket for bucket in audit_sample.timeline().buckets if bucket.refused]
    assert len(drawn().triangles) == len(refused) > 0


def test_neighbouring_steps_with_too_few_adults_melt_into_one_box():
    assert [box.kind for box in drawn().boxes].count("few") == 1


def test_flags_are_numbered_in_order_and_stay_on_the_picture():
    flags = drawn().flags
    assert [flag.number for flag in flags] == [1, 2, 3]
    assert all(LEFT <= flag.x <= RIGHT for flag in flags)


def test_numbers_of_things_that_happened_close_together_stand_beside_each_other():
    start = audit_sample.START
    marks = tuple(TimelineMark(at=start + timedelta(minutes=minute), text="x") for minute in range(3))
    first, second, third = drawn(marks=marks).flags
    assert third.x - first.x < 1
    assert second.dot_x - first.dot_x == third.dot_x - second.dot_x == DOT


def test_the_description_says_in_words_what_the_picture_shows():
    text = drawn().description
    assert "Fewer than two adults who count" in text
    assert "would have been refused" in text


def test_the_table_has_a_row_for_each_step_with_messages():
    busy = [bucket for bucket in audit_sample.timeline().buckets if bucket.messages]
    assert len(drawn().rows) == len(busy)


def test_one_short_step_is_labelled_with_the_time_of_day():
    bucket = audit_sample.timeline().buckets[1]
    assert ":" in drawn(buckets=(bucket,), marks=()).ticks[0].text
