"""The bare address: on to where somebody begins."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.entrypoints.desk.shell import first_place
from handrail.store.reads.accounts import account_row


@opens_to(Who.ANYONE)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Lead to the first page that somebody may open, or to sign-in."""
    staff = account_row(request.user)
    return HttpResponseRedirect(reverse(first_place(staff) if staff else "sign-in"))
