"""The file as given: plain text, or a zip with the chat and its media. Nothing is ever unpacked to disk."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from io import SEEK_END
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from handrail.core.imports.readers import DAMAGE, MemberReader, Opener, PlainReader
from handrail.core.imports.shape import find_shape
from handrail.core.imports.text_stream import guess_encoding
from handrail.core.imports.unreadable import UnreadableExport

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
MOST_FILES = 200_000
MOST_CHAT_BYTES = 4 << 30
BOMB_BYTES = 32 << 20  # a smaller one harms nobody
BOMB_RATIO = 200  # chats shrink five to twenty times
SNIFF_BYTES = 1 << 16
_ENCRYPTED = 1  # flag bit, .ZIP File Format Specification 4.4.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What was handed in.

    digest      gives the SHA-256 in hex of the bytes as given, of the zip itself if it is one
    size_bytes  of the same
    member      the chat's name inside the zip; None for plain text
    files       every name in the zip; empty for plain text
    open_chat   gives the chat's bytes from the beginning, as often as asked
    """

    digest: Callable[[], str]
    size_bytes: int
    member: str | None
    files: tuple[str, ...]
    open_chat: Opener


def open_container(stream: BinaryIO, *, name: str) -> Container:
    """Return what the stream holds.

    stream  seekable; stays open and belongs to the caller
    name    as given; only its ending is looked at
    raises  UnreadableExport: empty; a zip that is damaged, locked, dangerous or without one chat
    """
    digest, size_bytes = cache(partial(_digest, stream)), stream.seek(0, SEEK_END)
    if not size_bytes:
        raise UnreadableExport("the file is empty")
    stream.seek(0)
    if stream.read(4) in ZIP_STARTS:
        return _open_zip(stream, digest, size_bytes)
    if name.lower().endswith(".zip"):
        raise UnreadableExport("the name ends in `.zip` but the file is not a zip")
    return Container(
        digest=digest, size_bytes=size_bytes, member=None, files=(), open_chat=lambda: PlainReader(stream)
    )


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    reader = PlainReader(stream)
    while block := reader.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _open_zip(stream: BinaryIO, digest: Callable[[], str], size_bytes: int) -> Container:
    try:
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
    except DAMAGE as damage:
        raise UnreadableExport("the zip is damaged or cut short") from damage
    if len(members) > MOST_FILES:
        raise UnreadableExport(f"the zip holds {len(members)} files, more than any export")
    for member in members:
        _refuse_outside(member.filename)
    chat = _find_chat(archive, members)
    _refuse_bomb(chat)
    return Container(
        digest=digest,
        size_bytes=size_bytes,
        member=chat.filename,
        files=tuple(member.filename for member in members if not member.is_dir()),
        open_chat=lambda: MemberReader(archive, chat),
    )


def _refuse_outside(name: str) -> None:
    """Refuse names that would land outside a folder: nothing is unpacked, but no phone writes such a zip."""
    for path in (PurePosixPath(name), PureWindowsPath(name)):
        if ".." in path.parts or path.anchor:
            raise UnreadableExport(f"the zip holds a file named `{name}`, which points outside it")


def _refuse_bomb(chat: zipfile.ZipInfo) -> None:
    if chat.file_size > MOST_CHAT_BYTES:
        raise UnreadableExport(
            f"`{chat.filename}` would unpack to {chat.file_size >> 20} MiB, more than any chat"
        )
    if chat.file_size > BOMB_BYTES and chat.file_size > BOMB_RATIO * max(chat.compress_size, 1):
        raise UnreadableExport(
            f"`{chat.filename}` would unpack to {chat.file_size >> 20} MiB: a zip bomb, not a chat"
        )


def _find_chat(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return the one chat of the zip: `_chat.txt`, or the only text that looks like one."""
    texts = [member for member in members if _is_text(member.filename)]
    chats = [member for member in texts if PurePosixPath(member.filename).name == "_chat.txt"] or texts
    if any(member.flag_bits & _ENCRYPTED for member in chats):
        raise UnreadableExport("the zip is locked with a password")
    if len(chats) > 1:
        chats = [member for member in chats if _looks_like_chat(archive, member)] or chats
    if len(chats) > 1:
        raise UnreadableExport(f"the zip holds {len(chats)} chats; give one at a time")
    if chats:
        return chats[0]
    inner = next((member.filename for member in members if member.filename.lower().endswith(".zip")), None)
    if inner is not None:
        raise UnreadableExport(f"the zip holds another zip, `{inner}`, and no chat; open that one first")
    raise UnreadableExport("the zip holds no chat: no `_chat.txt` and no other text")


def _is_text(name: str) -> bool:
    return name.lower().endswith(".txt") and not name.startswith("__MACOSX/")


def _looks_like_chat(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    head = MemberReader(archive, member).read(SNIFF_BYTES)
    encoding = guess_encoding(head)
    text = head[encoding.bom_bytes :].decode(encoding.name, "replace")
    return find_shape(text.replace("\r", "\n")) is not None
