"""Accounts opened from the command line. Imported only once Django is set up, see setting_up.py."""

from django.contrib.auth import authenticate

from handrail.actions.open_account import NotOpened, Opened, open_account
from handrail.config.wiring import build_deps
from handrail.store.reads.accounts import StaffRole
from handrail.wording.words import say


def open_demo_account(*, email: str, full_name: str, password: str) -> None:
    """Open the demo's account unless this password opens it already: a new hash would end its sessions."""
    if authenticate(username=email, password=password) is None:
        problem = open_staff_account(email=email, full_name=full_name, role="lead", password=password)
        assert not problem, problem


def open_staff_account(*, email: str, full_name: str, role: str, password: str) -> str:
    """Open an account, or change the one with this e-mail address; return what is wrong, or nothing."""
    if role not in list(StaffRole):
        return f"`{role}` is not a role: choose one of {', '.join(StaffRole)}"
    opened = open_account(
        deps=build_deps(), email=email, full_name=full_name, role=StaffRole(role), password=password
    )
    match opened:
        case NotOpened(reason=reason):
            return f"`{email}`: {say(reason)}"
        case Opened():
            return ""
