"""A lead deletes an audit: the chat, the people file and the report; the record keeps certificates of it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from handrail.actions._certifying import Certified, Erasing, certify
from handrail.actions._erasing import destroy_covered
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.store.reads.accounts import LEADS, AccountRow
from handrail.store.reads.audits import conversation_of, is_audited
from handrail.store.reads.conversations import is_held
from handrail.store.writes import audits
from handrail.store.writes.conversations import hold_conversation
from handrail.store.writes.uploads import discard_upload

BASIS, RULE = "the organisation no longer needs the chat", "the audit was deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDeleted:
    """There is no such audit, or it is a colleague's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """The chat is under a legal hold: nothing was deleted."""


def delete_audit(*, deps: Deps, actor: AccountRow, audit_id: UUID) -> Deleted | NotDeleted | HeldBack:
    """Delete the row, then the file, and erase what the record keeps of the chat.

    A file that a crash leaves behind is swept up at the next start; so is content whose certificate is there.
    """
    if actor.role not in LEADS:
        return NotDeleted()
    with transaction.atomic():
        conversation_id = conversation_of(actor.id, audit_id)
        if conversation_id is not None:
            hold_conversation(conversation_id)
            if is_held(conversation_id):
                return HeldBack()
        if not audits.delete_audit(actor.id, audit_id):
            return NotDeleted()
        erased = _certified(deps, actor, conversation_id)
    discard_upload(deps.uploads, audit_id)
    sequence_waiting(deps)
    if isinstance(erased, Certified):
        destroy_covered(erased.leaves)
    return Deleted()


def _certified(deps: Deps, actor: AccountRow, conversation_id: UUID | None) -> Certified | Refused | None:
    """Return what is to be destroyed: nothing where another audit is of the same chat, or it was erased."""
    if conversation_id is None or is_audited(conversation_id):
        return None
    erasing = Erasing(conversation_id=conversation_id, numbers=(), basis=BASIS, rule=RULE)
    return certify(deps, actor, erasing)
