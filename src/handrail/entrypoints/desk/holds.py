"""Placing a legal hold, and saying that it may end."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.actions import place_hold as placing
from handrail.actions import release_hold as releasing
from handrail.actions.refused import Refused
from handrail.entrypoints.desk.conversation import after_deed, deed_page, there
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.conversations import holds_of

PLACE, RELEASE = "pages/place_hold.html", "pages/release_hold.html"


@opens_to(Who.LEADS_AND_AUDITORS)
@require_http_methods(["GET", "POST"])
def place_hold(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Ask for the reason; then nothing of the conversation can be erased."""
    row = there(request, conversation_id)
    hold_id = _hold_id(request)  # sent with the form, so that a form sent twice is one hold
    if request.method == "GET":
        return deed_page(request, PLACE, row, hold_id=hold_id)
    answer = placing.place_hold(
        deps=request.deps,
        actor=request.staff,
        conversation_id=row.id,
        reason=request.POST.get("reason", ""),
        hold_id=hold_id,
    )
    if isinstance(answer, Refused):
        return deed_page(request, PLACE, row, problem=answer.sentence, hold_id=hold_id)
    return after_deed(row, "held")


@opens_to(Who.LEADS)
@require_http_methods(["GET", "POST"])
def release_hold(request: DeskRequest, conversation_id: UUID, hold_id: UUID) -> HttpResponse:
    """Ask for the reason; the hold ends with the word of a second person."""
    row = there(request, conversation_id)
    hold = next((one for one in holds_of(row.id) if one.id == hold_id), None)
    if hold is None:
        raise Http404
    is_mine = request.staff.id in hold.released_by
    if request.method == "GET":
        return deed_page(request, RELEASE, row, hold=hold, is_mine=is_mine)
    answer = releasing.release_hold(
        deps=request.deps, actor=request.staff, hold_id=hold_id, reason=request.POST.get("reason", "")
    )
    match answer:
        case Refused(sentence=sentence):
            return deed_page(request, RELEASE, row, problem=sentence, hold=hold, is_mine=is_mine)
        case releasing.HalfReleased():
            return after_deed(row, "half_released")
        case releasing.Released():
            return after_deed(row, "released")


def _hold_id(request: DeskRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
