"""Taking a conversation out of the record, as a pack that a stranger can check."""

import re
import tempfile
from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from handrail.actions._unsealing import NotOpened, unsealed
from handrail.actions.export_evidence import Export, export_evidence
from handrail.actions.refused import Refused
from handrail.entrypoints.desk.conversation import deed_page, there
from handrail.entrypoints.desk.gate import Who, opens_to
from handrail.entrypoints.desk.record_rows import Row
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.conversations import chain
from handrail.wording.words import say

PAGE = "pages/evidence.html"
ALL = "all"  # of the messages; whatever else is chosen names the first and the last
MOST_MESSAGES = 20_000  # that are put into a pack while somebody waits for it: some minutes' work
ARRIVED = "handrail-pack"  # cookie by which the page knows that the pack has come
_TOKEN = re.compile(r"[0-9]{1,20}")
_NUMBER = re.compile(r"[0-9]{1,9}")


@opens_to(Who.LEADS_AND_AUDITORS)
@require_http_methods(["GET", "POST"])
def evidence(request: DeskRequest, conversation_id: UUID) -> HttpResponseBase:
    """Ask what is to be in the pack and why; then hand it out."""
    row = there(request, conversation_id)
    if request.method == "GET":
        return _form(request, row, problem="")
    numbers = _numbers(request, row)
    if isinstance(numbers, Refused):
        return _form(request, row, problem=numbers.sentence)
    export = Export(
        conversation_id=row.id,
        reason=request.POST.get("reason", ""),
        numbers=numbers,
        without=frozenset(request.POST.getlist("without")),
    )
    if len(numbers or range(row.messages)) > MOST_MESSAGES:
        return _form(request, row, problem=say("record.evidence.too_large", messages=f"{MOST_MESSAGES:,}"))
    return _pack(request, row, export)


def _pack(request: DeskRequest, row: Row, export: Export) -> HttpResponseBase:
    request.deps.uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Readable for the server alone and without a name: it is gone with whatever happens to this answer.
    pack = tempfile.TemporaryFile(dir=request.deps.uploads)  # noqa: SIM115  # closed with the answer
    try:
        answer = export_evidence(deps=request.deps, actor=request.staff, export=export, out=pack)
    except BaseException:
        pack.close()
        raise
    if isinstance(answer, Refused):
        pack.close()
        return _form(request, row, problem=answer.sentence)
    pack.seek(0)
    # The name tells nothing of the chat: names of files end up in lists that others see.
    name = f"handrail-evidence-{str(row.id)[:8]}.zip"
    response = FileResponse(pack, as_attachment=True, filename=name, content_type="application/zip")
    _tell_page(request, response)
    return response


def _tell_page(request: DeskRequest, response: FileResponse) -> None:
    """Send back the number that the page's script put into the form: a download tells a page nothing else."""
    token = request.POST.get("token", "")
    if _TOKEN.fullmatch(token):
        secure = request.is_secure()
        response.set_cookie(ARRIVED, token, max_age=60, path=request.path, secure=secure, samesite="Strict")


def _numbers(request: DeskRequest, row: Row) -> tuple[int, ...] | Refused:
    """Return the numbers that were asked for; empty for all."""
    if request.POST.get("which") == ALL:
        return ()
    first, last = (request.POST.get(name, "").strip() for name in ("first", "last"))
    if not (_NUMBER.fullmatch(first) and _NUMBER.fullmatch(last)) or not 0 < int(first) <= int(last):
        return Refused(sentence=say("record.evidence.numbers"))
    # One beyond the last is enough for the action to refuse: nobody makes us count to a billion.
    return tuple(range(int(first), min(int(last), row.messages + 1) + 1)) or (int(first),)


def _form(request: DeskRequest, row: Row, *, problem: str) -> HttpResponseBase:
    chosen = frozenset(request.POST.getlist("without"))
    return deed_page(
        request,
        PAGE,
        row,
        problem=problem,
        authors=[(name, name in chosen) for name in _authors(request, row)],
        which=request.POST.get("which", ""),
        first=request.POST.get("first", ""),
        last=request.POST.get("last", ""),
    )


def _authors(request: DeskRequest, row: Row) -> list[str]:
    """Return who wrote in the conversation, as far as it was not erased."""
    broken: list[NotOpened] = []  # the pack itself is refused where something of it was changed
    opened = unsealed(request.deps, chain(row.id), field="author", broken=broken)
    names = {str(one.value) for some in opened.values() for one in some if one.value is not None}
    return sorted(names, key=str.casefold)
