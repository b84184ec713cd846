import json

import pytest
from tests.chats import CHAT, PEOPLE
from tests.handing_in import handed_in, queued
from tests.page import open_page, page_of

from handrail.core.people.roster_csv import read_roster
from handrail.entrypoints.jobs.audits import make_next_audit
from handrail.store.models import Audit


def answer(client, audit, **fields):
    body = {f"name-0-{field}": value for field, value in fields.items()}
    return client.post(f"/audits/{audit.id}/people", body)


def people_of(audit):
    text = Audit.objects.get(id=audit.id).people_csv
    return {person.name: person for person in read_roster(text, name="people.csv").people}


def test_every_name_of_the_chat_is_shown_known_or_not(desk):
    audit = handed_in(desk)
    page = open_page(desk, f"/audits/{audit.id}/people")
    assert "1 name we do not recognise" in page.text
    for name in ("Priya Nair", "Alex Morgan", "Jo Bright", "Preeya N"):
        assert name in page.text


def test_nobody_is_chosen_beforehand(desk):
    audit = handed_in(desk)
    page = open_page(desk, f"/audits/{audit.id}/people")
    assert page.one("input", name="name-0-choice", value="unknown").attrs.get("checked") == ""
    assert not [tag for tag in page.all("option") if "selected" in tag.attrs and tag.attrs["value"]]


def test_leaving_a_name_unknown_reads_the_chat_as_it_is(desk):
    audit = queued(desk)
    assert set(people_of(audit)) == {"Priya Nair", "Alex Morgan", "Jo Bright"}
    assert Audit.objects.get().queued_at is not None


def test_saying_that_a_name_is_somebody_on_the_list_writes_it_beside_them(desk):
    audit = handed_in(desk)
    assert answer(desk, audit, choice="same", person="Priya Nair").status_code == 302
    assert people_of(audit)["Priya Nair"].aliases == ("Preeya N",)


def test_adding_a_young_person_keeps_what_was_said(desk):
    audit = handed_in(desk)
    response = answer(
        desk,
        audit,
        choice="add",
        name="Preeya North",
        role="young_person",
        date_of_birth="2012-04-04",
        consent="given",
        consent_on="2026-01-10",
    )
    assert response.status_code == 302
    added = people_of(audit)["Preeya North"]
    assert added.aliases == ("Preeya N",)
    assert added.born_on is not None
    assert [consent.platform for consent in added.consents] == ["whatsapp"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"choice": "same"}, "Choose who this is."),
        ({"choice": "add", "role": "guardian"}, "Write the person's name."),
        ({"choice": "add", "name": "New Person"}, "Choose what the person is."),
        ({"choice": "add", "name": "priya nair", "role": "guardian"}, "is on the list already"),
        (
            {"choice": "add", "name": "A", "role": "young_person", "date_of_birth": "31/02/2012"},
            "Write the day as",
        ),
        ({"choice": "same", "person": "Somebody Else"}, "Select a valid choice"),
    ],
)
def test_a_mistake_is_marked_where_it_is_and_nothing_is_kept(desk, fields, sentence):
    audit = handed_in(desk)
    assert sentence in page_of(answer(desk, audit, **fields), status=422).text
    kept = Audit.objects.get()
    assert kept.queued_at is None
    assert kept.people_csv == PEOPLE


def test_a_birth_in_the_future_is_refused_at_its_place(desk):
    audit = handed_in(desk)
    page = page_of(
        answer(desk, audit, choice="add", name="A B", role="young_person", date_of_birth="2090-01-01"),
        status=422,
    )
    assert page.one("li", class_="mistake").text == "Preeya N, date of birth: “2090-01-01” is in the future."
    assert page.one("div", id="id_name-0-date_of_birth_error").text == "“2090-01-01” is in the future."


def test_days_that_cannot_follow_each_other_are_named_as_the_page_names_them(desk):
    audit = handed_in(desk)
    fields = {"choice": "add", "name": "A B", "role": "representative"}
    page = page_of(
        answer(desk, audit, **fields, vetted_on="2026-01-02", vetting_until="2026-01-01"), status=422
    )
    assert "Preeya N, vetting ends on: “2026-01-01” is before vetted on “2026-01-02”." in page.text
    assert "people.csv" not in page.text


def test_the_mistakes_are_listed_by_person_and_lead_to_each(desk):
    audit = handed_in(desk, people=None)
    fields = {f"name-{number}-choice": "unknown" for number in range(4)}
    fields |= {"name-0-choice": "add", "name-0-name": "", "name-0-role": ""}
    fields |= {"name-2-choice": "same"}
    page = page_of(desk.post(f"/audits/{audit.id}/people", fields), status=422)
    names = [tag.text for tag in page.all("p") if "ask__name" in tag.attrs.get("class", "")]
    said = [tag.text for tag in page.all("li") if tag.attrs.get("class") == "mistake"]
    assert said == [
        f"{names[0]}, full name: Write the person's name.",
        f"{names[0]}, what they are: Choose what the person is.",
        f"{names[2]}, who on the list: Choose who this is.",
    ]
    assert {"#id_name-0-name", "#id_name-0-role", "#id_name-2-person"} <= set(page.links)


def test_what_was_written_and_then_not_chosen_is_no_mistake(desk):
    audit = handed_in(desk)
    assert answer(desk, audit, choice="unknown", date_of_birth="rubbish", person="Nobody").status_code == 302


def test_a_mistake_of_somebody_in_the_people_file_names_them(desk):
    people = "name,role,date_of_birth\nJo Bright,young_person,2090-01-01\n"
    audit = handed_in(desk, people=people)
    fields = {f"name-{number}-choice": "unknown" for number in range(3)}
    page = page_of(desk.post(f"/audits/{audit.id}/people", fields), status=422)
    assert page.one("li", class_="mistake").text == "Jo Bright, date of birth: “2090-01-01” is in the future."


def test_without_a_people_file_at_least_one_person_has_to_be_known(desk):
    audit = handed_in(desk, people=None)
    fields = {f"name-{number}-choice": "unknown" for number in range(4)}
    page = page_of(desk.post(f"/audits/{audit.id}/people", fields), status=422)
    assert "at least one person" in page.one("p", role="alert").text


def test_without_a_people_file_the_page_makes_one(desk):
    audit = handed_in(desk, people=None)
    fields = {f"name-{number}-choice": "unknown" for number in range(4)}
    fields |= {"name-0-choice": "add", "name-0-name": "Priya Nair", "name-0-role": "representative"}
    assert desk.post(f"/audits/{audit.id}/people", fields).status_code == 302
    assert desk.get(f"/audits/{audit.id}/people.csv").content.startswith(b"\xef\xbb\xbfname,")


def test_asking_twice_makes_one_audit(desk):
    audit = queued(desk)
    assert answer(desk, audit, choice="same", person="Priya Nair").status_code == 302
    assert people_of(audit)["Priya Nair"].aliases == ()


def test_who_made_the_export_is_taken_only_from_the_names_of_the_chat(desk):
    audit = handed_in(desk)
    desk.post(f"/audits/{audit.id}/people", {"name-0-choice": "unknown", "exporter": "Priya Nair"})
    assert Audit.objects.get().exporter == "Priya Nair"
    other = handed_in(desk)
    desk.post(f"/audits/{other.id}/people", {"name-0-choice": "unknown", "exporter": "Mallory"})
    assert Audit.objects.get(id=other.id).exporter == ""


def test_a_chat_whose_file_is_gone_says_so(desk, uploads):
    audit = handed_in(desk)
    (uploads / str(audit.id)).unlink()
    assert "no longer here" in page_of(desk.get(f"/audits/{audit.id}/people"), status=422).text


UNPRINTABLE = b"13/02/2026, 17:06 - Dan\x07 A\x00sh\x7f: hello\n"


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "same", "person": "Priya Nair"},
        {"choice": "add", "name": "Dan Ash", "role": "guardian"},
        {"choice": "add", "name": "Dan\x07 Ash\x7f", "role": "guardian"},
        {"choice": "add", "name": "Daniel Ash", "role": "guardian", "guardians": ""},
    ],
)
def test_a_name_with_letters_that_cannot_be_printed_is_like_any_other(desk, deps, fields):
    audit = handed_in(desk, chat=CHAT + UNPRINTABLE)
    page = open_page(desk, f"/audits/{audit.id}/people")
    assert page.one("input", name="name-1-name").attrs["value"] == "Dan Ash"
    body = {f"name-1-{field}": value for field, value in fields.items()} | {"name-0-choice": "unknown"}
    assert desk.post(f"/audits/{audit.id}/people", body).status_code == 302
    assert make_next_audit(deps)
    assert "not matched" not in str(Audit.objects.get().report_json)
    names = [name["name"] for name in json.loads(Audit.objects.get().report_json)["unmatched"]]
    assert names == ["Preeya N"]
