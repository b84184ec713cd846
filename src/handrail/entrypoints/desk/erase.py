"""Erasing what is kept of a conversation, asked twice."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.actions.erase_content import Erasing, erase_content
from handrail.actions.refused import Refused
from handrail.entrypoints.desk.conversation import after_deed, deed_page, there
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.record_rows import Row
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.audits import is_audited
from handrail.wording.words import say

PAGE, WORD = "pages/erase.html", "ERASE"


@opens_to(Who.LEADS)
@require_http_methods(["GET", "POST"])
def erase(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Ask for the ground and for a word typed by hand; then destroy what is kept."""
    row = there(request, conversation_id)
    if request.method == "GET":
        return _form(request, row, problem="")
    if request.POST.get("word", "").strip().upper() != WORD:
        return _form(request, row, problem=say("record.erase.word"))
    erasing = Erasing(
        conversation_id=row.id,
        numbers=(),
        basis=request.POST.get("basis", ""),
        rule=request.POST.get("rule", ""),
    )
    answer = erase_content(deps=request.deps, actor=request.staff, erasing=erasing)
    if isinstance(answer, Refused):
        return _form(request, row, problem=answer.sentence)
    return after_deed(row, "erased")


def _form(request: DeskRequest, row: Row, *, problem: str) -> HttpResponse:
    return deed_page(request, PAGE, row, problem=problem, is_audited=is_audited(row.id), word=WORD)
