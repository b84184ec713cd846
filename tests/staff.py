"""People who sign in, for tests."""

from datetime import UTC, datetime

from handrail.store.models import Account
from handrail.store.reads.accounts import AccountRow, account_row

PASSWORD = "a long and invented password"
NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def open_staff(email: str, role: str = "lead", full_name: str = "Sam Okafor") -> AccountRow:
    """Open an account and return its row."""
    account = Account(email=email, role=role, full_name=full_name, opened_at=NOW)
    account.set_password(PASSWORD)
    account.save()
    row = account_row(account)
    assert row is not None
    return row
