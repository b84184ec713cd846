from datetime import timedelta

import pytest
from django.test import Client
from tests.at_once import at_once
from tests.page import open_page, page_of
from tests.staff import PASSWORD

from handrail.entrypoints.desk import throttle
from handrail.store.models import Account, SignInFailure

pytestmark = pytest.mark.django_db


def attempt(client, password=PASSWORD, **more):
    return client.post("/sign-in", {"email": "lead@brooklane.example", "password": password, **more})


def test_the_form_asks_for_an_address_and_a_password():
    page = open_page(Client(), "/sign-in")
    page.one("input", name="email", autocomplete="username")
    page.one("input", name="password", autocomplete="current-password")


def test_the_right_password_leads_to_the_audits(lead):
    assert attempt(Client()).headers["Location"] == "/audits"


def test_capitals_and_spaces_around_the_address_do_not_matter(lead):
    response = Client().post("/sign-in", {"email": " Lead@BrookLane.example ", "password": PASSWORD})
    assert response.status_code == 302


def test_a_wrong_password_says_so_without_saying_which_half_was_wrong(lead):
    wrong = page_of(attempt(Client(), "something else entirely"), status=422)
    nobody = page_of(
        Client().post("/sign-in", {"email": "nobody@brooklane.example", "password": "x"}), status=422
    )
    assert "is not right" in wrong.text
    assert wrong.one("p", role="alert").text == nobody.one("p", role="alert").text


def test_after_five_failures_even_the_right_password_has_to_wait(lead):
    for _ in range(throttle.FROM_ONE_PLACE):
        assert attempt(Client(), "wrong").status_code == 422
    page = page_of(attempt(Client()), status=429)
    assert "Wait 15 minutes" in page.text


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_attempts_that_are_under_way_together(lead):
    answers = at_once([lambda: attempt(Client(), "wrong").status_code] * 12)
    assert sorted(answers) == [422] * throttle.FROM_ONE_PLACE + [429] * 7


@pytest.mark.django_db(transaction=True)
def test_the_right_password_leaves_no_failure_behind(lead):
    assert at_once([lambda: attempt(Client()).status_code] * 4) == [302] * 4
    assert not SignInFailure.objects.exists()


def test_a_right_password_does_not_wipe_out_the_failures_before_it(lead):
    attempt(Client(), "wrong")
    attempt(Client())
    assert SignInFailure.objects.count() == 2  # one under each key


def test_waiting_ends_after_the_window(lead):
    for _ in range(throttle.FROM_ONE_PLACE):
        attempt(Client(), "wrong")
    for failure in SignInFailure.objects.all():
        failure.failed_at -= throttle.WINDOW + timedelta(minutes=1)
        failure.save()
    assert attempt(Client()).status_code == 302


def test_failures_keep_neither_address_in_the_clear(lead):
    attempt(Client(), "wrong")
    assert all(
        "brooklane" not in key and "127" not in key
        for key in SignInFailure.objects.values_list("key", flat=True)
    )


def test_an_account_that_was_shut_cannot_sign_in(lead):
    Account.objects.filter(id=lead.id).update(is_active=False)
    assert attempt(Client()).status_code == 422


def test_a_session_ends_when_its_account_is_shut(desk, lead):
    Account.objects.filter(id=lead.id).update(is_active=False)
    assert desk.get("/audits").status_code == 302


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_signing_in_never_leads_to_another_site(lead, where):
    assert attempt(Client(), next=where).headers["Location"] == "/audits"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(lead):
    client = Client()
    asked = client.get("/audits/new").headers["Location"]
    assert asked == "/sign-in?next=%2Faudits%2Fnew"
    assert attempt(client, next="/audits/new").headers["Location"] == "/audits/new"


def test_the_session_gets_a_new_key_at_sign_in(lead):
    client = Client()
    client.get("/sign-in")
    attempt(client)
    first = client.cookies["handrail-session"].value
    client.post("/sign-out")
    attempt(client)
    assert client.cookies["handrail-session"].value != first


def test_signing_out_ends_the_session(desk):
    assert desk.post("/sign-out").headers["Location"] == "/sign-in"
    assert desk.get("/audits").status_code == 302


def test_signing_out_is_not_done_by_a_link(desk):
    assert desk.get("/sign-out").status_code == 405


def test_a_form_without_its_token_is_refused(lead):
    client = Client(enforce_csrf_checks=True)
    page = page_of(client.post("/sign-in", {"email": "a@b.example", "password": "x"}), status=403)
    assert "Go back" in page.text


def test_an_enormous_password_is_cut_before_it_is_hashed(lead):
    assert attempt(Client(), "x" * 100_000).status_code == 422
