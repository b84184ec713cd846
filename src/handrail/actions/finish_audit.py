"""An audit ends with a report."""

from uuid import UUID

from handrail.actions.deps import Deps
from handrail.core.audit.report import Report
from handrail.store.report_json import report_text
from handrail.store.writes import audits
from handrail.store.writes.audits import ReportToKeep


def finish_audit(*, deps: Deps, audit_id: UUID, report: Report) -> bool:
    """Keep the report; False when the audit was deleted meanwhile."""
    kept = ReportToKeep(
        text=report_text(report),
        title=report.chat.title or "",
        headline=report.headline,
        refused=report.totals.refused,
        held=report.totals.held,
    )
    return audits.finish_audit(audit_id, kept, at=deps.now())
