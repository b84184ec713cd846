"""Changes to audits. Each is one statement, and answers whether it found what it was for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from handrail.store.models import Audit
from handrail.store.reads.accounts import row_of
from handrail.store.reads.audits import ClaimedAudit
from handrail.store.writes.uploads import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAudit:
    id: UUID
    owner_id: UUID
    made_at: datetime
    chat_name: str
    kept: Kept
    people_name: str
    people_csv: str
    pack: str
    platform: str
    dates: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportToKeep:
    text: str  # JSON
    title: str
    headline: str
    refused: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """What somebody said about the people of a chat.

    exporter           name by which the owner of the exporting telephone writes; empty when nobody said
    messages_expected  how many messages a look into the chat counted
    """

    people_csv: str
    people_name: str
    exporter: str
    messages_expected: int


def insert_audit(audit: NewAudit) -> None:
    Audit.objects.create(
        id=audit.id,
        owner_id=audit.owner_id,
        made_at=audit.made_at,
        chat_name=audit.chat_name,
        chat_sha256=audit.kept.sha256,
        chat_size_bytes=audit.kept.size_bytes,
        people_name=audit.people_name,
        people_csv=audit.people_csv,
        pack=audit.pack,
        platform=audit.platform,
        dates=audit.dates,
    )


def queue_audit(owner_id: UUID, audit_id: UUID, asked: AskedFor, *, at: datetime) -> bool:
    """Ask for the audit to be made, once; one that was refused may be asked for again."""
    mine = Audit.objects.filter(owner_id=owner_id, id=audit_id)
    again = mine.filter(finished_at__isnull=False, report_json="")
    fresh = mine.filter(queued_at__isnull=True)
    return bool(
        (fresh | again).update(
            people_csv=asked.people_csv,
            people_name=asked.people_name,
            exporter=asked.exporter,
            messages_expected=asked.messages_expected,
            queued_at=at,
            started_at=None,
            finished_at=None,
            refused_because="",
            messages_read=0,
        )
    )


@transaction.atomic
def claim_audit(at: datetime) -> ClaimedAudit | None:
    """Take up the audit that waited longest; no other claim can take the same."""
    waiting = Audit.objects.filter(queued_at__isnull=False, started_at__isnull=True).order_by("queued_at")
    audit = waiting.select_related("owner").first()
    if audit is None or not Audit.objects.filter(id=audit.id, started_at__isnull=True).update(started_at=at):
        return None
    return ClaimedAudit(
        id=audit.id,
        owner=row_of(audit.owner),
        chat_name=audit.chat_name,
        people_name=audit.people_name,
        people_csv=audit.people_csv,
        pack=audit.pack,
        platform=audit.platform,
        dates=audit.dates,
        exporter=audit.exporter,
    )


def count_messages(audit_id: UUID, messages: int) -> bool:
    return bool(_running(audit_id).update(messages_read=messages))


def finish_audit(audit_id: UUID, report: ReportToKeep, *, conversation_id: UUID | None, at: datetime) -> bool:
    return bool(
        _running(audit_id).update(
            finished_at=at,
            conversation_id=conversation_id,
            report_json=report.text,
            title=report.title,
            headline=report.headline,
            refused=report.refused,
            held=report.held,
        )
    )


def refuse_audit(audit_id: UUID, sentence: str, *, at: datetime) -> bool:
    return bool(_running(audit_id).update(finished_at=at, refused_because=sentence))


def refuse_interrupted(sentence: str, *, at: datetime) -> int:
    """End every audit that was being read when the server stopped."""
    left = Audit.objects.filter(started_at__isnull=False, finished_at__isnull=True)
    return left.update(finished_at=at, refused_because=sentence)


def delete_audit(owner_id: UUID, audit_id: UUID) -> bool:
    deleted, _ = Audit.objects.filter(owner_id=owner_id, id=audit_id).delete()
    return bool(deleted)


def _running(audit_id: UUID) -> QuerySet[Audit]:
    return Audit.objects.filter(id=audit_id, started_at__isnull=False, finished_at__isnull=True)
