"""Every component on one page, for whoever changes how the desk looks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest


@opens_to(Who.SIGNED_IN)
@require_safe
def gallery(request: DeskRequest) -> HttpResponse:
    """Show the components."""
    return render(request, "pages/gallery.html")
