"""Somebody says that a legal hold may end. It ends when a second person has said so, too."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.leaf_types import LeafType
from handrail.store.reads.accounts import LEADS, AccountRow, named
from handrail.store.reads.conversations import hold
from handrail.store.writes.conversations import hold_conversation, insert_release


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfReleased:
    """One person has said so; the hold stands until a second does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """Two people have said so; the hold has ended."""


def release_hold(
    *, deps: Deps, actor: AccountRow, hold_id: UUID, reason: str
) -> HalfReleased | Released | Refused:
    """Keep one person's word that a hold may end."""
    if actor.role not in LEADS:
        return Refused(sentence="only a safeguarding lead or deputy may release a legal hold")
    if not reason.strip():
        return Refused(sentence="releasing a legal hold needs a reason")
    with transaction.atomic():
        answer = _released(deps, actor, hold_id, reason.strip())
    sequence_waiting(deps)
    return answer


def _released(deps: Deps, actor: AccountRow, hold_id: UUID, reason: str) -> HalfReleased | Released | Refused:
    there = hold(hold_id)
    if there is None:
        return Refused(sentence=f"there is no legal hold `{hold_id}`")
    hold_conversation(there.conversation_id)
    now = hold(hold_id)  # as it stands now that nobody else can change it
    assert now is not None
    if not now.stands:
        return Refused(sentence="the legal hold has ended before")
    if actor.id in now.released_by:
        return Refused(sentence="you have released it already: a second person must")
    insert_release(hold_id, released_by=actor.id, released_at=deps.now(), reason=reason)
    fields = {"hold": str(hold_id), "of": str(now.conversation_id), "reason": reason, "by": named(actor)}
    ends = bool(now.released_by)
    type_ = LeafType.HOLD_LIFTED if ends else LeafType.DECISION_MADE
    append(deps, Told(type=type_, fields={**fields, "decision": "release hold"}), at=deps.now())
    return Released() if ends else HalfReleased()
