"""A quoted text cut at the edges of what fired, ready to be escaped piece by piece."""

from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    text: str
    is_marked: bool


def pieces(text: str, marks: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return the text as pieces, marked where a span covers it.

    marks    half-open spans in characters, in any order; overlaps melt, edges outside the text are cut
    returns  pieces whose texts joined give the text back; no piece is empty
    """
    found: list[Piece] = []
    at = 0
    for start, end in _merged(marks, len(text)):
        found += [Piece(text[at:start], is_marked=False), Piece(text[start:end], is_marked=True)]
        at = end
    found.append(Piece(text[at:], is_marked=False))
    return tuple(piece for piece in found if piece.text)


def _merged(marks: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in marks):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
