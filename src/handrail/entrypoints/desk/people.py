"""Who is who: every name in the chat, and a few questions about each that nobody is known by."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from handrail.actions.preview_chat import Preview, preview_chat
from handrail.actions.queue_audit import WhoIsWho, queue_audit
from handrail.actions.refused import Refused
from handrail.core.imports.dates import WORDS, DateOrder
from handrail.core.people.person import Person
from handrail.core.people.roster_checks import RosterRefused
from handrail.core.people.roster_csv import read_roster, template_csv, write_roster
from handrail.entrypoints.desk.audits import mine
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.people_forms import ADD, SAME, NameForm, names_taken
from handrail.entrypoints.desk.people_mistakes import Mistake, mistakes_of, placed
from handrail.entrypoints.desk.request import DeskRequest
from handrail.entrypoints.desk.who_is_who import people_after
from handrail.store.reads.audits import AuditRow, Stage, people_csv_of
from handrail.store.reads.uploads import open_upload
from handrail.ui.report.words import count, stretch
from handrail.wording.words import say

MOST_ASKED = 60  # names asked about on one page; the busiest first, the rest stay unknown
PEOPLE_FILE = "people.csv"


class Asked(NamedTuple):
    """One unknown name with its form, as the page shows them."""

    name: str
    messages: int
    first_at: object
    why: str
    form: NameForm


@opens_to(Who.LEADS)
@require_http_methods(["GET", "POST"])
def people(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Show who was recognised and ask about the others; then ask for the audit."""
    row = mine(request, audit_id)
    if row.stage not in {Stage.PEOPLE, Stage.REFUSED}:
        return HttpResponseRedirect(reverse("audit", args=[row.id]))
    people_csv = people_csv_of(request.staff.id, row.id) or ""
    preview = _preview(request, row, people_csv)
    if isinstance(preview, Refused):
        return render(request, "pages/refused.html", {"audit": row, "sentence": preview.sentence}, status=422)
    known = read_roster(people_csv, name=row.people_name or PEOPLE_FILE).people if people_csv else ()
    asked = _asked(request, preview, known)
    if request.method == "GET":
        return _page(request, row, preview, asked, status=200)
    return _answered(request, row, preview, known, asked)


@opens_to(Who.LEADS)
@require_safe
def people_file(request: DeskRequest, audit_id: UUID) -> HttpResponse:
    """Hand out the people file of an audit, with what was said on its page."""
    text = people_csv_of(request.staff.id, audit_id)
    if not text:
        raise Http404
    return _csv(text)


@opens_to(Who.LEADS)
@require_safe
def template(request: DeskRequest) -> HttpResponse:  # noqa: ARG001  # a view takes one
    """Hand out a people file to start from."""
    return _csv(template_csv())


def _answered(
    request: DeskRequest, row: AuditRow, preview: Preview, known: Sequence[Person], asked: Sequence[Asked]
) -> HttpResponse:
    forms_sent = [one.form for one in asked]
    mistaken = [form for form in forms_sent if not form.is_valid()]  # a list: every mistake shows at once
    if mistaken or names_taken(forms_sent, known):
        return _page(request, row, preview, asked, status=422)
    same_as = {one.name: str(one.form.cleaned_data["person"]) for one in _chose(asked, SAME)}
    added = {one.name: one.form.added(platform=row.platform) for one in _chose(asked, ADD)}
    everyone = people_after(known, same_as=same_as, added=added)
    people_csv = write_roster(everyone)
    try:
        read_roster(people_csv, name=PEOPLE_FILE, today=request.deps.now().date())
    except RosterRefused as refused:
        if not everyone:
            return _page(request, row, preview, asked, problem=say("people.nobody"), status=422)
        adding = {one.form.cleaned_data["name"]: one.form for one in _chose(asked, ADD)}
        left = placed(refused.problems, everyone, adding)
        return _page(request, row, preview, asked, mistakes=left, status=422)
    who = WhoIsWho(
        people_csv=people_csv,
        people_name=row.people_name or PEOPLE_FILE,
        exporter=_exporter(request, preview),
        messages=preview.messages,
    )
    queue_audit(deps=request.deps, actor=request.staff, audit_id=row.id, people=who)
    return HttpResponseRedirect(reverse("audit", args=[row.id]))


def _chose(asked: Sequence[Asked], choice: str) -> list[Asked]:
    return [one for one in asked if one.form.cleaned_data["choice"] == choice]


def _preview(request: DeskRequest, row: AuditRow, people_csv: str) -> Preview | Refused:
    try:
        chat = open_upload(request.deps.uploads, row.id)
    except FileNotFoundError:
        return Refused(sentence=say("audit.end.file_gone"))
    with chat:
        return preview_chat(
            chat=chat,
            name=row.chat_name,
            people=people_csv or None,
            people_name=row.people_name or PEOPLE_FILE,
            dates=DateOrder(row.dates) if row.dates else None,
        )


def _asked(request: DeskRequest, preview: Preview, known: Sequence[Person]) -> list[Asked]:
    unknown = sorted(
        (name for name in preview.names if name.matched is None), key=lambda name: -name.messages
    )
    sent = request.POST.dict() if request.method == "POST" else None
    names = [person.name for person in known]
    return [
        Asked(
            name=one.name,
            messages=one.messages,
            first_at=one.first_at,
            why=one.why,
            form=NameForm.of(number, written=one.name, near=one.near, people=names, sent=sent),
        )
        for number, one in enumerate(unknown[:MOST_ASKED])
    ]


def _exporter(request: DeskRequest, preview: Preview) -> str:
    asked = request.POST.get("exporter", "")
    return asked if asked in {name.name for name in preview.names} else ""


def _page(
    request: DeskRequest,
    row: AuditRow,
    preview: Preview,
    asked: Sequence[Asked],
    *,
    status: int,
    problem: str = "",
    mistakes: Sequence[Mistake] = (),
) -> HttpResponse:
    recognised = [name for name in preview.names if name.matched is not None]
    in_forms = [mistake for one in asked for mistake in mistakes_of(one.name, one.form)]
    values = {
        "audit": row,
        "preview": preview,
        "messages": count(preview.messages, "message"),
        "span": stretch(preview.first_at, preview.last_at),
        "exporter": _exporter(request, preview),
        "recognised": recognised,
        "asked": asked,
        "can_match": bool(preview.people),
        "has_file": bool(preview.people),
        "date_words": WORDS[DateOrder(preview.date_order)],
        "left_out": len(preview.names) - len(recognised) - len(asked),
        "problem": problem,
        "mistakes": [*in_forms, *mistakes],
    }
    return render(request, "pages/people.html", values, status=status)


def _csv(text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{PEOPLE_FILE}"'}
    # With a byte order mark, or Excel misreads every accent.
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)
