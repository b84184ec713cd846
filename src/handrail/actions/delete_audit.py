"""A lead deletes an audit: the chat, the people file and the report."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import LEADS, AccountRow
from handrail.store.writes import audits
from handrail.store.writes.uploads import discard_upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDeleted:
    """There is no such audit, or it is a colleague's."""


def delete_audit(*, deps: Deps, actor: AccountRow, audit_id: UUID) -> Deleted | NotDeleted:
    """Delete the row, then the file; a file that a crash leaves behind is swept up at the next start."""
    if actor.role not in LEADS:
        return NotDeleted()
    with transaction.atomic():
        was_there = audits.delete_audit(actor.id, audit_id)
    if not was_there:
        return NotDeleted()
    discard_upload(deps.uploads, audit_id)
    return Deleted()
