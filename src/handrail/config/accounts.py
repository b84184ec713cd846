"""Accounts opened from the command line. Imported only once Django is set up, see setting_up.py."""

from handrail.actions.open_account import NotOpened, Opened, open_account
from handrail.config.wiring import build_deps
from handrail.store.reads.accounts import StaffRole
from handrail.wording.words import say


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
