"""One conversation of the record: what is known of it, what holds it, and what can be done with it."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.record_rows import Row, rows_of
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.accounts import LEADS
from handrail.store.reads.audits import is_audited
from handrail.store.reads.conversations import conversation as conversation_row
from handrail.store.reads.conversations import erased_count, erased_whole, holds_of
from handrail.wording.words import say


@opens_to(Who.LEADS_AND_AUDITORS)
@require_safe
def conversation(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Show a conversation in names and numbers, never its messages."""
    row = there(request, conversation_id)
    values = {
        "row": row,
        "holds": holds_of(row.id),
        "staff_id": request.staff.id,
        "is_lead": request.staff.role in LEADS,
        "erased": erased_count(row.id),
        "leaves": row.messages + 1,
        "is_audited": is_audited(row.id),
        "done": _done(request.GET.get("done", "")),
    }
    return render(request, "pages/conversation.html", values)


def there(request: DeskRequest, conversation_id: UUID) -> Row:
    """Return the conversation a page is about.

    raises  Http404: there is none
    """
    found = conversation_row(conversation_id)
    if found is None:
        raise Http404
    (row,) = rows_of(request.deps, [found], gone=erased_whole())
    return row


def deed_page(
    request: DeskRequest, template: str, row: Row, *, problem: str = "", **values: object
) -> HttpResponse:
    """Show the form of a deed: empty, or as it was sent with what is wrong in it."""
    sent = {name: request.POST.get(name, "") for name in ("reason", "basis", "rule", "retention")}
    status = 422 if problem else 200
    return render(request, template, {"row": row, "problem": problem, "sent": sent, **values}, status=status)


def after_deed(row: Row, done: str) -> HttpResponse:
    """Lead back to the conversation, and say there what was done."""
    return HttpResponseRedirect(f"{reverse('conversation', args=[row.id])}?done={done}")


def _done(what: str) -> str:
    match what:
        case "held":
            return say("record.done.held")
        case "half_released":
            return say("record.done.half_released")
        case "released":
            return say("record.done.released")
        case "kept":
            return say("record.done.kept")
        case "erased":
            return say("record.done.erased")
        case _:
            return ""
