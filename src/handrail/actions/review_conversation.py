"""A lead has looked at a conversation, and decides to keep it, and as what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.retention import review_on
from handrail.store.reads.accounts import LEADS, AccountRow, named
from handrail.store.reads.conversations import conversation
from handrail.store.reads.packs import retention_classes
from handrail.store.writes.conversations import set_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """It is kept; somebody must look again on this day."""

    again_on: date


def review_conversation(
    *, deps: Deps, actor: AccountRow, conversation_id: UUID, retention: str, reason: str
) -> Reviewed | Refused:
    """Keep a conversation under a retention class, for a reason."""
    if actor.role not in LEADS:
        return Refused(sentence="only a safeguarding lead or deputy may decide how long something is kept")
    kind = retention_classes().get(retention)
    if kind is None:
        known = ", ".join(retention_classes())
        return Refused(sentence=f"there is no retention class `{retention}`: choose one of {known}")
    there = conversation(conversation_id)
    if there is None or not reason.strip():
        missing = (
            "a decision to keep has a reason" if there else f"there is no conversation `{conversation_id}`"
        )
        return Refused(sentence=missing)
    at = deps.now()
    fields = {
        "decision": "keep",
        "of": str(conversation_id),
        "retention": retention,
        "reason": reason.strip(),
        "by": named(actor),
    }
    with transaction.atomic():
        set_review(conversation_id, retention=retention, reviewed_on=at.date())
        append(deps, Told(type=LeafType.DECISION_MADE, fields=fields), at=at)
    sequence_waiting(deps)
    return Reviewed(again_on=review_on(kind, last_on=there.last_on, born_on=None, reviewed_on=at.date()))
