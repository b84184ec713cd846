"""A lead has an exported chat kept in the record: the file as it came, and a leaf for each message."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db import OperationalError, transaction

from handrail.actions._appending import PART_BYTES, Told, append_to_chain, keep_file
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused, unreadable
from handrail.core.imports.dates import DateOrder
from handrail.core.imports.export import Export, open_export
from handrail.core.imports.message import Message
from handrail.core.imports.unreadable import UnreadableExport
from handrail.core.record.canonical import JsonValue
from handrail.core.record.grade import Grade
from handrail.core.record.leaf_types import LeafType
from handrail.store.dialects import is_full
from handrail.store.reads.accounts import LEADS, AccountRow, named
from handrail.store.reads.conversations import kept_as
from handrail.store.writes import conversations

UNSORTED = "unsorted"  # retention class of what nobody has looked at yet
NOTED_EVERY = 1_000  # messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The chat is in the record.

    messages   leaves of the conversation, the file's own not counted
    was_there  the same file was kept before, and nothing was written now
    """

    conversation_id: UUID
    messages: int
    was_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatToKeep:
    """What is handed in.

    chat      the export's bytes; seekable
    name      of the file
    platform  such as `whatsapp`
    dates     settles the date order where the file alone cannot tell
    """

    chat: BinaryIO
    name: str
    platform: str
    dates: DateOrder | None = None


def keep_chat(
    *,
    deps: Deps,
    actor: AccountRow,
    handed_in: ChatToKeep,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Kept | Refused:
    """Keep a chat whole or not at all; the same file is kept once.

    on_progress  called with the number of messages written so far
    """
    if actor.role not in LEADS:
        return Refused(sentence="only a safeguarding lead or deputy may keep a chat in the record")
    try:
        export = open_export(handed_in.chat, name=handed_in.name, dates=handed_in.dates)
        with transaction.atomic():
            there = kept_as(export.sha256)
            if there:
                return Kept(conversation_id=there.id, messages=there.leaves - 1, was_there=True)
            kept = _write(deps, actor, handed_in, export, on_progress)
    except UnreadableExport as error:
        return unreadable(handed_in.name, error)
    except OperationalError as error:
        if not is_full(error):
            raise
        return Refused(sentence=f"`{handed_in.name}` was not kept: there is no room left on the disk")
    sequence_waiting(deps)
    return kept


def _write(
    deps: Deps, actor: AccountRow, handed_in: ChatToKeep, export: Export, on_progress: Callable[[int], None]
) -> Kept:
    id_, at = uuid4(), deps.now()
    days = _Days(on_progress)
    conversations.insert_conversation(
        id_, opened_at=at, platform=handed_in.platform, retention=UNSORTED, last_on=at.date()
    )
    file = Told(type=LeafType.FILE_ADDED, fields=_file_fields(actor, handed_in.name, export))
    (first,) = append_to_chain(deps, id_, [file], at=at)
    keep_file(deps, first, _chunks(handed_in.chat), sha256=export.sha256, size_bytes=export.size_bytes)
    told = (
        Told(type=LeafType.MESSAGE_POSTED, fields=_message_fields(one, export.sha256))
        for one in days.of(export.messages())
    )
    leaves = append_to_chain(deps, id_, told, at=at)
    if leaves:
        conversations.set_last_on(id_, days.latest)
    return Kept(conversation_id=id_, messages=len(leaves), was_there=False)


def _file_fields(actor: AccountRow, name: str, export: Export) -> dict[str, JsonValue]:
    return {
        "name": name.encode("utf-8", "replace").decode(),  # a file's name may hold half a character
        "sha256": export.sha256,
        "size_bytes": export.size_bytes,
        "media_type": "application/zip" if export.chat_member else "text/plain",
        "added_by": named(actor),
    }


def _message_fields(message: Message, source: str) -> dict[str, JsonValue]:
    return {
        "grade": Grade.IMPORTED.value,
        "author": message.sender,
        "body": message.text,
        "kind": message.kind.value,
        "shown_at": message.at.isoformat(),
        "offset": message.offset,
        "source": source,
        "file": message.file,
        "marks": sorted(mark.value for mark in message.marks),
    }


def _chunks(chat: BinaryIO) -> Iterator[bytes]:
    chat.seek(0)
    while part := chat.read(PART_BYTES):
        yield part


class _Days:
    """Watches messages go by: how many, and the latest day among them."""

    def __init__(self, on_progress: Callable[[int], None]) -> None:
        self.latest = date.min
        self._on_progress = on_progress

    def of(self, messages: Iterator[Message]) -> Iterator[Message]:
        for count, message in enumerate(messages, start=1):
            self.latest = max(self.latest, message.at.date())
            if count % NOTED_EVERY == 0:
                self._on_progress(count)
            yield message
