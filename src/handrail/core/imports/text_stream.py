"""Bytes in any of the encodings exports come in -> pieces of text with their size in the original."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from handrail.core.imports.readers import Opener

PIECE_BYTES = 1 << 18
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_HALF = 0.4  # of all bytes at even or odd places: UTF-16 of mostly Latin letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How the bytes of a chat become text.

    name       a codec: utf-8, utf-16-le, utf-16-be or cp1252
    bom_bytes  length of the mark at the start, which is not text
    """

    name: str
    bom_bytes: int

    @property
    def errors(self) -> str:
        # INVARIANT: a piece of text is as long in the original as `size` says. Broken UTF-8 keeps its bytes.
        return "surrogateescape" if self.name == "utf-8" else "replace"

    def size(self, text: str) -> int:
        """Return how many bytes the text takes in the original."""
        if self.name == "cp1252":
            return len(text)
        return len(text.encode(self.name, self.errors))

    def sizes(self, texts: list[str], *, is_ascii: bool, is_broken: bool) -> list[int]:
        """Return how many bytes each text takes; what is said holds for all of them together."""
        if self.name == "cp1252" or (is_ascii and self.name == "utf-8"):
            return list(map(len, texts))
        if self.name == "utf-8" and not is_broken:
            return list(map(len, map(str.encode, texts)))
        return list(map(self.size, texts))


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
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    chat = open_chat()
    chat.read(encoding.bom_bytes)
    while block := chat.read(PIECE_BYTES):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def broken_bytes(piece: str) -> int:
    """Return how many bytes of this piece were not UTF-8."""
    return len(_ESCAPED.findall(piece)) if is_broken(piece) else 0


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
