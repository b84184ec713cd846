"""One look over the whole chat before it is read: encoding, shape, date order, names that hold a colon."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from handrail.core.imports.dates import DateOrder, Reading, first_misfit, is_settled, read_order
from handrail.core.imports.direction import without_marks
from handrail.core.imports.events import may_be_cut
from handrail.core.imports.names import names_with_colon, signers_of
from handrail.core.imports.readers import Opener
from handrail.core.imports.shape import Shape, find_shape
from handrail.core.imports.text_stream import Encoding, choose_encoding, ends_in_cr, mended, pieces
from handrail.core.imports.unreadable import UnreadableExport

HEAD_BYTES = 1 << 16
HEAD_CHARACTERS = 1 << 19  # enough to learn names from
FIRST_HEADER_WITHIN = 8 << 20  # characters
MOST_DATES = 300_000  # different ways of writing dates; a century has far fewer
_LONGEST_HEADER = 200
_GROUPS = 5
_TWO_LINE_ENDS = (
    "some lines end in CR alone and others in LF, so where messages begin cannot be told; export it again"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the whole file tells about itself.

    names         what is known of the senders before the chat is read
    listed        senders in the first part of the file that a list of people would cut
    signers       iOS: names that sign system lines and never speak, such as the group's
    broken_bytes  bytes that are not in the encoding; shown as U+FFFD
    """

    encoding: Encoding
    shape: Shape
    dates: Reading
    is_crlf: bool
    names: tuple[str, ...]  # those that hold a colon
    listed: frozenset[str]
    signers: frozenset[str]
    broken_bytes: int


@dataclass(slots=True, kw_only=True)
class _Scan:
    """What the text up to where the dates leave no doubt gathers."""

    shape: Shape | None = None
    seen: Counter[str] = field(default_factory=Counter)
    head: str = ""


def survey(open_chat: Opener, *, told: DateOrder | None) -> Survey:
    """Return what the chat tells about itself.

    told    the date order a person gave, or None
    raises  UnreadableExport: binary, no header anywhere near the start, or dates that cannot be read
    """
    start = open_chat().read(HEAD_BYTES)
    encoding, broken = choose_encoding(open_chat, start)
    encoding = replace(encoding, is_cr=ends_in_cr(open_chat, encoding))
    scan = _scan(open_chat, encoding)
    if scan.shape is None and b"\0" in start:
        raise UnreadableExport("the file holds binary data; it is not a chat export")
    if scan.shape is None:
        raise UnreadableExport("no line looks like the start of a message; this is not a chat export")
    _refuse_two_line_ends(scan.shape, scan.head)
    pairs = _said(scan.shape, mended(scan.head))
    is_narrow = encoding.name == "utf-8" and scan.shape.narrow is not None
    return Survey(
        encoding=replace(encoding, is_narrow=is_narrow),
        shape=scan.shape,
        dates=_dates(open_chat, encoding, scan, told),
        is_crlf=not encoding.is_cr and scan.head.count("\r\n") * 2 > scan.head.count("\n"),
        names=names_with_colon(pairs),
        listed=frozenset(filter(may_be_cut, {without_marks(sender) for sender, _ in pairs})),
        signers=signers_of(pairs) if scan.shape.is_ios else frozenset(),
        broken_bytes=broken,
    )


def _refuse_two_line_ends(shape: Shape, head: str) -> None:
    """Refuse a chat most of whose headers stand behind a CR alone: each would vanish in the text above it."""
    text = head.replace("\r\n", "\n")
    behind_cr = len(shape.dates.findall(text.replace("\n", " ").replace("\r", "\n"))) if "\r" in text else 0
    if behind_cr > len(shape.dates.findall(f"\n{text}")):
        raise UnreadableExport(_TWO_LINE_ENDS)


def _scan(open_chat: Opener, encoding: Encoding) -> _Scan:
    scan, passed = _Scan(), 0
    for piece, text in _whole_headers(open_chat, encoding):
        if len(scan.head) < HEAD_CHARACTERS:
            scan.head += piece
        if scan.shape is None:
            scan.shape = find_shape(text)
            passed += len(piece)
        if scan.shape is None and passed > FIRST_HEADER_WITHIN:
            break
        if scan.shape is not None:
            scan.seen.update(scan.shape.dates.findall(text))
            if _is_enough(scan, scan.shape):
                break
    return scan


def _is_enough(scan: _Scan, shape: Shape) -> bool:
    """Return whether reading on could teach nothing more."""
    if len(scan.seen) > MOST_DATES:
        raise UnreadableExport("the file writes dates in too many ways to be a chat export")
    is_sure = is_settled(scan.seen, year_at=shape.year_at, is_dotted=shape.is_dotted)
    return is_sure and len(scan.head) >= HEAD_CHARACTERS


def _whole_headers(open_chat: Opener, encoding: Encoding) -> Iterator[tuple[str, str]]:
    """Yield pieces of the chat, and each again with the line before it that may begin a header."""
    before = "\n"
    for piece in pieces(open_chat, encoding):
        text = before + piece
        last = text.rfind("\n")
        before = text[last:] if 0 <= len(text) - last < _LONGEST_HEADER and last >= 0 else ""
        yield piece, text[: len(text) - len(before)]
    yield "", before


def _said(shape: Shape, head: str) -> list[tuple[str, str]]:
    """Return sender, up to the first colon, and body of the messages in the head."""
    parts = shape.pattern.split("\n" + head)
    return [
        (sender, body) for sender, body in zip(parts[4::_GROUPS], parts[5::_GROUPS], strict=True) if sender
    ]


def _dates(open_chat: Opener, encoding: Encoding, scan: _Scan, told: DateOrder | None) -> Reading:
    assert scan.shape is not None
    try:
        return read_order(scan.seen, year_at=scan.shape.year_at, is_dotted=scan.shape.is_dotted, told=told)
    except UnreadableExport as refused:
        misfit = first_misfit(scan.seen, told) if told is not None else next(iter(scan.seen), None)
        line = _line_of(open_chat, encoding, scan.shape, misfit) if misfit is not None else None
        raise UnreadableExport(refused.reason, line) from refused


def _line_of(open_chat: Opener, encoding: Encoding, shape: Shape, date: str) -> int | None:
    """Return the first line whose header shows this date."""
    line = 0
    for _, text in _whole_headers(open_chat, encoding):
        for match in shape.dates.finditer(text):
            if match[1] == date:
                return line + text.count("\n", 0, match.start()) + 1
        line += text.count("\n")
    return None
