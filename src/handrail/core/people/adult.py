"""Which representatives count as an adult on a day. What nobody wrote down never counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handrail.core.people.person import Person, Role, age_on

ADULT_AT = 18  # years; Family Law Reform Act 1969 s.1


class Why(StrEnum):
    """Why somebody does not count; the reason ids that other rooms put into words."""

    NOT_A_REPRESENTATIVE = "people.adult.not_a_representative"
    UNDER_18 = "people.adult.under_18"
    NOT_JOINED = "people.adult.not_joined"
    HAS_LEFT = "people.adult.has_left"
    NOT_VETTED = "people.adult.not_vetted"
    NOT_YET_VETTED = "people.adult.not_yet_vetted"
    VETTING_ENDED = "people.adult.vetting_ended"
    NOT_TRAINED = "people.adult.not_trained"
    NOT_YET_TRAINED = "people.adult.not_yet_trained"
    TRAINING_ENDED = "people.adult.training_ended"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way, with the day it turns on where there is one."""

    why: Why
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Vetted, trained, grown up and here."""


@dataclass(frozen=True, slots=True)
class DoesNotCount:
    """Every reason, never only the first."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasts:
    """How long checks hold where nobody recorded their end; a policy's numbers, so handed in."""

    vetting_days: int
    training_days: int


def counts_as_adult(person: Person, day: date, *, lasts: Lasts) -> Counts | DoesNotCount:
    """Return whether a person counts towards the adults a conversation needs on a day.

    A blank vetting or training date never counts. A blank birth date does: an organisation
    need not hold its staff's. Blank `joined_on` and `left_on` are open ends.

    lasts  for vetting and training without a recorded end
    """
    vetting = _vetting(person, day, lasts.vetting_days)
    reasons = (*_standing(person, day), *vetting, *_training(person, day, lasts.training_days))
    return DoesNotCount(reasons) if reasons else Counts()


def _standing(person: Person, day: date) -> Iterator[Reason]:
    if person.role is not Role.REPRESENTATIVE:
        yield Reason(Why.NOT_A_REPRESENTATIVE)
    if person.born_on and (day < person.born_on or age_on(person.born_on, day) < ADULT_AT):
        yield Reason(Why.UNDER_18)
    if person.joined_on and day < person.joined_on:
        yield Reason(Why.NOT_JOINED, person.joined_on)
    if person.left_on and day >= person.left_on:
        yield Reason(Why.HAS_LEFT, person.left_on)


def _vetting(person: Person, day: date, lasts_days: int) -> Iterator[Reason]:
    if person.vetted_on is None:
        yield Reason(Why.NOT_VETTED)
        return
    if day < person.vetted_on:
        yield Reason(Why.NOT_YET_VETTED, person.vetted_on)
    until = person.vetting_until or person.vetted_on + timedelta(days=lasts_days)
    if day >= until:
        yield Reason(Why.VETTING_ENDED, until)


def _training(person: Person, day: date, lasts_days: int) -> Iterator[Reason]:
    if person.trained_on is None:
        yield Reason(Why.NOT_TRAINED)
        return
    if day < person.trained_on:
        yield Reason(Why.NOT_YET_TRAINED, person.trained_on)
    until = person.training_until or person.trained_on + timedelta(days=lasts_days)
    if day >= until:
        yield Reason(Why.TRAINING_ENDED, until)


_SENTENCES = {
    Why.NOT_A_REPRESENTATIVE: "is not a representative",
    Why.UNDER_18: "is under 18",
    Why.NOT_JOINED: "joined the organisation only on {on}",
    Why.HAS_LEFT: "left the organisation on {on}",
    Why.NOT_VETTED: "has no vetting date recorded",
    Why.NOT_YET_VETTED: "was vetted only on {on}",
    Why.VETTING_ENDED: "vetting ended on {on}",
    Why.NOT_TRAINED: "has no training date recorded",
    Why.NOT_YET_TRAINED: "was trained only on {on}",
    Why.TRAINING_ENDED: "training ended on {on}",
}


def in_words(reason: Reason) -> str:
    """Return a reason as a short English note, e.g. `vetting ended on 3 May 2026`."""
    on = f"{reason.on.day} {reason.on:%B %Y}" if reason.on else ""
    return _SENTENCES[reason.why].format(on=on)
