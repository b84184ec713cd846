"""An operator opens an account for a member of staff."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.core.record.leaf_types import LeafType
from handrail.store.reads.accounts import StaffRole
from handrail.store.writes import accounts

SHORTEST_PASSWORD = 12
BY = "the operator, from the command line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOpened:
    reason: str  # id of the sentence in wording


def open_account(
    *, deps: Deps, email: str, full_name: str, role: StaffRole, password: str
) -> Opened | NotOpened:
    """Open an account, or give the one with this e-mail address a new name, role and password.

    Asked only from the machine's own command line: who can run that can read the database anyway.
    """
    try:
        validate_email(email.strip())
    except ValidationError:
        return NotOpened(reason="account.open.not_an_address")
    if len(password) < SHORTEST_PASSWORD:
        return NotOpened(reason="account.open.short_password")
    if not full_name.strip():
        return NotOpened(reason="account.open.no_name")
    name, at = full_name.strip(), deps.now()
    with transaction.atomic():
        accounts.save_account(email=email, full_name=name, role=role, password=password, at=at)
        fields = {"account": email.strip().lower(), "name": name, "role": role.value, "by": BY}
        append(deps, Told(type=LeafType.ROLE_CHANGED, fields=fields), at=at)
    sequence_waiting(deps)
    return Opened()
