"""A finished report: as a page, as a file to keep, as JSON."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.core.audit.report import Report
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.audits import AuditRow, report_json_of
from handrail.store.reads.conversations import chain_end, erased_count
from handrail.store.report_json import ReportUnreadable, read_report
from handrail.ui.report.render import render_report_html, writable
from handrail.ui.report.view import report_view
from handrail.ui.report.words import count
from handrail.wording.words import say


def report_page(request: DeskRequest, row: AuditRow) -> HttpResponse:
    """Show a report within the desk."""
    try:
        report = _report(request, row.id)
    except ReportUnreadable:
        return render(request, "pages/refused.html", {"audit": row, "sentence": say("audit.end.unreadable")})
    values = {"audit": row, "report": report_view(report), "kept": _kept(row)}
    response = render(request, "pages/report.html", values)
    response.content = writable(response.text).encode()
    return response


@opens_to(Who.LEADS)
@require_safe
def report_file(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Hand out the report as one HTML file that needs nothing else."""
    try:
        page = render_report_html(_report(request, audit_id))
    except ReportUnreadable as error:
        raise Http404 from error
    return _file(page, "text/html; charset=utf-8", f"handrail-report-{str(audit_id)[:8]}.html")


@opens_to(Who.LEADS)
@require_safe
def report_json(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Hand out the report as JSON."""
    text = report_json_of(request.staff.id, audit_id)
    if not text:
        raise Http404
    return _file(text, "application/json", f"handrail-report-{str(audit_id)[:8]}.json")


def _kept(row: AuditRow) -> dict[str, object] | None:
    """Return what the record keeps of the chat; None where it does not."""
    if row.conversation_id is None:
        return None
    leaves, _ = chain_end(row.conversation_id)
    return {"entries": count(leaves, "entry", "entries"), "is_erased": erased_count(row.conversation_id) > 0}


def _report(request: DeskRequest, audit_id: UUID) -> Report:
    text = report_json_of(request.staff.id, audit_id)
    if not text:
        raise Http404
    return read_report(text)


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    # The name tells nothing of the chat: names of files end up in lists that others see.
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.encode("utf-8", "replace"), content_type=content_type, headers=headers)
