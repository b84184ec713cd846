import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from tests.actions.kept import keep
from tests.handing_in import queued
from tests.page import open_page, page_of
from tests.staff import open_staff

from handrail.actions.erase_content import Erased, Erasing, erase_content
from handrail.actions.place_hold import Held, place_hold
from handrail.entrypoints.jobs.audits import make_next_audit
from handrail.store.models import Conversation, Hold, HoldRelease
from handrail.store.reads.conversations import erased_count, is_held
from handrail.store.reads.log import head

pytestmark = pytest.mark.django_db
WHY = {"reason": "an inquiry began"}
GROUND = {"basis": "request by the person", "rule": "SG04/4", "word": "ERASE"}


@pytest.fixture
def kept(deps, lead):
    return keep(deps, lead).conversation_id


@pytest.fixture
def hold(deps, lead, kept):
    held = place_hold(deps=deps, actor=lead, conversation_id=kept, reason="an inquiry began")
    assert isinstance(held, Held)
    return held.hold_id


@pytest.fixture
def auditor(signed_in, lead):
    return signed_in(open_staff("audit@brooklane.example", role="auditor", full_name="Una Fry"))


def problem(response) -> str:
    return page_of(response, status=422).one("p", role="alert").text


def size() -> int:
    now = head()
    assert now is not None
    return now.size


def test_a_conversation_is_shown_in_names_and_numbers(desk, kept):
    page = open_page(desk, f"/record/{kept}")
    assert page.one("h1").text == "Tuesday.txt"
    assert "7 messages, imported: kept as exported, not witnessed." in page.text
    assert "Look again on 14 May 2026" in page.text
    assert "Counted from its last message of 13 February 2026" in page.text
    assert "ErasedNothing" in page.text
    assert "pizza" not in page.html
    assert "Jo Bright" not in page.html


def test_a_lead_is_offered_every_deed_and_an_auditor_only_evidence_and_hold(desk, auditor, kept, hold):
    deeds = {f"/record/{kept}/{deed}" for deed in ("evidence", "hold", "keep", "erase")}
    deeds |= {f"/record/{kept}/holds/{hold}/release"}
    assert deeds <= set(open_page(desk, f"/record/{kept}").links)
    offered = deeds & set(open_page(auditor, f"/record/{kept}").links)
    assert offered == {f"/record/{kept}/evidence", f"/record/{kept}/hold"}


@pytest.mark.parametrize("part", ["keep", "erase", "release"])
def test_an_auditor_cannot_open_or_send_what_is_for_leads(auditor, kept, hold, part):
    path = f"/record/{kept}/{f'holds/{hold}/release' if part == 'release' else part}"
    open_page(auditor, path, status=403)
    page_of(auditor.post(path, WHY | GROUND | {"retention": "logistics"}), status=403)
    assert not HoldRelease.objects.exists()
    assert erased_count(kept) == 0


@pytest.mark.parametrize("part", ["", "/evidence", "/hold", "/keep", "/erase"])
def test_a_representative_opens_none_of_it(signed_in, kept, part):
    staff = open_staff("rep@brooklane.example", role="representative")
    open_page(signed_in(staff), f"/record/{kept}{part}", status=403)


@pytest.mark.parametrize("part", ["hold", "keep", "erase", "evidence"])
def test_a_form_without_its_token_changes_nothing(desk, kept, part):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    before = size()
    page_of(strict.post(f"/record/{kept}/{part}", WHY | GROUND | {"retention": "logistics"}), status=403)
    assert size() == before


def test_a_hold_is_placed_with_who_when_and_why(desk, kept):
    open_page(desk, f"/record/{kept}/hold")
    response = desk.post(f"/record/{kept}/hold", WHY)
    page = open_page(desk, response.headers["Location"])
    assert "The legal hold stands" in page.one("p", role="status").text
    assert "an inquiry beganStands Placed by Sam Okafor" in page.text
    assert is_held(kept)


def test_a_hold_form_sent_twice_is_one_hold(desk, kept):
    sent = open_page(desk, f"/record/{kept}/hold").one("input", name="id").attrs["value"]
    for _ in range(2):
        assert desk.post(f"/record/{kept}/hold", WHY | {"id": sent}).status_code == 302
    assert Hold.objects.count() == 1


def test_the_id_of_another_conversations_hold_places_none(desk, deps, lead, kept, hold):
    other = keep(deps, lead, b"03/02/2026, 16:30 - Ana: hi\n").conversation_id
    sentence = problem(desk.post(f"/record/{other}/hold", WHY | {"id": str(hold)}))
    assert sentence == f"there is a legal hold `{hold}` on another conversation"
    assert not is_held(other)


def test_a_hold_without_a_reason_is_refused_with_the_actions_sentence(desk, kept):
    assert problem(desk.post(f"/record/{kept}/hold", {"reason": " "})) == "a legal hold has a reason"
    assert not Hold.objects.exists()


def test_an_auditor_places_a_hold(auditor, kept):
    assert auditor.post(f"/record/{kept}/hold", WHY).status_code == 302
    assert is_held(kept)


def test_a_hold_ends_with_a_second_person_and_the_first_sees_that_it_takes_one(
    desk, signed_in, colleague, kept, hold
):
    path = f"/record/{kept}/holds/{hold}/release"
    assert "only when a second person" in open_page(desk, path).text
    assert desk.post(path, {"reason": "it ended"}).headers["Location"].endswith("?done=half_released")
    page = open_page(desk, f"/record/{kept}?done=half_released")
    assert "You have released it. It stands until a second person does, too." in page.text
    assert path not in page.links
    assert "You have released this hold" in open_page(desk, path).text
    assert problem(desk.post(path, {"reason": "again"})).startswith("you have released it already")
    deputy = signed_in(colleague)
    assert "With your word it ends" in open_page(deputy, path).text
    assert deputy.post(path, {"reason": "yes"}).headers["Location"].endswith("?done=released")
    page = open_page(desk, f"/record/{kept}?done=released")
    assert "Released by Sam Okafor" in page.text
    assert "Released by Ade Bello" in page.text
    assert not is_held(kept)
    assert problem(deputy.post(path, {"reason": "more"})) == "the legal hold has ended before"


def test_a_release_without_a_reason_is_refused_and_another_conversations_hold_is_not_there(
    desk, deps, lead, kept, hold
):
    path = f"/record/{kept}/holds/{hold}/release"
    assert problem(desk.post(path, {"reason": ""})) == "releasing a legal hold needs a reason"
    other = keep(deps, lead, b"03/02/2026, 16:30 - Ana: hi\n").conversation_id
    open_page(desk, f"/record/{other}/holds/{hold}/release", status=404)
    open_page(desk, f"/record/{kept}/holds/{uuid4()}/release", status=404)


def test_a_lead_decides_how_long_it_is_kept(desk, kept):
    page = open_page(desk, f"/record/{kept}/keep")
    choices = [tag.attrs["value"] for tag in page.all("input") if tag.attrs.get("name") == "retention"]
    assert choices == ["logistics", "safeguarding", "allegation", "abuse"]
    sent = {"retention": "allegation", "reason": "it names a representative"}
    assert desk.post(f"/record/{kept}/keep", sent).headers["Location"].endswith("?done=kept")
    page = open_page(desk, f"/record/{kept}?done=kept")
    assert "An allegation about somebody who works with children" in page.text
    assert "Look again on 13 February 2036" in page.text
    assert "Somebody decided to keep it on" in page.text


def test_a_class_counted_from_birth_says_that_no_birth_date_is_kept(desk, kept):
    Conversation.objects.filter(id=kept).update(retention="safeguarding", last_on=date(2026, 2, 13))
    page = open_page(desk, f"/record/{kept}")
    assert "No birth date is kept with it, so it is looked at a year after" in page.text
    assert "Look again on 13 February 2027" in page.text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"retention": "allegation", "reason": ""}, "a decision to keep has a reason"),
        ({"retention": "for ever", "reason": "so"}, "there is no retention class `for ever`"),
        ({"reason": "so"}, "there is no retention class ``"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_what_was_written_stays(desk, kept, sent, sentence):
    response = desk.post(f"/record/{kept}/keep", sent)
    assert problem(response).startswith(sentence)
    page = page_of(response, status=422)
    assert page.one("textarea", name="reason").text == sent["reason"]
    checked = [tag.attrs["value"] for tag in page.all("input") if "checked" in tag.attrs]
    assert checked == [one for one in [sent.get("retention")] if one == "allegation"]
    assert Conversation.objects.get(id=kept).retention == "unsorted"


def test_erasing_says_what_goes_and_what_stays_and_then_shows_the_certificates(desk, kept):
    page = open_page(desk, f"/record/{kept}/erase")
    assert "Nobody can bring them back" in page.text
    assert "a certificate for each" in page.text
    response = desk.post(f"/record/{kept}/erase", GROUND)
    page = open_page(desk, response.headers["Location"])
    assert "It is erased. The certificates are in the record." in page.text
    assert "All of it. A certificate stands in the record for each entry." in page.text
    assert "Tuesday" not in page.html
    assert erased_count(kept) == 8
    assert "All of it was erased before" in open_page(desk, f"/record/{kept}/erase").text
    again = desk.post(f"/record/{kept}/erase", GROUND)
    assert problem(again) == "all of that was erased before"
    assert erased_count(kept) == 8


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"word": "yes"}, "Write ERASE in the last field to show that you mean it."),
        ({"word": ""}, "Write ERASE in the last field to show that you mean it."),
        ({"basis": " "}, "an erasure names its basis in law and the rule of the policy"),
        ({"rule": ""}, "an erasure names its basis in law and the rule of the policy"),
    ],
)
def test_an_erasure_that_lacks_something_is_refused_and_what_was_written_stays(desk, kept, changes, sentence):
    sent = GROUND | changes
    response = desk.post(f"/record/{kept}/erase", sent)
    assert problem(response) == sentence
    page = page_of(response, status=422)
    for name in ("basis", "rule"):
        assert page.one("input", name=name).attrs["value"] == sent[name]
    assert "value" not in page.one("input", name="word").attrs  # to be meant each time
    assert erased_count(kept) == 0


def test_under_a_hold_nothing_is_erased(desk, kept, hold):
    assert "A legal hold stands" in open_page(desk, f"/record/{kept}/erase").text
    sentence = problem(desk.post(f"/record/{kept}/erase", GROUND))
    assert sentence == "the conversation is under a legal hold: nothing of it may be erased"
    assert erased_count(kept) == 0


def test_a_conversation_erased_in_part_says_how_much(desk, deps, lead, kept):
    erasing = Erasing(conversation_id=kept, numbers=(3,), basis="a request", rule="4")
    assert isinstance(erase_content(deps=deps, actor=lead, erasing=erasing), Erased)
    page = open_page(desk, f"/record/{kept}")
    assert "2 of 8 entries, each with a certificate" in page.text  # the message, and the file that held it
    assert f"/record/{kept}/erase" in page.links


def test_reasons_are_shown_as_written_and_never_as_markup(desk, kept):
    desk.post(f"/record/{kept}/hold", {"reason": "<b>bold</b> & more"})
    page = open_page(desk, f"/record/{kept}")
    assert "<b>bold</b> & more" in page.text
    assert not re.search(r"<b>bold", page.html)


def test_a_report_says_that_its_chat_is_kept_and_leads_there(desk, deps):
    audit = queued(desk)
    assert make_next_audit(deps)
    page = open_page(desk, f"/audits/{audit.id}")
    kept = Conversation.objects.get().id
    assert "Kept in the record: 8 entries. Imported: kept as exported, not witnessed." in page.text
    assert {f"/record/{kept}", f"/record/{kept}/evidence"} <= set(page.links)
    assert desk.post(f"/record/{kept}/erase", GROUND).status_code == 302
    assert "certificates say so" in open_page(desk, f"/audits/{audit.id}").text
    assert "An audit of this chat still quotes messages" in open_page(desk, f"/record/{kept}").text
