"""The list of audits, and one audit wherever it stands."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, assert_never
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from handrail.entrypoints.desk import report
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.audits import AuditRow, Stage, audit_of, audits_of
from handrail.ui.report.words import size

ALMOST = 99  # per cent
MINUTES, SECONDS = "j F Y, H:i", "j F Y, H:i:s"
NOTICE = "notice"  # what the next list of this session says once


class Listed(NamedTuple):
    """One audit as the list shows it.

    clock  how its moment is written, in Django's letters
    """

    audit: AuditRow
    clock: str
    size: str
    percent: int


@opens_to(Who.LEADS)
@require_safe
def audits(request: DeskRequest) -> HttpResponse:
    """List the person's own audits, or say how to make the first."""
    listed = _listed(audits_of(request.staff.id))
    values = {
        "unfinished": [one for one in listed if one.audit.stage is not Stage.READY],
        "reports": [one for one in listed if one.audit.stage is Stage.READY],
        "notice": request.session.pop(NOTICE, ""),
        "example_id": uuid4(),
    }
    return render(request, "pages/audits.html", values)


@opens_to(Who.LEADS)
@require_safe
def audit(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Show an audit as far as it is: who is who, progress, why it was refused, or the report."""
    row = mine(request, audit_id)
    match row.stage:
        case Stage.PEOPLE:
            return HttpResponseRedirect(reverse("people", args=[row.id]))
        case Stage.WAITING | Stage.READING:
            return render(request, "pages/progress.html", _progress(row))
        case Stage.REFUSED:
            return render(request, "pages/refused.html", {"audit": row})
        case Stage.READY:
            return report.report_page(request, row)
        case _:
            assert_never(row.stage)


@opens_to(Who.LEADS)
@require_safe
def progress(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Answer the page's question how far it is; when the audit has ended, send the page on."""
    row = mine(request, audit_id)
    if row.stage not in {Stage.WAITING, Stage.READING}:
        return HttpResponseClientRedirect(reverse("audit", args=[row.id]))
    return render(request, "pages/progress.html#progress", _progress(row))


def _listed(rows: Sequence[AuditRow]) -> list[Listed]:
    """Return the rows with what tells them apart: two of one name within a minute show the second too."""
    moments = [(row.title, row.made_at.replace(second=0, microsecond=0)) for row in rows]
    times = Counter(moments)
    return [
        Listed(row, SECONDS if times[moment] > 1 else MINUTES, size(row.chat_size_bytes), _percent(row))
        for row, moment in zip(rows, moments, strict=True)
    ]


def _progress(row: AuditRow) -> dict[str, object]:
    return {"audit": row, "percent": _percent(row)}


def _percent(row: AuditRow) -> int:
    """Return how far an audit is; the last step is left to the report itself."""
    part = 100 * row.messages_read // row.messages_expected if row.messages_expected else 0
    return min(part, ALMOST)


def mine(request: DeskRequest, audit_id: UUID) -> AuditRow:
    """Return the person's own audit.

    raises  Http404: there is none, or it is a colleague's
    """
    row = audit_of(request.staff.id, audit_id)
    if row is None:
        raise Http404
    return row
