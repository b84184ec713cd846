"""What tests of the desk do again and again: hand in a chat, say who is who, have the report made."""

from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import audit_sample
from tests.chats import CHAT, PEOPLE
from tests.page import page_of

from handrail.actions.finish_audit import finish_audit
from handrail.store.models import Audit


def hand_in(
    client: Client, *, chat: bytes = CHAT, people: str | None = PEOPLE, audit_id: UUID | None = None, **more
):
    body: dict[str, object] = {"id": str(audit_id or uuid4()), "dates": "", **more}
    body["chat"] = SimpleUploadedFile("Tuesday.txt", chat)
    if people is not None:
        body["people"] = SimpleUploadedFile("people.csv", people.encode())
    return client.post("/audits/new", body)


def handed_in(client: Client, **more) -> Audit:
    response = hand_in(client, **more)
    assert response.status_code == 302, page_of(response, status=response.status_code).text
    return Audit.objects.latest("made_at")


def queued(client: Client, **more) -> Audit:
    audit = handed_in(client, **more)
    assert client.post(f"/audits/{audit.id}/people", {"name-0-choice": "unknown"}).status_code == 302
    return audit


def ready(client: Client, deps, **changes) -> Audit:
    audit = queued(client)
    Audit.objects.filter(id=audit.id).update(started_at=deps.now())
    assert finish_audit(deps=deps, audit_id=audit.id, report=audit_sample.report(**changes))
    return audit
