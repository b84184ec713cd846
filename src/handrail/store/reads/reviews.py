"""When somebody must look whether a conversation is still to be kept."""

from datetime import date

from handrail.core.record.retention import review_on
from handrail.store.reads.conversations import ConversationRow
from handrail.store.reads.packs import retention_classes


def again_on(row: ConversationRow) -> date:
    """Return the day on which somebody must look again; it may have passed."""
    kind = retention_classes()[row.retention]
    return review_on(kind, last_on=row.last_on, born_on=None, reviewed_on=row.reviewed_on)
