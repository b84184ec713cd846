"""Deleting an audit, asked twice."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.actions import delete_audit as action
from handrail.entrypoints.desk.audits import NOTICE, mine
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.audits import is_id_taken
from handrail.wording.words import say


@opens_to(Who.LEADS)
@require_http_methods(["GET", "POST"])
def delete_audit(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Ask whether to delete; then delete the chat, the people file and the report."""
    if request.method == "GET":
        return render(request, "pages/delete_audit.html", {"audit": mine(request, audit_id)})
    match action.delete_audit(deps=request.deps, actor=request.staff, audit_id=audit_id):
        case action.Deleted():
            request.session[NOTICE] = say("audit.deleted")
            return HttpResponseRedirect(reverse("audits"))
        case action.HeldBack():
            values = {"audit": mine(request, audit_id), "problem": say("audit.delete.held")}
            return render(request, "pages/delete_audit.html", values, status=409)
        case action.NotDeleted() if is_id_taken(audit_id):
            raise Http404  # a colleague's
        case action.NotDeleted():  # gone already: the form was sent twice, and the first has said so
            return HttpResponseRedirect(reverse("audits"))
