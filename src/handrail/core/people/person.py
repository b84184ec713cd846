"""Who is in the conversation, as the organisation wrote them down. Nothing here is guessed from a chat."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the organisation; representatives work for it, paid or not, or with it."""

    REPRESENTATIVE = "representative"
    YOUNG_PERSON = "young_person"
    GUARDIAN = "guardian"


class ConsentStanding(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class AccountOwner(StrEnum):
    """Whose account or number a representative writes from."""

    ORGANISATION = "organisation"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One answer somebody gave, not where consent stands: for that see `consent_on`.

    platform  id of a platform (`whatsapp`) or of a use (`pictures`)
    on        the day it was answered; None when only the answer was written down
    until     first day it no longer holds; None for no end
    """

    platform: str
    standing: ConsentStanding
    on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the organisation's list.

    numbers            E.164, e.g. `+447700900123`
    guardians          names of people of the same list
    vetting_until      first day the vetting is no longer in date; likewise training_until, left_on
    agreement_version  of the safety agreement that was explained and agreed
    account            whose account a representative writes from; None where nobody wrote it down
    """

    name: str
    role: Role
    aliases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    born_on: date | None = None
    project: str | None = None
    guardians: tuple[str, ...] = ()
    vetted_on: date | None = None
    vetting_until: date | None = None
    trained_on: date | None = None
    training_until: date | None = None
    assessed_on: date | None = None
    consents: tuple[Consent, ...] = ()
    agreement_version: str | None = None
    explained_on: date | None = None
    agreed_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    account: AccountOwner | None = None


def age_on(born_on: date, day: date) -> int:
    """Return the age in whole years that a person has reached at the start of a day.

    Someone born on 29 February is a year older on 1 March in a common year. The statute speaks of the
    anniversary and does not say which day that is, so the later one is taken:
    a child stays a child a day longer.

    raises  ValueError: the day is before the birth
    source  Family Law Reform Act 1969 s.9(1): an age is attained when the anniversary of the birth begins
    """
    if day < born_on:
        raise ValueError(f"`{day}` is before the birth on `{born_on}`")
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday)


def consent_on(person: Person, platform: str, day: date) -> ConsentStanding | None:
    """Return where a person's consent for a platform stood on a day; None when nothing was recorded for it.

    The latest answer by then wins. Among answers of one day a no wins over a yes. An answer without a date
    is the oldest of all. A yes that has run out is as if nothing were recorded; a no ends only
    with a later yes.
    """
    by_then = [c for c in person.consents if c.platform == platform and (c.on is None or c.on <= day)]
    if not by_then:
        return None
    latest = max(c.on or date.min for c in by_then)
    last = [c for c in by_then if (c.on or date.min) == latest]
    refusals = [c.standing for c in last if c.standing is not ConsentStanding.GIVEN]
    if refusals:
        return refusals[0]
    in_date = any(c.until is None or day < c.until for c in last)
    return ConsentStanding.GIVEN if in_date else None


def is_active(person: Person, day: date) -> bool:
    """Return whether a person was with the organisation on a day; a blank start or end is open."""
    has_joined = person.joined_on is None or person.joined_on <= day
    return has_joined and (person.left_on is None or day < person.left_on)
