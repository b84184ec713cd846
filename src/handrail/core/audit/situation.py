"""The facts of a moment in a chat, as the policy asks for them. What an export cannot show stays UNKNOWN."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handrail.core.audit.cast import Cast
from handrail.core.conversations.adults import AdultsCounted, adults_among
from handrail.core.imports.message import YOU
from handrail.core.people.adult import Lasts
from handrail.core.people.person import ConsentStanding, Person, Role, age_on, consent_on
from handrail.core.policy.facts import (
    Account,
    Conversation,
    ConversationKind,
    Facts,
    MessageSigns,
    OrUnknown,
    Owner,
    Policy,
    Representative,
    Standing,
    Young,
)
from handrail.core.policy.pack import Pack
from handrail.core.policy.platforms import platform_on
from handrail.core.policy.unknown import UNKNOWN

STANDINGS = {
    None: Standing.NOT_ASKED,
    ConsentStanding.GIVEN: Standing.GIVEN,
    ConsentStanding.REFUSED: Standing.REFUSED,
    ConsentStanding.WITHDRAWN: Standing.WITHDRAWN,
}
PICTURES = "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stays the same through one audit.

    filled  columns of the people file in which anybody has an entry: an empty column says nothing about
            anybody, while a gap in a filled one is something nobody recorded
    """

    pack: Pack
    platform: str
    cast: Cast
    is_group: bool
    filled: frozenset[str]

    @property
    def lasts(self) -> Lasts:
        """Return how long the pack lets vetting and training hold where no end is recorded."""
        return Lasts(vetting_days=self.pack.vetting_lasts_days, training_days=self.pack.training_lasts_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What changes: who is there (as the cast calls them), on which day, under which name and mode."""

    members: frozenset[str]
    day: date
    title: str | None
    is_disappearing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A moment worked out: facts without a sender, and the adults that were counted."""

    facts: Facts
    adults: AdultsCounted


def filled_columns(people: Iterable[Person]) -> frozenset[str]:
    """Return the columns in which anybody has an entry."""
    columns = ("assessed_on", "explained_on", "agreed_on", "agreement_version", "account")
    listed = tuple(people)
    return frozenset(c for c in columns if any(getattr(person, c) is not None for person in listed))


def scene_of(setting: Setting, moment: Moment) -> Scene:
    """Return the facts of a moment, whoever writes."""
    people = setting.cast.people
    known = people.keys() & moment.members
    there = [people[name] for name in sorted(known)]
    adults = adults_among(there, moment.day, lasts=setting.lasts)
    young = tuple(_young(setting, p, moment.day) for p in there if p.role is Role.YOUNG_PERSON)
    working = tuple(Representative(ref=p.name) for p in there if p.role is Role.REPRESENTATIVE)
    facts = Facts(
        today=moment.day,
        platform=platform_on(setting.pack, setting.platform, moment.day),
        conversation=Conversation(
            kind=ConversationKind.GROUP if setting.is_group else ConversationKind.ONE_TO_ONE,
            adults=len(adults.counted),
            strangers=len(moment.members) - len(known | (moment.members & {YOU})),
            name_marks_vulnerability=_marks(setting.pack, moment.title),
            is_recorded=True,
            is_disappearing=moment.is_disappearing,
        ),
        policy=Policy(agreement_version=setting.pack.agreement_version),
        window=None,
        young=young,
        representatives=working,
    )
    return Scene(facts=facts, adults=adults)


def sent_by(scene: Scene, sender: Person | None, *, is_worrying: bool | None) -> Facts:
    """Return the facts of one message.

    sender       None for somebody unknown
    is_worrying  None where the message was not screened whole
    """
    owner: OrUnknown[Owner] = UNKNOWN
    if sender is not None and sender.account is not None:
        owner = Owner(sender.account.value)
    signs = MessageSigns(is_worrying=UNKNOWN if is_worrying is None else is_worrying, is_reported=False)
    return replace(scene.facts, account=Account(owner=owner), message=signs)


def _young(setting: Setting, person: Person, day: date) -> Young:
    version = person.agreement_version or ""
    return Young(
        ref=person.name,
        age=UNKNOWN if person.born_on is None or person.born_on > day else age_on(person.born_on, day),
        is_assessed=UNKNOWN if person.assessed_on is None else person.assessed_on <= day,
        consent=STANDINGS[consent_on(person, setting.platform, day)],
        picture_consent=STANDINGS[consent_on(person, PICTURES, day)],
        explained_on=person.explained_on if "explained_on" in setting.filled else UNKNOWN,
        agreed_on=person.agreed_on if "agreed_on" in setting.filled else UNKNOWN,
        agreed_version=_version(version) if "agreement_version" in setting.filled else UNKNOWN,
    )


def _version(written: str) -> int | None:
    """Return the number of a version as people write it: `2`, `v2`."""
    digits = written.strip().lower().removeprefix("v")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _marks(pack: Pack, title: str | None) -> OrUnknown[bool]:
    if title is None:
        return UNKNOWN
    folded = title.casefold()
    return any(label in folded for label in pack.protected_labels)
