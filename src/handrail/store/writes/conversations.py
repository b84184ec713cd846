"""Conversations, the places of their leaves, and legal holds."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from handrail.store.dialects import lock_named
from handrail.store.models import Conversation, Hold, HoldRelease


def hold_conversation(conversation_id: UUID) -> None:
    """Keep everybody else from adding to a conversation until this transaction ends."""
    lock_named(connection, str(conversation_id))


def insert_conversation(
    conversation_id: UUID, *, opened_at: datetime, platform: str, retention: str, last_on: date
) -> None:
    """Begin a conversation."""
    Conversation.objects.create(
        id=conversation_id, opened_at=opened_at, platform=platform, retention=retention, last_on=last_on
    )


def set_last_on(conversation_id: UUID, last_on: date) -> None:
    """Say on which day a conversation's last message was."""
    Conversation.objects.filter(id=conversation_id).update(last_on=last_on)


def set_review(conversation_id: UUID, *, retention: str, reviewed_on: date) -> None:
    """Say under which class a conversation is kept, and when that was decided."""
    Conversation.objects.filter(id=conversation_id).update(retention=retention, reviewed_on=reviewed_on)


def insert_links(conversation_id: UUID, first: int, leaf_hashes: Sequence[bytes]) -> None:
    """Remember where the next leaves of a conversation are, numbered from `first`."""
    column = Conversation._meta.pk.get_db_prep_value(conversation_id, connection)  # noqa: SLF001  # documented
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO store_chainlink (conversation_id, seq, leaf_hash) VALUES (%s, %s, %s)",
            [(column, seq, leaf) for seq, leaf in enumerate(leaf_hashes, start=first)],
        )


def insert_hold(
    hold_id: UUID, conversation_id: UUID, *, placed_by: UUID, placed_at: datetime, reason: str
) -> None:
    """Place a legal hold."""
    Hold.objects.create(
        id=hold_id,
        conversation_id=conversation_id,
        placed_by_id=placed_by,
        placed_at=placed_at,
        reason=reason,
    )


def insert_release(hold_id: UUID, *, released_by: UUID, released_at: datetime, reason: str) -> None:
    """Keep one person's word that a hold may end."""
    HoldRelease.objects.create(
        hold_id=hold_id, released_by_id=released_by, released_at=released_at, reason=reason
    )
