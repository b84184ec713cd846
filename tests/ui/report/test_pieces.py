from hypothesis import given
from hypothesis import strategies as st

from handrail.ui.report.pieces import Piece, pieces


def test_a_span_is_marked_and_the_rest_is_not():
    assert pieces("meet me", [(0, 4)]) == (Piece("meet", is_marked=True), Piece(" me", is_marked=False))


def test_overlapping_and_touching_spans_melt_into_one():
    assert pieces("abcdef", [(3, 5), (1, 3), (2, 4)]) == (
        Piece("a", is_marked=False),
        Piece("bcde", is_marked=True),
        Piece("f", is_marked=False),
    )


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=6))
def test_the_pieces_joined_are_the_text_and_marks_cover_exactly_the_spans(text, marks):
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    assert all(piece.text for piece in cut)
    flags = [piece.is_marked for piece in cut for _ in piece.text]
    assert flags == [any(start <= at < end for start, end in marks) for at in range(len(text))]
