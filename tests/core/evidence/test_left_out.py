import pytest
from tests.core.evidence.sample import CHAT

from handrail.core.evidence.left_out import left_out_fields, read_left_out
from handrail.core.evidence.problems import PartRefused
from handrail.core.evidence.verdict import Range


@pytest.mark.parametrize(
    ("shown", "gaps"),
    [
        (range(5), []),
        ([0, 1, 4], [(2, 3)]),
        ([2], [(0, 1), (3, 4)]),
        ([], [(0, 4)]),
        ([1, 3], [(0, 0), (2, 2), (4, 4)]),
    ],
)
def test_numbers_that_are_not_shown_are_said_in_runs_and_read_again(shown, gaps):
    fields = left_out_fields(CHAT, shown=shown, count=5)
    assert bool(fields) == bool(gaps)
    assert read_left_out(fields) == tuple(Range(CHAT, first, last) for first, last in gaps)


@pytest.mark.parametrize(
    "written", ["all", 3, None, [3], [["a", 1]], [["a", 2, 1]], [["a", True, 2]], [["a", -1, 2]]]
)
def test_another_form_is_refused(written):
    with pytest.raises(PartRefused, match="`left_out`"):
        read_left_out({"left_out": written})
