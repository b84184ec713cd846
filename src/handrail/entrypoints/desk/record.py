"""The record: what it is, how it stands, what is kept in it, and whether it is whole."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from handrail.actions.verify_record import verify_record
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.record_rows import figures, listed
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.accounts import LEADS
from handrail.store.reads.log import extent
from handrail.ui.report.words import count
from handrail.wording.words import say

MOST_ENTRIES = 20_000  # that are checked while somebody waits for the page


@opens_to(Who.LEADS_AND_AUDITORS)
@require_safe
def record(request: DeskRequest) -> HttpResponse:
    """Show the record in figures, and the conversations in it."""
    return _page(request, problem="", status=200)


@opens_to(Who.LEADS)
@require_POST
def check_record(request: DeskRequest) -> HttpResponse:
    """Check the whole record and show what it came to; a large one is left to the command line."""
    entries, _ = extent()
    if entries > MOST_ENTRIES:
        return _page(request, problem=say("record.check.too_large", entries=f"{entries:,}"), status=409)
    verdict = verify_record(deps=request.deps, with_content=True)
    values = {
        "verdict": verdict,
        "entries": count(verdict.size, "entry", "entries"),
        "root": verdict.root.hex(),
        "at": request.deps.now(),
    }
    return render(request, "pages/record_check.html", values)


def _page(request: DeskRequest, *, problem: str, status: int) -> HttpResponse:
    asked = request.GET.get("page", "")
    shown = figures(request.deps)
    values = {
        "problem": problem,
        "figures": shown,
        "listed": listed(request.deps, page=int(asked) if asked.isdecimal() and asked.isascii() else 1),
        "may_check": request.staff.role in LEADS,
        "is_large": shown.entries > MOST_ENTRIES,
    }
    return render(request, "pages/record.html", values, status=status)
