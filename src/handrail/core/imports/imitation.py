"""Lines inside a message that are shaped like the beginning of another.

Someone can paste a line with another person's name into their own message. Where its shape differs from the
file's own headers it stays in the body and the message is marked; where the shape is exactly the file's no
reader can tell, and only the clock may betray it (see chronology).
"""

import re

from handrail.core.imports.direction import DIRECTION
from handrail.core.imports.shape import looks_like_header
from handrail.core.kit.spans import Span

LINE_ENDS = "\n\r\x85\u2028\u2029"  # what one program or another shows as the end of a line
LONGEST_HEADER = 200  # characters; no line is looked at further
MOST_LOOKED_AT = 20_000  # lines of one message that begin with a digit or bracket
_START = re.compile(rf"[{LINE_ENDS}][{DIRECTION}]*(?=[\d\[])")
_END = re.compile(f"[{LINE_ENDS}]")
# The way phones write messages that are copied: `[12/03, 15:04] Ana: text`.
_COPIED = re.compile(r"\[\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?[,،]?[^\n\[\]]{1,20}\][^:\n]{1,60}: ")


def may_hold_header(text: str) -> bool:
    """Return whether a line after the first begins with a digit or bracket: cheap, and mostly false."""
    return _START.search(text) is not None


def holds_header(text: str) -> bool:
    """Return whether a line of the text, after the first, begins like somebody's message in any locale."""
    return first_header(text) is not None


def first_header(text: str) -> Span | None:
    """Return where the first line stands, after the very first, that begins like somebody's message.

    A text with more lines to look at than anybody could is taken to hold one there.
    """
    for number, start in enumerate(_START.finditer(text)):
        line = text[start.end() : start.end() + LONGEST_HEADER]
        if looks_like_header(line) or _COPIED.match(line) is not None or number == MOST_LOOKED_AT:
            end = _END.search(text, start.end())
            return Span(start.end(), end.start() if end else len(text))
    return None
