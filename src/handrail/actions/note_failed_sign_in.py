"""Somebody gave a wrong password."""

from datetime import timedelta

from handrail.actions.deps import Deps
from handrail.store.writes import accounts

REMEMBERED = timedelta(days=1)


def note_failed_sign_in(*, deps: Deps, keys: tuple[str, ...]) -> None:
    """Remember a failed sign-in under its keys, and forget those of yesterday."""
    now = deps.now()
    accounts.delete_failures(before=now - REMEMBERED)
    accounts.insert_failures(keys, at=now)
