"""Pages that say no: one plain sentence and the way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.ui.report.words import size
from handrail.wording.words import say


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's shape
    return _page(request, 400, "This did not arrive whole", say("refusal.malformed"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's shape
    return _page(request, 403, "This page is not for your account", say("refusal.forbidden"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's shape
    return _page(request, 403, "Please send the form again", say("refusal.forged"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's shape
    return _page(request, 404, "Nothing is here", say("refusal.not_found"))


def too_large(request: HttpRequest, *, limit_bytes: int) -> HttpResponse:
    return _page(request, 413, "That is too large", say("refusal.too_large", limit=size(limit_bytes)))


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, "Something went wrong", say("refusal.broken"))


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "pages/refusal.html", {"title": title, "sentence": sentence}, status=status)
