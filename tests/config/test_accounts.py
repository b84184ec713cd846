import pytest
from django.contrib.auth import authenticate
from tests.staff import PASSWORD

from handrail.config.accounts import open_demo_account, open_staff_account
from handrail.store.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
EMAIL = "lead@brooklane.example"


def opened(**changes) -> str:
    values = {"email": EMAIL, "full_name": "Sam Okafor", "role": "lead", "password": PASSWORD} | changes
    return open_staff_account(**values)


def test_an_opened_account_can_sign_in_whatever_capitals_it_was_opened_with():
    assert opened(email=" Lead@BrookLane.example ") == ""
    assert authenticate(username=EMAIL, password=PASSWORD)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"email": "not an address"}, "not an e-mail address"),
        ({"password": "short"}, "at least 12 characters"),
        ({"full_name": "  "}, "a name is needed"),
        ({"role": "king"}, "`king` is not a role"),
    ],
)
def test_a_mistake_is_said_and_opens_nothing(changes, problem):
    assert problem in opened(**changes)
    assert not Account.objects.exists()


def test_opening_again_changes_the_password_of_the_one_account():
    opened()
    opened(password="another long password")
    assert Account.objects.count() == 1
    assert authenticate(username=EMAIL, password="another long password")


def test_starting_the_demo_again_ends_no_session():
    for _ in range(2):
        open_demo_account(email=EMAIL, full_name="Sam Okafor", password=PASSWORD)
        hashes = set(Account.objects.values_list("password", flat=True))
    open_demo_account(email=EMAIL, full_name="Sam Okafor", password=PASSWORD)
    assert set(Account.objects.values_list("password", flat=True)) == hashes
