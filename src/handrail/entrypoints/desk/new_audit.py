"""Handing in a chat: a file somebody exported, or the invented one that comes with Handrail."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from handrail.actions.delete_audit import delete_audit
from handrail.actions.preview_chat import Preview, preview_chat
from handrail.actions.refused import Refused
from handrail.actions.start_audit import HandedIn, NotStarted, Started, start_audit
from handrail.core.imports.dates import DateOrder
from handrail.core.people.roster_bytes import decode_roster
from handrail.core.people.roster_checks import RosterRefused
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.in_turn import in_turn
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.audits import audit_of
from handrail.store.reads.uploads import open_upload
from handrail.ui.report.words import size
from handrail.wording.words import say

PACK = "sg04"
PLATFORM = "whatsapp"  # the only app whose exports are read today
PEOPLE_LIMIT_BYTES = 2 * 1024 * 1024
DATE_CHOICES = (
    ("", "Work it out from the chat"),
    ("dmy", "Day first, as in 31/03/2026"),
    ("mdy", "Month first, as in 03/31/2026"),
    ("ymd", "Year first, as in 2026-03-31"),
)


@opens_to(Who.LEADS, takes_chat=True)
@require_http_methods(["GET", "POST"])
def new_audit(request: DeskRequest) -> HttpResponse:
    """Show the form; keep the chat and go on to its people."""
    if request.method == "GET":
        return _form(request, problem="", dates="", status=200)
    handed_in = _read_form(request)
    if isinstance(handed_in, Refused):
        return _form(request, problem=handed_in.sentence, dates=_dates(request), status=422)
    with in_turn(handed_in.id):
        return _start(request, handed_in)


@opens_to(Who.LEADS)
@require_POST
def example_audit(request: DeskRequest) -> HttpResponse:
    """Hand in the invented chat, so that somebody can try everything at once."""
    demo = files("handrail.demo")
    chat = demo.joinpath("chat.txt").read_bytes()
    people = demo.joinpath("people.csv").read_bytes()
    handed_in = HandedIn(
        id=_form_id(request) or uuid4(),
        chat=(chat,),
        chat_name="WhatsApp Chat with Brook Lane (invented).txt",
        size_bytes=len(chat),
        people_csv=decode_roster(people, name="people.csv").text,
        people_name="people.csv",
        pack=PACK,
        platform=PLATFORM,
        dates="",
    )
    with in_turn(handed_in.id):
        return _start(request, handed_in)


def _start(request: DeskRequest, handed_in: HandedIn) -> HttpResponse:
    match start_audit(deps=request.deps, actor=request.staff, handed_in=handed_in):
        case NotStarted(reason=reason) if audit_of(request.staff.id, handed_in.id) is not None:
            # The form was sent twice: the first time counts.
            assert reason == "audit.start.sent_twice"
            return HttpResponseRedirect(reverse("audit", args=[handed_in.id]))
        case NotStarted(reason=reason):
            limit = size(request.deps.upload_limit_bytes)
            return _form(request, problem=say(reason, limit=limit), dates=handed_in.dates, status=422)
        case Started(id=audit_id):
            return _looked_into(request, audit_id, handed_in)


def _looked_into(request: DeskRequest, audit_id: UUID, handed_in: HandedIn) -> HttpResponse:
    """Go on to the people of a chat; refuse what is not a chat at once, so that the file does not stay."""
    preview = None
    try:
        preview = _preview(request, audit_id, handed_in)
    finally:
        if not isinstance(preview, Preview):
            delete_audit(deps=request.deps, actor=request.staff, audit_id=audit_id)
    if isinstance(preview, Preview):
        return HttpResponseRedirect(reverse("people", args=[audit_id]))
    return _form(request, problem=preview.sentence, dates=handed_in.dates, status=422)


def _preview(request: DeskRequest, audit_id: UUID, handed_in: HandedIn) -> Preview | Refused:
    with open_upload(request.deps.uploads, audit_id) as chat:
        return preview_chat(
            chat=chat,
            name=handed_in.chat_name,
            people=handed_in.people_csv or None,
            people_name=handed_in.people_name,
            dates=DateOrder(handed_in.dates) if handed_in.dates else None,
        )


def _read_form(request: DeskRequest) -> HandedIn | Refused:
    chat, people = request.FILES.get("chat"), request.FILES.get("people")
    if not isinstance(chat, UploadedFile):
        return Refused(sentence=say("audit.start.no_chat"))
    audit_id = _form_id(request)
    if audit_id is None:
        return Refused(sentence=say("audit.start.bad_form"))
    if request.POST.get("dates", "") not in dict(DATE_CHOICES):
        return Refused(sentence=say("audit.start.bad_dates"))
    people_csv = _people_text(people)
    if isinstance(people_csv, Refused):
        return people_csv
    return HandedIn(
        id=audit_id,
        chat=_chunks(chat),
        chat_name=chat.name or "chat",
        size_bytes=chat.size or 0,
        people_csv=people_csv,
        people_name=(people.name or "people.csv") if isinstance(people, UploadedFile) else "",
        pack=PACK,
        platform=PLATFORM,
        dates=_dates(request),
    )


def _form_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return None


def _people_text(people: object) -> str | Refused:
    if not isinstance(people, UploadedFile):
        return ""
    if (people.size or 0) > PEOPLE_LIMIT_BYTES:
        return Refused(sentence=say("audit.start.people_too_large"))
    try:
        return decode_roster(people.read(), name=people.name or "people.csv").text
    except RosterRefused as refused:
        return Refused(sentence=str(refused))


def _dates(request: HttpRequest) -> str:
    asked = request.POST.get("dates", "")
    return asked if asked in dict(DATE_CHOICES) else ""


def _chunks(file: "UploadedFile[bytes]") -> Iterator[bytes]:
    chunks: Iterable[bytes] = file.chunks()
    yield from chunks


def _form(request: DeskRequest, *, problem: str, dates: str, status: int) -> HttpResponse:
    values = {
        "id": uuid4(),
        "example_id": uuid4(),
        "problem": problem,
        "dates": dates,
        "date_choices": DATE_CHOICES,
        "limit_bytes": request.deps.upload_limit_bytes,
        "limit": size(request.deps.upload_limit_bytes),
    }
    return render(request, "pages/new_audit.html", values, status=status)
