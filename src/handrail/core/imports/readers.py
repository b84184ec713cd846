"""Readers of one chat's bytes that may run side by side over the one stream we were handed."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from handrail.core.imports.unreadable import UnreadableExport

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,  # a damaged table of contents sends us to places that do not exist
    KeyError,
)


class Reader(Protocol):
    """Bytes of the chat from its beginning."""

    def read(self, size: int, /) -> bytes: ...


type Opener = Callable[[], Reader]


class PlainReader:
    """Reads a stream from its beginning, keeping its own place in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int, /) -> bytes:
        self._stream.seek(self._at)
        block = self._stream.read(size)
        self._at += len(block)
        return block


class MemberReader:
    """Reads one file of a zip; damage becomes a sentence."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._name = member.filename
        try:
            self._file = archive.open(member)
        except DAMAGE as damage:
            raise self._damaged() from damage

    def read(self, size: int, /) -> bytes:
        try:
            return self._file.read(size)
        except DAMAGE as damage:
            raise self._damaged() from damage

    def _damaged(self) -> UnreadableExport:
        return UnreadableExport(f"the zip is damaged: `{self._name}` cannot be read to its end")
