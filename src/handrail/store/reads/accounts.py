"""Accounts as frozen rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from handrail.store.models import Account, SignInFailure


class StaffRole(StrEnum):
    LEAD = "lead"
    DEPUTY = "deputy"
    REPRESENTATIVE = "representative"
    AUDITOR = "auditor"


LEADS = frozenset({StaffRole.LEAD, StaffRole.DEPUTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    id: UUID
    email: str
    full_name: str
    role: StaffRole


def account_row(user: object) -> AccountRow | None:
    """Return the row of whoever a session belongs to; None for nobody, or somebody who was shut out."""
    if not isinstance(user, Account) or not user.is_active:
        return None
    return row_of(user)


def account_of(email: str) -> AccountRow | None:
    """Return the account of an e-mail address; None for nobody, or somebody who was shut out."""
    found = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    return row_of(found) if found else None


def named(account: AccountRow) -> str:
    """Return how the record names somebody who did something."""
    return f"{account.full_name} ({account.role.value}, {account.email})"


def failures_since(keys: tuple[str, ...], since: datetime) -> dict[str, int]:
    """Return how many sign-ins failed under each key since a moment."""
    failed = SignInFailure.objects.filter(key__in=keys, failed_at__gte=since).values_list("key", flat=True)
    counts = dict.fromkeys(keys, 0)
    for key in failed:
        counts[key] += 1
    return counts


def row_of(account: Account) -> AccountRow:
    """Return an account as a row."""
    return AccountRow(
        id=account.id,
        email=account.email,
        full_name=account.full_name,
        role=StaffRole(account.role),
    )
