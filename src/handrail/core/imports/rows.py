"""Text in pieces -> columns of headers and bodies, many rows at once.

This is where the speed is: one `re.split` with the locked shape cuts a whole piece, and every column is then
worked out by functions that loop in C. What follows only touches the few rows that are out of the ordinary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate, compress

from handrail.core.imports.clock import clock_time
from handrail.core.imports.dates import DateOrder, Days
from handrail.core.imports.readers import Opener
from handrail.core.imports.shape import Shape
from handrail.core.imports.text_stream import Encoding, pieces
from handrail.core.imports.unreadable import UnreadableExport

MOST_BYTES = 24 << 20  # of one message; no phone sends more than 65,536 characters
_GROUPS = 5  # text before, header, date, time, sender


@dataclass(slots=True, kw_only=True)
class Rows:
    """One stretch of messages, a list per field, all of one length.

    senders  up to the first colon, as they pass through (see Encoding); None where there is none
    bodies   what follows the header and, where it has one, the sender's colon; newlines as `\\n`
    many     places of the bodies of several lines
    wide     places of the bodies that are not ASCII
    has_cr   True where a body may hold a CR that ends no line
    damaged  True where bytes in this stretch are not in the file's encoding
    """

    ats: list[datetime]
    senders: list[str | None]
    bodies: list[str]
    offsets: list[int]
    lines: list[int]
    many: list[int]
    wide: list[int]
    has_cr: bool
    damaged: bool


class Clocks(dict[str, time | None]):
    """Times by how they are written: each is worked out once."""

    def __init__(self, encoding: Encoding) -> None:
        super().__init__()
        self._encoding = encoding

    def __missing__(self, written: str) -> time | None:
        found = clock_time(self._encoding.whole(written))
        if found is not None:  # what is no time may be anything, so it is not kept
            self[written] = found
        return found


class Cutter:
    """Cuts one pass over a chat into rows."""

    def __init__(self, shape: Shape, order: DateOrder, encoding: Encoding, *, is_crlf: bool) -> None:
        self._pattern = shape.narrow if encoding.is_narrow and shape.narrow else shape.pattern
        self._is_time_first = shape.is_time_first
        self._encoding = encoding
        self._is_crlf = is_crlf
        self._most = MOST_BYTES if encoding.is_narrow else MOST_BYTES // 4  # a character may take four
        self._days = Days(order)
        self._clocks = Clocks(encoding)
        self._offset = encoding.bom_bytes  # of the next row; the newline before it is counted already
        self._line = 0
        self._has_cr = False

    def rows(self, open_chat: Opener) -> Iterator[Rows]:
        """Yield the messages of the chat in file order, in stretches.

        raises  UnreadableExport: one message is too long to be real
        """
        gathered, rest, length = ["\n"], 1, 0
        for piece in pieces(open_chat, self._encoding):
            gathered.append(piece)
            length += len(piece)
            if rest + length > self._most:
                reason = f"one message is longer than {self._most >> 20} million characters"
                raise UnreadableExport(reason, self._line + 1)
            if "\n" not in piece or length < rest:  # a long message is not cut anew with every piece
                continue
            found, left = self._cut(gathered, is_last=False)
            gathered, rest, length = [left], len(left), 0
            if found is not None:
                yield found
        found, _ = self._cut(gathered, is_last=True)
        if found is not None:
            yield found

    def _cut(self, gathered: list[str], *, is_last: bool) -> tuple[Rows | None, str]:
        """Return the whole messages in the text and what is left: the last one, which may go on.

        gathered  the text in pieces; given up, because two copies of a long message would be one too many
        """
        text = "".join(gathered)
        gathered.clear()
        self._has_cr = "\r" in text and text.count("\r") > text.count("\r\n")
        parts = self._pattern.split(text)
        del text
        headers, senders, bodies = parts[1::_GROUPS], parts[4::_GROUPS], parts[5::_GROUPS]
        swap = self._is_time_first
        days = list(map(self._days.__getitem__, parts[3 if swap else 2 :: _GROUPS]))
        clocks = list(map(self._clocks.__getitem__, parts[2 if swap else 3 :: _GROUPS]))
        before = parts[0]
        del parts
        try:
            ats = _moments(days, clocks)
        except TypeError:  # one of them is None: cheaper to meet than to look for
            before = _join_impossible(before, headers, senders, bodies, days, clocks)
            ats = _moments(days, clocks)
        if not headers:
            return None, self._skip(before, is_last=is_last)
        self._skip(before, is_last=True)
        if is_last:
            last = bodies[-1].rstrip("\r") if self._encoding.is_cr else bodies[-1]
            bodies[-1] = last.removesuffix("\n")
            return self._rows(headers, ats, senders, bodies), ""
        rest = headers.pop() + bodies.pop()
        ats.pop()
        senders.pop()
        return self._rows(headers, ats, senders, bodies), rest

    def _skip(self, before: str, *, is_last: bool) -> str:
        """Pass over text that stands before the first header; return what may still become one."""
        rest = "" if is_last else before[before.rfind("\n") :]
        passed = before[: len(before) - len(rest)]
        self._offset += self._encoding.size(passed)
        self._line += passed.count("\n")
        return rest

    def _rows(
        self,
        headers: list[str],
        ats: list[datetime],
        senders: list[str | None],
        bodies: list[str],
    ) -> Rows | None:
        if not headers:
            return None
        encoding = self._encoding
        offsets = list(accumulate(encoding.sizes(headers, bodies), initial=self._offset))
        self._offset = offsets.pop()
        many = [place for place, body in enumerate(bodies) if "\n" in body]
        lines = self._number(bodies, many)
        if self._is_crlf:
            bodies = [body.removesuffix("\r").replace("\r\n", "\n") for body in bodies]
        wide = [place for place, body in enumerate(bodies) if not body.isascii()]
        wholes, is_damaged = encoding.wholes([bodies[place] for place in wide])
        for place, whole in zip(wide, wholes, strict=True):
            bodies[place] = whole
        return Rows(
            ats=ats,
            senders=senders,
            bodies=bodies,
            offsets=offsets,
            lines=lines,
            many=many,
            wide=wide,
            has_cr=self._has_cr,
            damaged=is_damaged,
        )

    def _number(self, bodies: list[str], many: list[int]) -> list[int]:
        """Return the line of each row, given the places of those that take several; pass over them all."""
        lines: list[int] = []
        line = self._line + 1
        for place in many:
            after = line + place + 1 - len(lines)
            lines.extend(range(line, after))
            line = after + bodies[place].count("\n")
        after = line + len(bodies) - len(lines)
        lines.extend(range(line, after))
        self._line = after - 1
        return lines


def _moments(days: list[date | None], clocks: list[time | None]) -> list[datetime]:
    return list(map(datetime.combine, days, clocks))  # type: ignore[arg-type]  # None is refused by combine


def _join_impossible(
    before: str,
    headers: list[str],
    senders: list[str | None],
    bodies: list[str],
    days: list[date | None],
    clocks: list[time | None],
) -> str:
    """Give each header whose date or time cannot be back to the message above; return the text before all."""
    keep = [day is not None and clock is not None for day, clock in zip(days, clocks, strict=True)]
    above = None
    for at, is_real in enumerate(keep):
        if is_real:
            above = at
        elif above is None:
            before += headers[at] + bodies[at]
        else:
            bodies[above] += headers[at] + bodies[at]
    headers[:], senders[:], bodies[:] = (
        compress(headers, keep),
        compress(senders, keep),
        compress(bodies, keep),
    )
    days[:], clocks[:] = compress(days, keep), compress(clocks, keep)
    return before
