"""Signing in and out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from handrail.actions.clear_sign_in import clear_sign_in
from handrail.actions.count_sign_in import MustWait, count_sign_in
from handrail.entrypoints.desk import throttle
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.request import DeskRequest
from handrail.entrypoints.desk.shell import first_place
from handrail.store.reads.accounts import AccountRow, account_row
from handrail.ui.report.words import count
from handrail.wording.words import say

LONGEST = (
    1000  # characters of a field that are looked at; hashing a password of megabytes takes a server down
)


@opens_to(Who.ANYONE)
@require_http_methods(["GET", "POST"])
def sign_in(request: DeskRequest) -> HttpResponse:
    """Show the form; with the right password, go on to where the person wanted to go."""
    if request.method == "POST":
        return _attempt(request)
    staff = account_row(request.user)
    if staff is not None:
        return HttpResponseRedirect(_next(request, staff))
    return _form(request, email="", problem="", status=200)


@opens_to(Who.ANYONE)
@require_POST
def sign_out(request: DeskRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


def _attempt(request: DeskRequest) -> HttpResponse:
    email = request.POST.get("email", "")[:LONGEST]
    keys = throttle.keys_for(email, request.META.get("REMOTE_ADDR", ""))
    counted = count_sign_in(deps=request.deps, most=throttle.limits(keys), within=throttle.WINDOW)
    if isinstance(counted, MustWait):
        minutes = count(throttle.WINDOW.seconds // 60, "minute")
        return _form(request, email=email, problem=say("sign_in.wait", minutes=minutes), status=429)
    password = request.POST.get("password", "")[:LONGEST]
    account = authenticate(request, username=email.strip().lower(), password=password)
    if account is None:
        return _form(request, email=email, problem=say("sign_in.wrong"), status=422)
    clear_sign_in(failures=counted.failures)
    login(request, account)
    return HttpResponseRedirect(_next(request, account_row(account)))


def _form(request: DeskRequest, *, email: str, problem: str, status: int) -> HttpResponse:
    values = {"email": email, "problem": problem, "next": _asked(request)}
    return render(request, "pages/sign_in.html", values, status=status)


def _next(request: DeskRequest, staff: AccountRow | None) -> str:
    """Return where to go after signing in: a page of ours that was asked for, or where this person begins."""
    return _asked(request) or reverse(first_place(staff))


def _asked(request: DeskRequest) -> str:
    """Return the page of ours that was asked for; empty where there was none."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ""
