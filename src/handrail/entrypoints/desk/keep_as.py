"""Looking at a conversation again: deciding that it is kept, and as what."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.actions.keep_chat import UNSORTED
from handrail.actions.refused import Refused
from handrail.actions.review_conversation import review_conversation
from handrail.entrypoints.desk.conversation import after_deed, deed_page, there
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.packs import retention_classes

PAGE = "pages/keep_as.html"


@opens_to(Who.LEADS)
@require_http_methods(["GET", "POST"])
def keep_as(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Ask for the retention class and the reason; then set the day to look again."""
    row = there(request, conversation_id)
    choices = [kind for kind in retention_classes().values() if kind.id != UNSORTED]
    if request.method == "GET":
        return deed_page(request, PAGE, row, choices=choices)
    retention = request.POST.get("retention", "")
    answer = review_conversation(
        deps=request.deps,
        actor=request.staff,
        conversation_id=row.id,
        retention=retention,
        reason=request.POST.get("reason", ""),
    )
    if isinstance(answer, Refused):
        return deed_page(request, PAGE, row, problem=answer.sentence, choices=choices)
    return after_deed(row, "kept")
