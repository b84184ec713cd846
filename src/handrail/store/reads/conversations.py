"""Conversations of the record as frozen rows: where their leaves are, and what holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, QuerySet

from handrail.store.models import Blob, ChainLink, Conversation, Erasure, Hold, HoldRelease

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
class Extent:
    """How far a conversation reaches, and what holds it.

    leaves   of the conversation
    first    hash of the leaf it begins with; None where there is none yet
    is_held  a legal hold stands
    """

    leaves: int
    first: bytes | None
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """One person's word that a hold may end."""

    account_id: UUID
    released_by: str
    released_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """One legal hold, and who has said that it may end, the first of them first."""

    id: UUID
    conversation_id: UUID
    placed_by: str
    placed_at: datetime
    reason: str
    releases: tuple[ReleaseRow, ...]

    @property
    def released_by(self) -> frozenset[UUID]:
        """The accounts of who has said that it may end."""
        return frozenset(one.account_id for one in self.releases)

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


def extents(conversation_ids: Sequence[UUID]) -> dict[UUID, Extent]:
    """Return how far conversations reach. Three queries, however many they are."""
    links = ChainLink.objects.filter(conversation_id__in=conversation_ids)
    last = dict(links.values_list("conversation_id").annotate(Max("seq")))
    first = dict(links.filter(seq=0).values_list("conversation_id", "leaf_hash"))
    held = Hold.objects.filter(conversation_id__in=conversation_ids).annotate(words=Count("releases"))
    standing = set(held.filter(words__lt=ENOUGH).values_list("conversation_id", flat=True))
    return {
        id_: Extent(
            leaves=last.get(id_, -1) + 1,
            first=bytes(first[id_]) if id_ in first else None,
            is_held=id_ in standing,
        )
        for id_ in conversation_ids
    }


def erased_count(conversation_id: UUID) -> int:
    """Return how many leaves of a conversation have a certificate of erasure."""
    leaves = ChainLink.objects.filter(conversation_id=conversation_id).values("leaf_hash")
    return Erasure.objects.filter(leaf_hash__in=leaves).values("leaf_hash").distinct().count()


def erased_whole() -> frozenset[UUID]:
    """Return the conversations of which every leaf has a certificate of erasure. Two queries."""
    certified = Exists(Erasure.objects.filter(leaf_hash=OuterRef("leaf_hash")))
    begun = ChainLink.objects.filter(certified, seq=0).values_list("conversation_id", flat=True)
    left = ChainLink.objects.filter(~certified, conversation_id__in=begun)
    return frozenset(begun) - frozenset(left.values_list("conversation_id", flat=True).distinct())


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
    return tuple(map(_hold, _holds().filter(conversation_id=conversation_id).order_by("placed_at")))


def is_held(conversation_id: UUID) -> bool:
    """Return whether a legal hold stands."""
    return any(one.stands for one in holds_of(conversation_id))


def hold(hold_id: UUID) -> HoldRow | None:
    """Return one hold."""
    found = _holds().filter(id=hold_id).first()
    return _hold(found) if found else None


def _holds() -> QuerySet[Hold]:
    releases = HoldRelease.objects.select_related("released_by").order_by("released_at")
    return Hold.objects.select_related("placed_by").prefetch_related(Prefetch("releases", releases))


def _hold(row: Hold) -> HoldRow:
    return HoldRow(
        id=row.id,
        conversation_id=row.conversation_id,
        placed_by=row.placed_by.full_name,
        placed_at=row.placed_at,
        reason=row.reason,
        releases=tuple(
            ReleaseRow(
                account_id=one.released_by_id,
                released_by=one.released_by.full_name,
                released_at=one.released_at,
                reason=one.reason,
            )
            for one in row.releases.all()
        ),
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
