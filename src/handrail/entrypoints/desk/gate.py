"""Who may open each page, asked before anything of the request's body is read.

Every view carries a Door; one without a door opens for nobody.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from handrail.entrypoints.desk import refusals
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.accounts import LEADS, AccountRow, StaffRole, account_row

FORM_LIMIT_BYTES = 2 * 1024 * 1024
MARGIN_BYTES = 4 * 1024 * 1024  # what a form adds around the chat: fields, borders, the people file
MOST_DIGITS = 18  # of a length; more is no length, and Python would not read very many


class Who(StrEnum):
    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    LEADS = "leads"  # safeguarding lead and deputy
    LEADS_AND_AUDITORS = "leads_and_auditors"


ROLES = {Who.LEADS: LEADS, Who.LEADS_AND_AUDITORS: LEADS | {StaffRole.AUDITOR}}


class Door(NamedTuple):
    who: Who
    takes_chat: bool  # may a body be as large as a chat


type View[**P] = Callable[P, HttpResponseBase]


def opens_to[**P](who: Who, *, takes_chat: bool = False) -> Callable[[View[P]], View[P]]:
    """Return a decorator that puts a door on a view."""

    def put(view: View[P]) -> View[P]:
        view.door = Door(who, takes_chat)  # type: ignore[attr-defined]  # read by the gate and the law test
        return view

    return put


def door_of(view: Callable[..., object]) -> Door | None:
    """Return the door of a view, None where somebody forgot it."""
    return cast("Door | None", getattr(view, "door", None))


class GateMiddleware:
    """Turns away who may not open a page, and whoever sends more than it takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        # Nothing here may be read again with the back button after signing out.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        desk = cast("DeskRequest", request)
        door = door_of(view)
        if door is None:
            return refusals.forbidden(desk)
        staff = account_row(request.user) if request.user.is_authenticated else None
        if staff is not None:
            desk.staff = staff
        return _turned_away(desk, door, staff) or _too_large(desk, door)


def _turned_away(request: DeskRequest, door: Door, staff: AccountRow | None) -> HttpResponseBase | None:
    match door.who:
        case Who.ANYONE:
            return None
        case _ if staff is None:
            return _to_sign_in(request)
        case Who.SIGNED_IN:
            return None
        case Who.LEADS | Who.LEADS_AND_AUDITORS:
            return None if staff.role in ROLES[door.who] else refusals.forbidden(request)


def _to_sign_in(request: DeskRequest) -> HttpResponse:
    if request.htmx:
        return HttpResponseClientRedirect(reverse("sign-in"))
    where = request.get_full_path() if request.method == "GET" else reverse("home")
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': where})}")


def _too_large(request: DeskRequest, door: Door) -> HttpResponseBase | None:
    limit = request.deps.upload_limit_bytes + MARGIN_BYTES if door.takes_chat else FORM_LIMIT_BYTES
    text = request.META.get("CONTENT_LENGTH") or "0"
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    announced = int(text) if is_number else limit + 1
    return refusals.too_large(request, limit_bytes=limit) if announced > limit else None
