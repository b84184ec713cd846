from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.actions.kept import keep
from tests.chats import CHAT
from tests.core.record.signers import AT_S, witness_key
from tests.page import open_page, page_of
from tests.staff import NOW, PASSWORD, open_staff

from handrail.actions.add_cosignatures import Added, add_cosignatures
from handrail.actions.erase_content import Erased, Erasing, erase_content
from handrail.core.record.cosignature import cosign
from handrail.core.record.notes import parse_note, print_signatures
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.core.record.witness_request import WitnessRequest, print_witness_request
from handrail.entrypoints.desk import record, record_rows
from handrail.store.models import Conversation, Opening
from handrail.store.reads.conversations import chain
from handrail.store.reads.key_files import GUARD, MASTER, WITNESSES, signing_key
from handrail.store.reads.log import head

pytestmark = pytest.mark.django_db
LONG_AGO, FAR_AHEAD = date(2000, 1, 1), date(2200, 1, 1)


def another(number: int) -> bytes:
    return CHAT + f"14/02/2026, 10:0{number} - Priya Nair: see you all\n".encode()


def last_on(conversation_id, day):
    Conversation.objects.filter(id=conversation_id).update(last_on=day)


def erase(deps, lead, kept):
    erasing = Erasing(conversation_id=kept.conversation_id, numbers=(), basis="no longer needed", rule="4")
    assert isinstance(erase_content(deps=deps, actor=lead, erasing=erasing), Erased)


@pytest.fixture
def auditor(signed_in, lead):
    return signed_in(open_staff("audit@brooklane.example", role="auditor", full_name="Una Fry"))


@pytest.mark.parametrize("role", ["lead", "deputy", "auditor"])
def test_leads_deputies_and_auditors_see_the_record_and_have_it_in_the_navigation(role, signed_in, lead):
    page = open_page(signed_in(open_staff(f"{role}2@brooklane.example", role=role)), "/record")
    assert page.one("h1").text == "Record"
    page.one("a", href="/record", aria_current="page")


def test_a_representative_does_not(signed_in, lead):
    staff = open_staff("rep@brooklane.example", role="representative")
    open_page(signed_in(staff), "/record", status=403)


def test_nobody_sees_it_without_signing_in():
    assert Client().get("/record").headers["Location"] == "/sign-in?next=%2Frecord"


def test_an_auditor_begins_at_the_record(auditor, lead):
    assert auditor.get("/").headers["Location"] == "/record"
    page = open_page(Client(), "/sign-in")
    assert page.one("input", name="next").attrs["value"] == ""
    body = {"email": "audit@brooklane.example", "password": PASSWORD, "next": ""}
    assert Client().post("/sign-in", body).headers["Location"] == "/record"


def test_who_is_not_signed_in_begins_at_sign_in(desk):
    assert Client().get("/").headers["Location"] == "/sign-in"
    assert desk.get("/").headers["Location"] == "/audits"


def test_an_empty_record_says_what_to_do(desk, auditor):
    page = open_page(desk, "/record")
    assert "No conversation is kept yet" in page.text
    assert "/audits/new" in page.links
    assert "/audits/new" not in open_page(auditor, "/record").links  # an auditor cannot open it


def test_the_figures_are_those_of_the_log(desk, deps, lead, keys):
    keep(deps, lead)
    now = head()
    assert now is not None
    page = open_page(desk, "/record")
    assert f"{now.size} entries in the record" in page.text
    assert "0 wait for a place in it" in page.text
    assert "1 conversation kept" in page.text
    assert f"1 June 2026, 10:30, at {now.size} entries" in page.text
    assert page.one("code", data_copy_text="").text == print_verifier_key(signing_key(keys).verifier)
    assert "Ask somebody outside to be the witness" in page.text


def test_a_witness_is_named_with_when_it_last_signed(desk, deps, lead):
    keep(deps, lead)
    key, now = witness_key(), head()
    assert now is not None
    known = f"log {print_verifier_key(signing_key(deps.keys).verifier)}\n"
    known += f"witness council {print_verifier_key(key.verifier)}\nquorum council\n"
    (deps.keys / WITNESSES).write_text(known, encoding="ascii")
    assert "Has not cosigned yet" in open_page(desk, "/record").text
    lines = print_signatures([cosign(parse_note(now.note), key, at_s=AT_S)])
    request = print_witness_request(WitnessRequest(old_size=0, proof=(), note=now.note))
    assert isinstance(add_cosignatures(deps=deps, request=request, lines=lines), Added)
    text = open_page(desk, "/record").text
    assert f"witness.council.exampleLast cosigned at {now.size} entries, on 23 November 2026" in text


def test_a_list_of_witnesses_that_cannot_be_read_is_told_of(desk, deps):
    (deps.keys / WITNESSES).write_text("nonsense\n", encoding="ascii")
    assert "The list of witnesses cannot be read" in open_page(desk, "/record").text


def test_what_is_due_stands_first_and_is_marked(desk, deps, lead):
    due = keep(deps, lead)
    later = keep(deps, lead, another(1))
    last_on(due.conversation_id, LONG_AGO)
    last_on(later.conversation_id, FAR_AHEAD)
    page = open_page(desk, "/record")
    rows = [link for link in page.links if link.startswith("/record/")]
    assert rows == [f"/record/{due.conversation_id}", f"/record/{later.conversation_id}"]
    assert "Look now: due 31 March 2000" in page.text
    assert "Look again 1 April 2200" in page.text
    assert page.one("li", class_="tile tile--need").text == "1 due to be looked at"


def test_what_was_erased_whole_is_not_due_and_shows_no_name(desk, deps, lead):
    kept = keep(deps, lead)
    last_on(kept.conversation_id, LONG_AGO)
    erase(deps, lead, kept)
    page = open_page(desk, "/record")
    assert f"Conversation {str(kept.conversation_id)[:8]}, name erased" in page.text
    assert "0 due to be looked at" in page.text
    assert "Look now" not in page.text


def test_no_message_is_shown(desk, deps, lead):
    keep(deps, lead)
    assert "Tuesday.txt" in open_page(desk, "/record").text
    assert "pizza" not in open_page(desk, "/record").html


def test_a_name_that_was_tampered_with_or_whose_key_is_gone_does_not_hide_the_list(desk, deps, lead):
    kept = keep(deps, lead)
    first = chain(kept.conversation_id)[0]
    Opening.objects.filter(leaf_hash=first, field="name").update(ciphertext=b"x" * 60)
    assert "its name cannot be opened" in open_page(desk, "/record").text
    (deps.keys / MASTER).unlink()
    assert "its name cannot be opened" in open_page(desk, "/record").text


def test_the_list_takes_the_same_queries_however_long_it_is(desk, deps, lead):
    def queries() -> int:
        with CaptureQueriesContext(connections["default"]) as one:
            with CaptureQueriesContext(connections["content_keys"]) as other:
                desk.get("/record")
            return len(one) + len(other)

    keep(deps, lead)
    few = queries()
    for number in range(5):
        keep(deps, lead, another(number))
    assert queries() == few
    assert few <= 18


@pytest.mark.parametrize(
    ("asked", "shown"), [("2", "2 of 2"), ("99", "2 of 2"), ("0", "1 of 2"), ("x", "1 of 2")]
)
def test_a_long_list_comes_in_pages(desk, deps, lead, monkeypatch, asked, shown):
    monkeypatch.setattr(record_rows, "ON_ONE_PAGE", 1)
    keep(deps, lead)
    keep(deps, lead, another(1))
    page = open_page(desk, f"/record?page={asked}")
    assert f"Page {shown}" in page.text
    assert len([link for link in page.links if link.startswith("/record/")]) == 1


def test_the_check_says_that_the_record_is_whole_and_against_what_it_was_held(desk, deps, lead):
    keep(deps, lead)
    page = page_of(desk.post("/record/check"))
    assert page.one("h1").text == "The record is whole"
    assert "Held againstthe guard file" in page.text


def test_the_check_shows_what_is_wrong_and_what_to_do(desk, deps, lead):
    kept = keep(deps, lead)
    leaf = chain(kept.conversation_id)[3]
    Opening.objects.filter(leaf_hash=leaf, field="body").update(ciphertext=b"x" * 60)
    page = page_of(desk.post("/record/check"))
    assert page.one("h1").text == "Something is wrong with the record"
    assert "`body` was changed" in page.one("li", class_="notice notice--stop").text
    assert "Change and erase nothing" in page.text


def test_the_check_says_when_nothing_outside_was_compared_and_shows_notices(desk, deps, lead, keys):
    keep(replace(deps, now=lambda: NOW + timedelta(days=1)), lead)
    keep(deps, lead, another(1))
    (keys / GUARD).unlink()
    page = page_of(desk.post("/record/check"))
    assert page.one("h1").text == "The record is whole"
    assert "nothing outside the database" in page.text
    assert "clock" in page.one("section", aria_labelledby="notices-heading").text


def test_a_large_record_is_checked_by_command_only(desk, deps, lead, monkeypatch):
    keep(deps, lead)
    monkeypatch.setattr(record, "MOST_ENTRIES", 5)
    page = open_page(desk, "/record")
    assert "handrail record verify" in page.text
    assert "Check the whole record" not in page.text
    sent = page_of(desk.post("/record/check"), status=409)
    assert "handrail record verify" in sent.one("p", role="alert").text


def test_only_leads_have_the_record_checked_and_not_by_a_link(desk, auditor):
    assert "Check the whole record" not in open_page(auditor, "/record").text
    page_of(auditor.post("/record/check"), status=403)
    assert desk.get("/record/check").status_code == 405


@pytest.mark.parametrize("part", ["", "/evidence", "/hold", "/keep", "/erase", f"/holds/{uuid4()}/release"])
def test_a_conversation_that_is_not_there_is_not_found(desk, part):
    open_page(desk, f"/record/{uuid4()}{part}", status=404)


@pytest.mark.parametrize("part", ["/evidence", "/hold", "/keep", "/erase", f"/holds/{uuid4()}/release"])
def test_nothing_is_done_to_a_conversation_that_is_not_there(desk, part):
    page_of(desk.post(f"/record/{uuid4()}{part}", {"reason": "so"}), status=404)
