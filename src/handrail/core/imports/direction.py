"""Direction marks: characters that show nothing and only tell which way a line runs.

Phones write them around dates, numbers and placeholders. They carry no meaning in a name or before a
message, so they are taken off there, and they must never hide a header or a phrase.
"""

DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
MARKS = f"[{DIRECTION}]*"  # any number of them, in a regular expression
# The same in UTF-8 read as one character a byte.
NARROW_MARKS = (
    "(?:(?=[\xe2\xef])"  # a look at one byte first: nearly no line has any
    "(?:\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])|\xef\xbb\xbf)+|)"
)
SPACE = "[ \u00a0\u202f]"  # plain, no-break, narrow no-break

_DROP = dict.fromkeys(map(ord, DIRECTION))
_STRAIGHT = {ord(mark): '"' for mark in "“”„«»"} | {ord("’"): "'", 0x00A0: " ", 0x202F: " "}
_PLAIN = _DROP | _STRAIGHT


def narrowed(text: str) -> str:
    """Return the text's UTF-8 read as one character a byte."""
    return text.encode().decode("latin-1")


def without_marks(text: str) -> str:
    """Return the text with every direction mark taken out and nothing else changed."""
    return text if text.isascii() else text.translate(_DROP)


def first_line(text: str) -> str:
    """Return what stands before the first newline, without a copy of all that stands behind it."""
    end = text.find("\n")
    return text if end < 0 else text[:end]


def plain(text: str) -> str:
    """Return a form for comparing with our phrases: no marks, plain spaces, straight quotes, no end stop."""
    text = text if text.isascii() else text.translate(_PLAIN)
    return text.strip().rstrip(".。।").rstrip()
