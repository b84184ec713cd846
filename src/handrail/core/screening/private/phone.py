"""Telephone numbers written in digits.

A row is digits with no more between them than a number may hold: one number, several side by side, or
numbers among prices, dates and times. It is read from the left, and where a number begins, the longest one
is taken that leaves the next number whole. Patterns find the few places worth a look, so that a long row of
other digits costs little.
"""

import re
from collections.abc import Iterator, Mapping

from handrail.core.screening.found import Found
from handrail.core.screening.private.dialling import COUNTS, NO_SHAPE, shape_of, shape_without_start
from handrail.core.screening.private.lists import listed

BETWEEN = r"[ \t\u00a0().\-/]{0,5}"  # two digits of a number


def _more(digits: object) -> str:
    return rf"(?:{BETWEEN}[0-9]){{{digits}}}"


FEWEST = COUNTS[0]
ROW = re.compile(rf"[0-9](?:[ \t\u00a0().\-/+]{{0,5}}[0-9]){{{FEWEST - 1},}}+")
WALL = "|"  # in place of a date, and of the digits of a word, a price or a time
DATE = re.compile(
    r"(?<![0-9][./-])[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?!\1?[0-9])"
    r"|(?<![0-9])[0-9]{4}([./-])[0-9]{1,2}\2[0-9]{1,2}(?![0-9])"
)
MOBILE = rf"(?:0{BETWEEN}7|4{BETWEEN}4{BETWEEN}7){_more(9)}"
NOT_AFTER_ZEROS = r"(?<![^0-9]0)(?<![^0-9]00)"  # they belong to what follows
END = rf"(?:(?![0-9])|{NOT_AFTER_ZEROS}(?={MOBILE}))"  # a mobile number may follow with nothing before it
EXACTLY = {count: re.compile(rf"[0-9]{_more(count - 1)}{END}") for count in COUNTS}
HEAD = re.compile(rf"(\+?)([0-9]{_more('0,5')})")  # tells the country, and whether it is a mobile
TELLING = re.compile(r"[0-9]{3}")  # a first group that tells a number by itself, such as 020 or 01632
ANYTHING = re.compile(r"[0-9+|]")
FIRST = re.compile(r"\+?[0-9]")
SURE = (  # where a number may begin after digits of some other kind
    rf"\|+|\+(?=[0-9]{_more(FEWEST - 1)})|(?<![0-9+])(?:{MOBILE}{END}|00[1-9](?={_more(FEWEST - 3)})"
    rf"|0[1-9][0-9]{_more('7,8')}{END}"
)
SURE_ONLY = re.compile(rf"{SURE})")
OR_ASKED_FOR = re.compile(rf"{SURE}|7[0-9]{{2}}{_more(7)}{END})")
GLUED_BEFORE = re.compile(r"(?:[^\W_]_?|[£$€#])\Z")
GLUED_AFTER = re.compile(r"(?!x{1,4}(?![^\W_]))[^\W_]|:[0-9]{2}(?![0-9])", re.IGNORECASE)  # x is a kiss
LOOSE = re.compile(r"(?<![0-9])[0-9]{1,2}[./][0-9]|[0-9][./][0-9]{1,2}(?![0-9])")  # prices, times and dates
CUE = re.compile(
    r"\b(?:num|number|no|nr|digits|call|text|txt|ring|phone|fone|mob|mobile|whatsapp|wa|cell|tel|me|on"
    r"|contact|msg|home|landline|its|it's)\b",
    re.IGNORECASE,
)
STRONG_CUE = re.compile(
    r"\b(?:num|number|digits|phone|fone|mob|mobile|whatsapp|cell|tel|landline)(?: is|s|'s|:| =|)\W{1,3}$",
    re.IGNORECASE,
)
CUE_REACH = 24  # characters before the row
NOT_DIGITS = re.compile(r"[^0-9]")
HELPLINES = frozenset(listed("phone", "helplines"))


def find(text: str) -> Iterator[Found]:
    """Yield telephone numbers written in digits, each with its place however close they stand."""
    for row in ROW.finditer(text):
        start, end = row.span()
        start -= text[start - 1 : start] == "+"
        before = text[max(0, start - CUE_REACH) : start]
        for first, last, reason in _Row(_line(text, start, end), before).numbers():
            yield _found(text, start + first, start + last, reason)


def _found(text: str, start: int, end: int, reason: str) -> Found:
    if text[start - 1 : start] == "(" and ")" in text[start:end]:
        start -= 1
    return Found("phone", start, end, 0.95, "phone/2", reason)


def _line(text: str, start: int, end: int) -> str:
    """Return a row with walls for dates and for digits of words, prices and times: `2pm`, `£20`."""
    line = DATE.sub(_wall, text[start:end])
    if GLUED_BEFORE.search(text, max(0, start - 2), start):
        line = re.sub(r"\A[0-9]+", _wall, line)
    if GLUED_AFTER.match(text, end):
        line = re.sub(r"[0-9]+\Z", _wall, line)
    return line


def _wall(match: re.Match[str]) -> str:
    return WALL * len(match[0])


class _Row:
    """A line among whose digits numbers may begin and end anywhere, but not within a group of digits."""

    def __init__(self, line: str, before: str) -> None:
        self._line = line
        self._is_asked_for = CUE.search(before) is not None
        self._is_named = self._is_asked_for and STRONG_CUE.search(before) is not None

    def numbers(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each number begins and ends, and its reason; not of helplines."""
        sure = OR_ASKED_FOR if self._is_asked_for else SURE_ONLY
        done, is_free = 0, True
        while begin := (FIRST if is_free else sure).search(self._line, done):
            end, reason = self._number(begin.start(), is_free=is_free)
            is_free = bool(reason) or begin[0][0] == WALL
            if reason and NOT_DIGITS.sub("", self._line[begin.start() : end]) not in HELPLINES:
                yield begin.start(), end, reason
            done = end if reason else begin.start() + 1

    def _number(self, at: int, *, is_free: bool) -> tuple[int, str]:
        """Return where the number that begins here ends, and its reason; none: no number begins here.

        is_free  the row's start, a number or a wall stands before it, not digits of some other kind
        """
        ends, is_sure = self._possible_ends(at, is_free=is_free)
        best = [end for end in ends if self._is_number_after(end)]
        best = best or [end for end in ends if is_sure or self._is_clear_after(end)]
        return (max(best), ends[max(best)]) if best else (at, "")

    def _is_number_after(self, end: int) -> bool:
        begin = FIRST.search(self._line, end)
        return begin is not None and bool(self._possible_ends(begin.start(), is_free=True)[0])

    def _is_clear_after(self, end: int) -> bool:
        begin = ANYTHING.search(self._line, end)
        return begin is None or begin[0] == WALL

    def _possible_ends(self, at: int, *, is_free: bool) -> tuple[Mapping[int, str], bool]:
        """Return where a number may end that begins here, with reasons, and whether it is sure to be one.

        What is not sure has to end where digits end, or where the next number begins.
        """
        head = HEAD.match(self._line, at)
        if head is None:
            return {}, False
        digits, first = NOT_DIGITS.sub("", head[2]), head.start(2)
        is_telling = TELLING.match(self._line, first) is not None
        is_sure = bool(head[1]) or digits.startswith(("07", "447")) or (is_telling and digits[0] == "0")
        shape = shape_of(digits, has_plus=bool(head[1])) if is_free or is_sure else NO_SHAPE
        if shape:
            return self._ends(first, shape), is_sure
        if self._is_asked_for and (is_free or is_telling):
            shape = shape_without_start(digits, is_named=self._is_named and is_free)
            ends = self._ends(first, shape)
            return {end: ends[end] for end in ends if not LOOSE.search(self._line, at, end + 2)}, is_telling
        return {}, False

    def _ends(self, first: int, shape: Mapping[int, str]) -> dict[int, str]:
        """Return the ends of groups at which the digits are as many as a number has."""
        found = ((EXACTLY[count].match(self._line, first), reason) for count, reason in shape.items())
        return {match.end(): reason for match, reason in found if match}
