"""Bytes in any of the encodings exports come in -> pieces of text with their size in the original."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add

from handrail.core.imports.direction import DIRECTION
from handrail.core.imports.readers import Opener

PIECE_BYTES = 1 << 16  # rows of one piece stay in the processor's cache: larger ones take half as long again
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEHIND_CR = re.compile(rf"\r[{DIRECTION}]*[\d\[]")
_TURNED = {ord("\r"): "\n", ord("\n"): "\r"}
_HALF = 0.4  # of all bytes at even or odd places: UTF-16 of mostly Latin letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How the bytes of a chat become text.

    name       a codec: utf-8, utf-16-le, utf-16-be or cp1252
    bom_bytes  length of the mark at the start, which is not text
    is_narrow  UTF-8 passes through as one character a byte: sizes are then lengths, and only the few rows
               that are not ASCII are ever decoded
    is_cr      its lines end in CR alone: CR and LF change places as the text passes through, so that nothing
               is lost and every size stays the same
    """

    name: str
    bom_bytes: int
    is_narrow: bool = False
    is_cr: bool = False

    @property
    def codec(self) -> str:
        return "latin-1" if self.is_narrow else self.name

    @property
    def errors(self) -> str:
        # INVARIANT: a piece of text is as long in the original as `size` says. Broken UTF-8 keeps its bytes.
        return "surrogateescape" if self.name == "utf-8" else "replace"

    def size(self, text: str) -> int:
        """Return how many bytes the text, as it passes through, takes in the original."""
        return len(text) if self._is_bytewise else len(text.encode(self.name, self.errors))

    def sizes(self, headers: list[str], bodies: list[str]) -> list[int]:
        """Return how many bytes each header takes together with its body."""
        if self._is_bytewise:
            return list(map(add, map(len, headers), map(len, bodies)))
        return list(map(self.size, map(add, headers, bodies)))

    @property
    def _is_bytewise(self) -> bool:
        return self.is_narrow or self.name == "cp1252"

    def whole(self, text: str) -> str:
        """Return the real text of what passed through; bytes that are not in the encoding as U+FFFD."""
        if text.isascii():
            return text
        return text.encode("latin-1").decode("utf-8", "replace") if self.is_narrow else mended(text)

    def is_broken(self, text: str) -> bool:
        """Return whether what passed through holds bytes that are not UTF-8."""
        if text.isascii() or not self.is_narrow:
            return is_broken(text)
        try:
            text.encode("latin-1").decode()
        except UnicodeDecodeError:
            return True
        return False

    def wholes(self, texts: list[str]) -> tuple[list[str], bool]:
        """Return the real texts of what passed through, and whether any held bytes not in the encoding."""
        if self.is_narrow:
            try:
                return [text.encode("latin-1").decode() for text in texts], False
            except UnicodeDecodeError:
                return list(map(self.whole, texts)), True
        if self.name == "utf-8" and any(map(is_broken, texts)):
            return list(map(mended, texts)), True
        return texts, False


def guess_encoding(head: bytes) -> Encoding:
    """Return the encoding that the first bytes show: by mark, by zeros at every second place, or UTF-8."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return Encoding(name=name, bom_bytes=len(bom))
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if (
            head
            and head[start::2].count(0) > _HALF * len(head[start::2])
            and not head[1 - start :: 2].count(0)
        ):
            return Encoding(name=name, bom_bytes=0)
    return Encoding(name="utf-8", bom_bytes=0)


def pieces(open_chat: Opener, encoding: Encoding) -> Iterator[str]:
    """Yield the chat as text, a piece at a time, cut anywhere."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
    chat = open_chat()
    chat.read(encoding.bom_bytes)
    while block := chat.read(PIECE_BYTES):
        text = decoder.decode(block)
        yield text.translate(_TURNED) if encoding.is_cr else text
    yield decoder.decode(b"", final=True)


def ends_in_cr(open_chat: Opener, encoding: Encoding) -> bool:
    """Return whether the lines of a chat end in CR alone.

    It holds CR and no LF, but for one an editor put at its very end; then a header must stand behind a CR.
    """
    has_cr = has_lf = may_hold_header = False
    for piece in pieces(open_chat, encoding):
        text = piece.rstrip("\r\n")
        if "\n" in text or (has_lf and text):
            return False
        has_lf = has_lf or "\n" in piece
        has_cr = has_cr or "\r" in piece
        may_hold_header = may_hold_header or _BEHIND_CR.search(piece) is not None
    return has_cr and (may_hold_header or not has_lf)


def choose_encoding(open_chat: Opener, start: bytes) -> tuple[Encoding, int]:
    """Return the encoding of the whole chat, and how many bytes are not in it.

    start  its first bytes
    """
    guessed = guess_encoding(start)
    if guessed.name != "utf-8" or _is_sound(open_chat):
        return guessed, 0
    broken = wide = 0
    for piece in pieces(open_chat, guessed):
        broken += len(_ESCAPED.findall(piece))
        wide += guessed.size(piece) - len(piece)  # bytes beyond the first of letters that are well-formed
    if broken > wide:
        return Encoding(name="cp1252", bom_bytes=0), 0
    return guessed, broken


def _is_sound(open_chat: Opener) -> bool:
    """Return whether all of the chat is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    chat = open_chat()
    try:
        while block := chat.read(PIECE_BYTES):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_broken(text: str) -> bool:
    """Return whether any byte of this text was not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def mended(text: str) -> str:
    """Return the text with every byte that was not UTF-8 shown as U+FFFD."""
    return _ESCAPED.sub("\ufffd", text)
