"""Somebody places a legal hold: nothing of the conversation is erased while it stands."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.leaf_types import LeafType
from handrail.store.reads.accounts import LEADS, AccountRow, StaffRole, named
from handrail.store.reads.conversations import conversation, hold
from handrail.store.writes.conversations import hold_conversation, insert_hold

MAY_HOLD = LEADS | {StaffRole.AUDITOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The hold stands."""

    hold_id: UUID


def place_hold(
    *, deps: Deps, actor: AccountRow, conversation_id: UUID, reason: str, hold_id: UUID | None = None
) -> Held | Refused:
    """Place a hold, for a reason such as an inquiry that has begun. It ends with the word of two people.

    hold_id  made by whoever asks, so that asking twice places one hold
    """
    if actor.role not in MAY_HOLD:
        return Refused(sentence="only a lead, a deputy or an auditor may place a legal hold")
    if not reason.strip():
        return Refused(sentence="a legal hold has a reason")
    if conversation(conversation_id) is None:
        return Refused(sentence=f"there is no conversation `{conversation_id}`")
    id_, at = hold_id or uuid4(), deps.now()
    with transaction.atomic():
        hold_conversation(conversation_id)
        there = hold(id_)
        if there is not None and there.conversation_id == conversation_id:
            return Held(hold_id=id_)  # asked twice
        if there is not None:
            return Refused(sentence=f"there is a legal hold `{id_}` on another conversation")
        insert_hold(id_, conversation_id, placed_by=actor.id, placed_at=at, reason=reason.strip())
        fields = {"hold": str(id_), "of": str(conversation_id), "reason": reason.strip(), "by": named(actor)}
        append(deps, Told(type=LeafType.HOLD_PLACED, fields=fields), at=at)
    sequence_waiting(deps)
    return Held(hold_id=id_)
