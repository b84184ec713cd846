"""Changes to accounts and to the memory of failed sign-ins."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import connection

from handrail.store.dialects import lock_named
from handrail.store.models import Account, SignInFailure
from handrail.store.reads.accounts import StaffRole


def save_account(*, email: str, full_name: str, role: StaffRole, password: str, at: datetime) -> None:
    """Open the account of an e-mail address, or give the one there is this name, role and password."""
    Account.objects.update_or_create(
        email=email.strip().lower(),
        defaults={"full_name": full_name, "role": role.value, "password": make_password(password)},
        create_defaults={
            "full_name": full_name,
            "role": role.value,
            "password": make_password(password),
            "opened_at": at,
        },
    )


def hold_sign_in() -> None:
    """Keep other attempts to sign in waiting until this transaction ends."""
    lock_named(connection, "sign-in")


def insert_failures(keys: tuple[str, ...], *, at: datetime) -> tuple[int, ...]:
    """Remember a failure under each key; return their ids."""
    made = SignInFailure.objects.bulk_create(SignInFailure(key=key, failed_at=at) for key in keys)
    return tuple(failure.pk for failure in made)


def clear_failures(ids: tuple[int, ...]) -> None:
    SignInFailure.objects.filter(id__in=ids).delete()


def delete_failures(*, before: datetime) -> None:
    SignInFailure.objects.filter(failed_at__lt=before).delete()
