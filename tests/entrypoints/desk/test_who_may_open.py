from uuid import uuid4

import pytest
from django.test import Client
from tests.page import open_page, page_of
from tests.staff import open_staff

pytestmark = pytest.mark.django_db
ID = uuid4()
FOR_LEADS = ["/audits", "/audits/new", f"/audits/{ID}", f"/audits/{ID}/people", f"/audits/{ID}/progress"]


@pytest.mark.parametrize("path", [*FOR_LEADS, "/gallery"])
def test_nobody_opens_a_page_without_signing_in(path):
    response = Client().get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("role", ["representative", "auditor"])
@pytest.mark.parametrize("path", FOR_LEADS)
def test_only_the_lead_and_the_deputy_open_audits(path, role, signed_in):
    staff = open_staff(f"{role}@brooklane.example", role=role)
    assert "Ask the safeguarding lead" in open_page(signed_in(staff), path, status=403).text


def test_the_deputy_opens_audits(signed_in, colleague):
    open_page(signed_in(colleague), "/audits")


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in():
    response = Client().get(f"/audits/{ID}/progress", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == "/sign-in"


def test_the_components_are_for_everybody_who_signs_in(signed_in):
    open_page(signed_in(open_staff("rep@brooklane.example", role="representative")), "/gallery")


def test_an_address_that_leads_nowhere_says_so():
    assert "no such page" in open_page(Client(), "/nothing/here", status=404).text


def test_an_address_that_leads_nowhere_still_shows_the_way_back(desk):
    assert "/audits" in open_page(desk, "/nothing/here", status=404).links


@pytest.mark.parametrize("length", ["9" * 5000, "\xb2"])
def test_a_length_that_is_no_number_is_too_large_and_breaks_nothing(desk, length):
    page_of(desk.generic("POST", "/sign-out", b"x", CONTENT_LENGTH=length), status=413)


def test_a_body_larger_than_a_form_is_refused_before_it_is_read(desk):
    response = desk.generic("POST", "/sign-out", b"x", CONTENT_LENGTH=str(3 * 1024 * 1024))
    assert "larger than 2 MB" in page_of(response, status=413).text
