"""An audit ends with a report."""

from uuid import UUID

from handrail.actions.deps import Deps
from handrail.core.audit.report import Report
from handrail.store.report_json import report_text
from handrail.store.writes import audits
from handrail.store.writes.audits import ReportToKeep
from handrail.store.writes.uploads import discard_upload


def finish_audit(*, deps: Deps, audit_id: UUID, report: Report, conversation_id: UUID | None = None) -> bool:
    """Keep the report; False when the audit was deleted meanwhile.

    conversation_id  where the record keeps the chat; its file is not kept a second time then
    """
    kept = ReportToKeep(
        text=report_text(report),
        title=report.chat.title or "",
        headline=report.headline,
        refused=report.totals.refused,
        held=report.totals.held,
    )
    finished = audits.finish_audit(audit_id, kept, conversation_id=conversation_id, at=deps.now())
    if finished and conversation_id is not None:
        discard_upload(deps.uploads, audit_id)
    return finished
