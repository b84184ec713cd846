"""A lead hands in an exported chat."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import LEADS, AccountRow
from handrail.store.reads.audits import is_id_taken
from handrail.store.writes.audits import NewAudit, insert_audit
from handrail.store.writes.uploads import discard_upload, keep_upload

LONGEST_NAME = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStarted:
    reason: str  # id of the sentence in wording


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What somebody hands in.

    id       chosen by the form, so that a form sent twice is one audit
    size     of the chat in bytes, as announced
    dates    empty, or dmy | mdy | ymd
    """

    id: UUID
    chat: Iterable[bytes]
    chat_name: str
    size_bytes: int
    people_csv: str
    people_name: str
    pack: str
    platform: str
    dates: str


def start_audit(*, deps: Deps, actor: AccountRow, handed_in: HandedIn) -> Started | NotStarted:
    """Keep the chat and remember who handed it in; nothing is read yet.

    raises  OSError: the file cannot be kept; then nothing was remembered either
    """
    if actor.role not in LEADS:
        return NotStarted(reason="audit.start.not_yours")
    if not handed_in.size_bytes:
        return NotStarted(reason="audit.start.empty")
    if handed_in.size_bytes > deps.upload_limit_bytes:
        return NotStarted(reason="audit.start.too_large")
    if is_id_taken(handed_in.id):
        return NotStarted(reason="audit.start.sent_twice")
    return _kept(deps, actor, handed_in)


def _kept(deps: Deps, actor: AccountRow, handed_in: HandedIn) -> Started | NotStarted:
    try:
        kept = keep_upload(deps.uploads, handed_in.id, handed_in.chat)
    except FileExistsError:
        return NotStarted(reason="audit.start.sent_twice")
    audit = NewAudit(
        id=handed_in.id,
        owner_id=actor.id,
        made_at=deps.now(),
        chat_name=handed_in.chat_name[-LONGEST_NAME:],
        kept=kept,
        people_name=handed_in.people_name[-LONGEST_NAME:],
        people_csv=handed_in.people_csv,
        pack=handed_in.pack,
        platform=handed_in.platform,
        dates=handed_in.dates,
    )
    try:
        with transaction.atomic():
            insert_audit(audit)
    except IntegrityError:
        discard_upload(deps.uploads, handed_in.id)
        return NotStarted(reason="audit.start.sent_twice")
    return Started(id=handed_in.id)
