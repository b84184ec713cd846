"""Conversations of the record as frozen rows: where their leaves are, and what holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from handrail.store.models import Blob, ChainLink, Conversation, Hold

_TOGETHER = 500  # values in one question: SQLite takes a limited number
ENOUGH = 2  # people who must say that a hold may end


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRow:
    """One conversation of the record."""

    id: UUID
    opened_at: datetime
    platform: str
    retention: str
    last_on: date
    reviewed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAs:
    """Where a file is kept.

    leaves  of the conversation
    """

    id: UUID
    leaves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """One legal hold, and who has said that it may end."""

    id: UUID
    conversation_id: UUID
    placed_by: str
    placed_at: datetime
    reason: str
    released_by: frozenset[UUID]

    @property
    def stands(self) -> bool:
        """Until two people have released it."""
        return len(self.released_by) < ENOUGH


def conversation(conversation_id: UUID) -> ConversationRow | None:
    """Return one conversation."""
    found = Conversation.objects.filter(id=conversation_id).first()
    return _row(found) if found else None


def conversations() -> tuple[ConversationRow, ...]:
    """Return every conversation, the newest first."""
    return tuple(map(_row, Conversation.objects.order_by("-opened_at", "id")))


def chain(conversation_id: UUID) -> tuple[bytes, ...]:
    """Return the hashes of a conversation's leaves, by their number."""
    links = ChainLink.objects.filter(conversation_id=conversation_id).order_by("seq")
    return tuple(bytes(one) for one in links.values_list("leaf_hash", flat=True))


def chain_end(conversation_id: UUID) -> tuple[int, bytes | None]:
    """Return how many leaves a conversation has, and the hash of the last; None for none."""
    last = ChainLink.objects.filter(conversation_id=conversation_id).order_by("-seq").first()
    return (last.seq + 1, bytes(last.leaf_hash)) if last else (0, None)


def links_of(leaf_hashes: Sequence[bytes]) -> dict[bytes, tuple[str, int]]:
    """Return conversation and number of leaves, as the list says by which they are found."""
    found: dict[bytes, tuple[str, int]] = {}
    for start in range(0, len(leaf_hashes), _TOGETHER):
        some = ChainLink.objects.filter(leaf_hash__in=leaf_hashes[start : start + _TOGETHER])
        for leaf_hash, conversation_id, seq in some.values_list("leaf_hash", "conversation_id", "seq"):
            found[bytes(leaf_hash)] = (str(conversation_id), seq)
    return found


def kept_as(sha256: str) -> KeptAs | None:
    """Return the conversation that a file was kept as, if it is still kept.

    sha256  of the file, hex
    """
    for leaf_hash in Blob.objects.filter(sha256=sha256).values_list("leaf_hash", flat=True):
        link = ChainLink.objects.filter(leaf_hash=leaf_hash).first()
        if link:
            return KeptAs(id=link.conversation_id, leaves=chain_end(link.conversation_id)[0])
    return None


def holds_of(conversation_id: UUID) -> tuple[HoldRow, ...]:
    """Return every hold a conversation ever had, the oldest first."""
    found = Hold.objects.filter(conversation_id=conversation_id)
    return tuple(map(_hold, found.select_related("placed_by").order_by("placed_at")))


def is_held(conversation_id: UUID) -> bool:
    """Return whether a legal hold stands."""
    return any(one.stands for one in holds_of(conversation_id))


def hold(hold_id: UUID) -> HoldRow | None:
    """Return one hold."""
    found = Hold.objects.filter(id=hold_id).select_related("placed_by").first()
    return _hold(found) if found else None


def _hold(row: Hold) -> HoldRow:
    return HoldRow(
        id=row.id,
        conversation_id=row.conversation_id,
        placed_by=row.placed_by.full_name,
        placed_at=row.placed_at,
        reason=row.reason,
        released_by=frozenset(row.releases.values_list("released_by_id", flat=True)),
    )


def _row(row: Conversation) -> ConversationRow:
    return ConversationRow(
        id=row.id,
        opened_at=row.opened_at,
        platform=row.platform,
        retention=row.retention,
        last_on=row.last_on,
        reviewed_on=row.reviewed_on,
    )
