"""A form sent twice at once, as by a double click: both answers lead to the same result."""

from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.at_once import at_once
from tests.chats import CHAT
from tests.handing_in import hand_in, handed_in, ready
from tests.page import open_page, page_of

from handrail.store.models import Audit

pytestmark = pytest.mark.django_db(transaction=True)
LARGE = CHAT * 2000  # long enough that the second comes while the first is being read
TIMES = 4


@pytest.fixture
def desks(lead, signed_in, settings):
    settings.UPLOAD_LIMIT_BYTES = 10 * len(LARGE)
    return [signed_in(lead) for _ in range(TIMES)]


def test_a_chat_handed_in_twice_at_once_is_one_audit_for_both(desks, uploads):
    audit_id = uuid4()
    answers = at_once([partial(hand_in, desk, chat=LARGE, audit_id=audit_id) for desk in desks])
    assert {answer.status_code for answer in answers} == {302}
    ends = {desks[0].get(answer.headers["Location"], follow=True).request["PATH_INFO"] for answer in answers}
    assert ends == {f"/audits/{audit_id}/people"}
    assert [audit.id for audit in Audit.objects.all()] == [audit_id]
    assert [path.name for path in uploads.iterdir()] == [str(audit_id)]


def test_what_is_no_chat_is_refused_in_the_same_words_to_both(desks, uploads):
    audit_id, text = uuid4(), b"just some text\nthat is no chat\n" * 20_000
    answers = at_once([partial(hand_in, desk, chat=text, audit_id=audit_id) for desk in desks])
    said = {page_of(answer, status=422).one("p", role="alert").text for answer in answers}
    assert len(said) == 1
    assert "handed in already" not in said.pop()
    assert not Audit.objects.exists()
    assert not list(uploads.iterdir())


def test_an_invented_chat_asked_for_twice_at_once_is_one_audit(desks):
    page = open_page(desks[0], "/audits")
    form_id = page.one("input", name="id").attrs["value"]
    answers = at_once([partial(desk.post, "/audits/example", {"id": form_id}) for desk in desks])
    assert {answer.status_code for answer in answers} == {302}
    assert Audit.objects.get().id == UUID(form_id)


def test_saying_who_is_who_twice_at_once_makes_one_audit(desks):
    audit = handed_in(desks[0])
    path, body = f"/audits/{audit.id}/people", {"name-0-choice": "unknown"}
    answers = at_once([partial(desk.post, path, body) for desk in desks])
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, f"/audits/{audit.id}")
    }


def test_deleting_twice_at_once_leads_both_to_the_list(desks, deps):
    audit = ready(desks[0], deps)
    answers = at_once([partial(desk.post, f"/audits/{audit.id}/delete") for desk in desks])
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {(302, "/audits")}
    assert not Audit.objects.exists()
