from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversations.chat import minute

from handrail.core.conversations.members import Members, Step, steps
from handrail.core.conversations.presence import Interval

STAYS = {
    "Jo": (Interval(None, None, 0, None),),
    "Ash": (Interval(minute(3), minute(5), 3, 5), Interval(minute(8), None, 8, None)),
    "Robin": (Interval(None, minute(5), 0, 5),),
}


def test_each_coming_and_going_is_one_step_and_those_of_one_line_are_one():
    assert list(steps(STAYS)) == [
        Step(0, None, frozenset({"Jo", "Robin"})),
        Step(3, minute(3), frozenset({"Jo", "Robin", "Ash"})),
        Step(5, minute(5), frozenset({"Jo"})),
        Step(8, minute(8), frozenset({"Jo", "Ash"})),
    ]


def test_a_chat_without_anyone_has_one_empty_step():
    assert list(steps({})) == [Step(0, None, frozenset())]


def test_the_set_is_the_same_object_until_somebody_comes_or_goes():
    members = Members(STAYS)
    assert members.advance(3) is members.advance(4)
    assert members.advance(5) is not members.advance(8)


@given(st.lists(st.integers(1, 10)))
def test_lines_may_be_asked_for_in_any_order(lines):
    members = Members(STAYS)
    for line in lines:
        there = {
            name
            for name, stays in STAYS.items()
            if any(s.from_line <= line and (s.until_line is None or line < s.until_line) for s in stays)
        }
        assert members.advance(line) == there
