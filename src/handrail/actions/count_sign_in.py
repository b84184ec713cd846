"""Somebody tries to sign in: the attempt counts as failed until the password proves right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import failures_since
from handrail.store.writes import accounts

REMEMBERED = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The attempt may be made."""

    failures: tuple[int, ...]  # ids, to be cleared when it succeeds


@dataclass(frozen=True, slots=True, kw_only=True)
class MustWait:
    """Too many attempts failed, or are under way."""


def count_sign_in(*, deps: Deps, most: Mapping[str, int], within: timedelta) -> Counted | MustWait:
    """Count an attempt under its keys if it may be made, and forget those of yesterday.

    most    how many failures each key may have within the time before now
    """
    now = deps.now()
    # INVARIANT: looked up and counted in one transaction into which no other can come, so that attempts under
    # way together cannot overrun the limit.
    with transaction.atomic():
        accounts.hold_sign_in()
        failures = failures_since(tuple(most), now - within)
        if any(failures[key] >= limit for key, limit in most.items()):
            return MustWait()
        accounts.delete_failures(before=now - REMEMBERED)
        return Counted(failures=accounts.insert_failures(tuple(most), at=now))
