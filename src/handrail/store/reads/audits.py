"""Audits as frozen rows. What another account owns is not there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from handrail.store.models import Audit
from handrail.store.reads.accounts import AccountRow


class Stage(StrEnum):
    """Where an audit stands, read from its moments."""

    PEOPLE = "people"  # waits for somebody to say who is who
    WAITING = "waiting"  # asked for, not taken up yet
    READING = "reading"
    REFUSED = "refused"
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One audit without its long texts."""

    id: UUID
    owner_id: UUID
    made_at: datetime
    chat_name: str
    chat_size_bytes: int
    people_name: str
    pack: str
    platform: str
    dates: str
    messages_expected: int  # to walk; 0 when nobody counted
    messages_read: int
    finished_at: datetime | None
    refused_because: str
    title: str  # the chat's own name where the report found one, else its file's
    headline: str
    refused: int
    held: int
    conversation_id: UUID | None  # where the record keeps the chat
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedAudit:
    """What a job needs to read one chat."""

    id: UUID
    owner: AccountRow
    chat_name: str
    people_name: str
    people_csv: str
    pack: str
    platform: str
    dates: str
    exporter: str


_LONG_TEXTS = ("people_csv", "report_json")


def audits_of(owner_id: UUID) -> tuple[AuditRow, ...]:
    """Return all audits of an account, the newest first. One query."""
    found = Audit.objects.filter(owner_id=owner_id).defer(*_LONG_TEXTS).order_by("-made_at")
    return tuple(_row(audit) for audit in found)


def audit_of(owner_id: UUID, audit_id: UUID) -> AuditRow | None:
    """Return one audit if this account owns it."""
    audit = Audit.objects.filter(owner_id=owner_id, id=audit_id).defer(*_LONG_TEXTS).first()
    return _row(audit) if audit else None


def people_csv_of(owner_id: UUID, audit_id: UUID) -> str | None:
    """Return the people file of an audit as text, empty when there is none yet; None: no such audit."""
    return _text(owner_id, audit_id, "people_csv")


def report_json_of(owner_id: UUID, audit_id: UUID) -> str | None:
    """Return the report of an audit as JSON text, empty until it is ready; None: no such audit."""
    return _text(owner_id, audit_id, "report_json")


def conversation_of(owner_id: UUID, audit_id: UUID) -> UUID | None:
    """Return where the record keeps the chat of an audit; None while it does not."""
    kept: UUID | None = (
        Audit.objects.filter(owner_id=owner_id, id=audit_id).values_list("conversation_id", flat=True).first()
    )
    return kept


def is_audited(conversation_id: UUID) -> bool:
    """Return whether any audit is of the chat of a conversation."""
    return Audit.objects.filter(conversation_id=conversation_id).exists()


def is_id_taken(audit_id: UUID) -> bool:
    """Return whether any account has an audit of this id."""
    return Audit.objects.filter(id=audit_id).exists()


def audit_ids() -> frozenset[UUID]:
    """Return the ids of all audits of all accounts."""
    return frozenset(Audit.objects.values_list("id", flat=True))


def _text(owner_id: UUID, audit_id: UUID, column: str) -> str | None:
    text: str | None = (
        Audit.objects.filter(owner_id=owner_id, id=audit_id).values_list(column, flat=True).first()
    )
    return text


def _row(audit: Audit) -> AuditRow:
    return AuditRow(
        id=audit.id,
        owner_id=audit.owner_id,
        made_at=audit.made_at,
        chat_name=audit.chat_name,
        chat_size_bytes=audit.chat_size_bytes,
        people_name=audit.people_name,
        pack=audit.pack,
        platform=audit.platform,
        dates=audit.dates,
        messages_expected=audit.messages_expected,
        messages_read=audit.messages_read,
        finished_at=audit.finished_at,
        refused_because=audit.refused_because,
        title=audit.title or audit.chat_name,
        headline=audit.headline,
        refused=audit.refused,
        held=audit.held,
        conversation_id=audit.conversation_id,
        stage=_stage(audit),
    )


def _stage(audit: Audit) -> Stage:
    if audit.finished_at is not None:
        return Stage.REFUSED if audit.refused_because else Stage.READY
    if audit.started_at is not None:
        return Stage.READING
    return Stage.WAITING if audit.queued_at is not None else Stage.PEOPLE
