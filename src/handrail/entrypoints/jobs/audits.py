"""Makes one audit that waits: from the kept file to a report, or to one sentence that says why not."""

import logging
import traceback
from typing import BinaryIO

from handrail.actions.audit_chat import audit_chat
from handrail.actions.claim_audit import claim_audit
from handrail.actions.deps import Deps
from handrail.actions.finish_audit import finish_audit
from handrail.actions.keep_chat import ChatToKeep, Kept, keep_chat
from handrail.actions.note_progress import note_progress
from handrail.actions.refuse_audit import refuse_audit
from handrail.actions.refused import Refused
from handrail.core.audit.report import Report
from handrail.core.imports.dates import DateOrder
from handrail.store.reads.audits import ClaimedAudit
from handrail.store.reads.uploads import open_upload
from handrail.wording.words import say

log = logging.getLogger("handrail.jobs")
PROGRESS_EVERY = 2_000  # messages between two notes: a write each, so not too many


def make_next_audit(deps: Deps) -> bool:
    """Make the audit that waited longest; return whether there was one.

    Whatever goes wrong ends this audit with a plain sentence: it is never tried again by itself.
    """
    claimed = claim_audit(deps=deps)
    if claimed is None:
        return False
    try:
        ended = _made(deps, claimed)
    except FileNotFoundError:
        ended = Refused(sentence=say("audit.end.file_gone"))
    except Exception as error:  # noqa: BLE001  # failing safe: the person who waits is told, the loop goes on
        # The log says where, not what: the text of an exception may quote a chat.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("audit %s crashed: %s\n%s", claimed.id, type(error).__name__, where)  # noqa: TRY400
        ended = Refused(sentence=say("audit.end.crashed"))
    match ended:
        case Refused(sentence=sentence):
            refuse_audit(deps=deps, audit_id=claimed.id, sentence=sentence)
        case (report, kept):
            finish_audit(deps=deps, audit_id=claimed.id, report=report, conversation_id=kept.conversation_id)
    return True


def _made(deps: Deps, claimed: ClaimedAudit) -> tuple[Report, Kept] | Refused:
    """Read the chat, then keep it in the record: a report speaks of nothing that is not kept."""
    noted = 0

    def on_progress(messages: int) -> None:
        nonlocal noted
        if messages - noted >= PROGRESS_EVERY:
            noted = messages
            note_progress(audit_id=claimed.id, messages=messages)

    with open_upload(deps.uploads, claimed.id) as chat:
        report = audit_chat(
            chat=chat,
            name=claimed.chat_name,
            people=claimed.people_csv,
            people_name=claimed.people_name,
            pack=claimed.pack,
            platform=claimed.platform,
            dates=DateOrder(claimed.dates) if claimed.dates else None,
            exporter=claimed.exporter or None,
            at=deps.now(),
            on_progress=on_progress,
        )
        if isinstance(report, Refused):
            return report
        kept = keep_chat(deps=deps, actor=claimed.owner, handed_in=_to_keep(claimed, chat))
    return kept if isinstance(kept, Refused) else (report, kept)


def _to_keep(claimed: ClaimedAudit, chat: BinaryIO) -> ChatToKeep:
    order = DateOrder(claimed.dates) if claimed.dates else None
    return ChatToKeep(chat=chat, name=claimed.chat_name, platform=claimed.platform, dates=order)
