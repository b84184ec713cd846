from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import audit_sample
from tests.chats import CHAT
from tests.handing_in import hand_in, handed_in, queued, ready
from tests.page import open_page, page_of

from handrail.entrypoints.jobs.audits import make_next_audit
from handrail.store.models import Audit
from handrail.ui.report.words import size


def test_an_empty_list_says_what_to_do_next(desk):
    page = open_page(desk, "/audits")
    assert "Audit a chat" in page.text
    assert "/audits/new" in page.links


def test_a_chat_is_kept_readable_for_the_server_alone(desk, uploads):
    audit = handed_in(desk)
    kept = uploads / str(audit.id)
    assert kept.read_bytes() == CHAT
    assert kept.stat().st_mode & 0o777 == 0o600
    assert audit.chat_size_bytes == len(CHAT)
    assert [path.name for path in uploads.iterdir()] == [str(audit.id)]


def test_after_the_chat_comes_the_page_about_its_people(desk):
    assert hand_in(desk).headers["Location"].endswith("/people")


def test_a_form_without_a_chat_says_so(desk):
    page = page_of(desk.post("/audits/new", {"id": str(uuid4())}), status=422)
    assert page.one("p", role="alert").text == "Choose the chat you exported."


@pytest.mark.parametrize(
    "chat", [b"", b"just some text\nthat is no chat\n", b"PK\x03\x04 broken", bytes(range(256)) * 9]
)
def test_what_is_not_a_chat_is_refused_in_one_sentence_and_not_kept(desk, uploads, chat):
    page = page_of(hand_in(desk, chat=chat), status=422)
    assert len(page.one("p", role="alert").text) > 10
    assert not Audit.objects.exists()
    assert not list(uploads.iterdir())


def test_a_people_file_with_a_mistake_names_the_line(desk, uploads):
    page = page_of(hand_in(desk, people="name,role\nAna,teacher\n"), status=422)
    assert "people.csv:2" in page.one("p", role="alert").text
    assert not list(uploads.iterdir())


def test_a_chat_over_the_limit_is_refused(desk, settings, uploads):
    settings.UPLOAD_LIMIT_BYTES = 10
    assert "larger than 10 bytes" in page_of(hand_in(desk), status=422).text
    assert not list(uploads.iterdir())


def test_a_body_far_over_the_limit_is_refused_before_it_is_read(desk, settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    huge = desk.generic("POST", "/audits/new", b"x", CONTENT_LENGTH=str(10**10))
    page_of(huge, status=413)


def test_an_order_of_dates_that_nobody_offered_is_refused_in_one_sentence_and_nothing_stays(desk, uploads):
    page = page_of(hand_in(desk, dates="dym"), status=422)
    assert "Choose how the telephone wrote dates from the list." in page.text
    assert not Audit.objects.exists()
    assert not list(uploads.iterdir())


def test_a_form_sent_twice_is_one_audit(desk):
    audit_id = uuid4()
    hand_in(desk, audit_id=audit_id)
    again = hand_in(desk, audit_id=audit_id)
    assert again.headers["Location"] == f"/audits/{audit_id}"
    assert Audit.objects.count() == 1


def test_an_id_that_a_colleague_used_already_is_refused(desk, signed_in, colleague):
    audit_id = uuid4()
    hand_in(signed_in(colleague), audit_id=audit_id)
    page = page_of(hand_in(desk, audit_id=audit_id), status=422)
    assert "handed in already" in page.text
    assert str(audit_id) not in page.html


def test_a_form_with_a_broken_id_is_refused(desk):
    response = desk.post("/audits/new", {"id": "../etc", "chat": SimpleUploadedFile("a.txt", CHAT)})
    assert "not complete" in page_of(response, status=422).text


def test_the_name_of_the_file_never_becomes_a_path(desk, uploads):
    chat = BytesIO(CHAT)
    chat.name = "../../evil.txt"
    desk.post("/audits/new", {"id": str(uuid4()), "chat": chat})
    assert {path.name for path in uploads.iterdir()} == {str(Audit.objects.get().id)}


def test_the_invented_chat_can_be_tried_at_once(desk):
    response = desk.post("/audits/example")
    assert open_page(desk, response.headers["Location"]).one("h1").text == "Who is who?"


@pytest.mark.parametrize(
    "part", ["", "/people", "/people.csv", "/progress", "/report.html", "/report.json", "/delete"]
)
def test_a_colleagues_audit_is_not_there(desk, signed_in, colleague, deps, part):
    audit = ready(signed_in(colleague), deps)
    open_page(desk, f"/audits/{audit.id}{part}", status=404)


def test_a_colleague_cannot_delete_it_either(desk, signed_in, colleague, deps, uploads):
    audit = ready(signed_in(colleague), deps)
    page_of(desk.post(f"/audits/{audit.id}/delete"), status=404)
    assert Audit.objects.filter(id=audit.id).exists()
    assert (uploads / str(audit.id)).exists()


def test_the_list_shows_only_ones_own(desk, signed_in, colleague):
    handed_in(signed_in(colleague))
    assert "Tuesday" not in open_page(desk, "/audits").text


def test_the_list_shows_each_audit_where_it_stands(desk, deps):
    handed_in(desk)
    queued(desk)
    ready(desk, deps)
    text = open_page(desk, "/audits").text
    assert "Waits for you" in text
    assert "Being read" in text
    assert "37 would be refused" in text


def test_what_is_not_finished_stands_first_and_says_what_comes_next(desk, deps):
    waits = handed_in(desk)
    ended = handed_in(desk)
    Audit.objects.filter(id=ended.id).update(
        queued_at=ended.made_at, started_at=ended.made_at, finished_at=ended.made_at, refused_because="Why."
    )
    reading = queued(desk)
    Audit.objects.filter(id=reading.id).update(
        started_at=reading.made_at, messages_read=6, messages_expected=10
    )
    ready(desk, deps)
    page = open_page(desk, "/audits")
    assert [tag.text for tag in page.all("h2")] == ["Not finished", "Reports"]
    steps = [tag.text for tag in page.all("p") if "audit__next" in tag.attrs.get("class", "")]
    assert sorted(steps) == [
        "Next: say who is who. Then the chat is read.",
        "Next: try again, or delete it.",
        "The chat is being read, 60 % so far.",
    ]
    assert f"/audits/{waits.id}" in page.links


def test_what_is_not_finished_is_told_apart_by_file_time_size_and_people(desk):
    for chat, people in ((CHAT, None), (CHAT * 30, "name,role\nPriya Nair,representative\n")):
        handed_in(desk, chat=chat, people=people)
    lines = [
        tag.text for tag in open_page(desk, "/audits").all("p") if "audit__file" in tag.attrs.get("class", "")
    ]
    assert [line.split(" · ")[1:] for line in lines] == [
        [size(len(CHAT * 30)), "with people.csv"],
        [size(len(CHAT)), "no people file"],
    ]
    assert all(line.startswith("Handed in ") for line in lines)
    assert lines[0] != lines[1]


def test_files_of_one_name_handed_in_within_a_minute_show_the_second(desk):
    early, late = handed_in(desk), handed_in(desk)
    at = early.made_at.replace(microsecond=0, second=5)
    Audit.objects.filter(id=early.id).update(made_at=at)
    Audit.objects.filter(id=late.id).update(made_at=at.replace(second=41))
    text = open_page(desk, "/audits").text
    assert ":05 ·" in text
    assert ":41 ·" in text


def test_the_list_takes_the_same_few_queries_however_long_it_is(desk, django_assert_max_num_queries):
    for _ in range(5):
        handed_in(desk)
    with django_assert_max_num_queries(3):
        desk.get("/audits")


def test_while_the_chat_is_read_the_page_says_how_far(desk):
    audit = queued(desk)
    Audit.objects.filter(id=audit.id).update(started_at=audit.made_at, messages_read=6, messages_expected=10)
    assert "60 % read" in open_page(desk, f"/audits/{audit.id}").text
    part = desk.get(f"/audits/{audit.id}/progress")
    assert "60 % read" in part.text
    assert "<html" not in part.text


def test_when_it_has_ended_the_page_is_sent_on(desk, deps):
    audit = ready(desk, deps)
    part = desk.get(f"/audits/{audit.id}/progress", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == f"/audits/{audit.id}"


def test_a_report_is_a_good_page(desk, deps):
    audit = ready(desk, deps)
    page = open_page(desk, f"/audits/{audit.id}")
    assert page.one("h1").text == "Tuesday group"
    assert "For six weeks one adult was alone" in page.text
    assert audit_sample.HOSTILE.replace("  ", " ") in page.text


def test_a_report_is_saved_as_one_file_whose_name_tells_nothing(desk, deps):
    audit = ready(desk, deps)
    response = desk.get(f"/audits/{audit.id}/report.html")
    assert "attachment" in response.headers["Content-Disposition"]
    assert "Tuesday" not in response.headers["Content-Disposition"]
    assert "<link" not in response.text


def test_a_report_is_handed_out_as_json(desk, deps):
    audit = ready(desk, deps)
    body = desk.get(f"/audits/{audit.id}/report.json").json()
    assert body["schema"] == "handrail.audit/1"


def test_a_report_of_another_version_says_so_instead_of_breaking(desk, deps):
    audit = ready(desk, deps)
    Audit.objects.filter(id=audit.id).update(report_json='{"schema": "handrail.audit/0"}')
    assert "another version" in open_page(desk, f"/audits/{audit.id}").text
    open_page(desk, f"/audits/{audit.id}/report.html", status=404)


def test_a_report_that_is_not_ready_cannot_be_downloaded(desk):
    audit = queued(desk)
    open_page(desk, f"/audits/{audit.id}/report.html", status=404)
    open_page(desk, f"/audits/{audit.id}/report.json", status=404)


def test_deleting_asks_first_and_then_removes_the_file_and_the_report(desk, deps, uploads):
    audit = ready(desk, deps)
    assert "cannot be undone" in open_page(desk, f"/audits/{audit.id}/delete").text
    assert Audit.objects.exists()
    assert desk.post(f"/audits/{audit.id}/delete").headers["Location"] == "/audits"
    assert not Audit.objects.exists()
    assert not list(uploads.iterdir())


def test_after_deleting_the_list_says_so_once(desk, deps):
    audit = ready(desk, deps)
    page = page_of(desk.post(f"/audits/{audit.id}/delete", follow=True))
    assert page.one("p", role="status").text.startswith("The audit was deleted.")
    assert not [tag for tag in open_page(desk, "/audits").all("p") if tag.attrs.get("role") == "status"]


def test_the_people_file_to_start_from_can_be_downloaded(desk):
    response = desk.get("/audits/people-template.csv")
    assert response.content.startswith(b"\xef\xbb\xbfname,")


def test_the_whole_way_from_the_chat_to_the_report(desk, deps):
    audit = queued(desk)
    assert make_next_audit(deps)
    page = open_page(desk, f"/audits/{audit.id}")
    assert "Preeya N" in page.text
    assert page.one("h1").text == "Tuesday group"
