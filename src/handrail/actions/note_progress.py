"""The job loop says how far it is."""

from uuid import UUID

from handrail.store.writes import audits


def note_progress(*, audit_id: UUID, messages: int) -> bool:
    """Keep how many messages were read so far; False when the audit was deleted meanwhile."""
    return audits.count_messages(audit_id, messages)
