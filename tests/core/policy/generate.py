"""Makes requests for trial, the same for a seed: every action, unknown facts, days and ages at the edge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from handrail.core.policy.facts import (
    Account,
    Action,
    Conversation,
    ConversationKind,
    Device,
    Facts,
    MessageSigns,
    Owner,
    Picture,
    Platform,
    Policy,
    Representative,
    Standing,
    Window,
    Young,
)
from handrail.core.policy.unknown import UNKNOWN, Unknown

YOUNG = ("Ana", "Bo", "Cai", "Dee")
ADULTS = ("Priya", "Alex", "Morgan")
TODAYS = (date(2026, 6, 15), date(2024, 2, 29), date(2025, 2, 28), date(2027, 1, 1))
TRUTHS = (True, False, UNKNOWN)
AGES = (0, 7, 11, 12, 13, 14, 15, 16, 17, 18, 19, 40, UNKNOWN)
VARIANTS = 300  # of each part of the facts, for each day and each amount of trouble
TROUBLES = (0.0, 0.02, 0.12, 0.5)  # how likely a single fact is anything but fine

type Request = tuple[Action, Facts]


@dataclass(frozen=True, slots=True)
class Dice:
    rng: Random
    trouble: float
    today: date

    def of[T](self, fine: T, others: Sequence[T | Unknown]) -> T | Unknown:
        """Return the fine value, or with the chance of trouble any of the others."""
        if self.rng.random() < self.trouble:
            return self.rng.choice(others)
        return fine

    def truth(self, *, fine: bool) -> bool | Unknown:
        return self.of(fine, TRUTHS)

    def day(self, fine: int, *others: int) -> date | Unknown:
        """Return a day so many days from today."""
        if self.rng.random() < self.trouble / 10:
            return UNKNOWN
        picked = self.rng.choice(others) if self.rng.random() < self.trouble else fine
        return self.today + timedelta(days=picked)

    def day_or_none(self, fine: int, *others: int) -> date | Unknown | None:
        return self.of(self.day(fine, *others), (None, self.day(fine, *others)))


def account(dice: Dice) -> Account:
    return Account(
        owner=dice.of(Owner.ORGANISATION, (*Owner, UNKNOWN)),
        is_pertinent=dice.truth(fine=True),
        is_best_way=dice.truth(fine=True),
        is_approved=dice.truth(fine=True),
        is_protected=dice.truth(fine=True),
        has_privacy_settings=dice.truth(fine=True),
    )


def device(dice: Dice) -> Device:
    owner = dice.of(Owner.ORGANISATION, (*Owner, UNKNOWN))
    return Device(owner=owner, is_protected=dice.truth(fine=True))


def platform(dice: Dice) -> Platform:
    return Platform(
        id=dice.of("whatsapp", ("web", "sms", "snapchat", UNKNOWN)),
        minimum_age=dice.of(dice.rng.choice((0, 13)), (0, 13, 16, 18, UNKNOWN)),
        is_ephemeral=dice.truth(fine=False),
        exposes_numbers=dice.rng.choice((True, False, dice.truth(fine=True))),
    )


def conversation(dice: Dice) -> Conversation:
    return Conversation(
        kind=dice.of(dice.rng.choice(list(ConversationKind)), (*ConversationKind, UNKNOWN)),
        adults=dice.of(dice.rng.choice((1, 2, 2)), (0, 1, 2, 3, UNKNOWN)),
        strangers=dice.of(0, (0, 1, 4, UNKNOWN)),
        is_closed=dice.truth(fine=True),
        is_by_invitation=dice.truth(fine=True),
        name_marks_vulnerability=dice.truth(fine=False),
        is_recorded=dice.truth(fine=True),
        is_disappearing=dice.truth(fine=False),
        exposure_is_agreed=dice.truth(fine=True),
    )


def window(dice: Dice) -> Window | Unknown | None:
    there = Window(
        from_on=dice.day(-3, -1, 0, 1),
        until_on=dice.day(3, -1, 0, 1),
        is_seconded=dice.truth(fine=True),
    )
    return dice.of(there, (None, UNKNOWN, there))


def picture(dice: Dice) -> Picture:
    return Picture(
        shows_young=dice.rng.choice((True, dice.truth(fine=True))),
        everyone_is_named=dice.truth(fine=True),
        device_owner=dice.of(Owner.ORGANISATION, (*Owner, UNKNOWN)),
    )


def message(dice: Dice) -> MessageSigns:
    return MessageSigns(is_worrying=dice.truth(fine=False), is_reported=dice.truth(fine=False))


def policy(dice: Dice) -> Policy:
    version = dice.of(2, (1, 2, 3, UNKNOWN))
    return Policy(agreement_version=version, reviewed_on=dice.day_or_none(-90, -364, -365, -366, 0, 1))


def young(dice: Dice, ref: str) -> Young:
    return Young(
        ref=ref,
        age=dice.of(dice.rng.choice((13, 14, 16, 17, 18)), AGES),
        is_assessed=dice.truth(fine=True),
        consent=dice.of(Standing.GIVEN, (*Standing, UNKNOWN)),
        picture_consent=dice.of(Standing.GIVEN, (*Standing, UNKNOWN)),
        is_shown=dice.rng.choice((True, dice.truth(fine=True))),
        explained_on=dice.day_or_none(-30, -29, 0, 1),
        agreed_on=dice.day_or_none(-29, -30, -31, 0, 1),
        agreed_version=dice.of(2, (1, 2, 3, None, UNKNOWN)),
    )


def representative(dice: Dice, ref: str) -> Representative:
    return Representative(ref=ref, declared_on=dice.day_or_none(-100, -364, -365, -366, 0, 1))


class Pool:
    """Ready parts for one day and one amount of trouble, to be put together in ever new ways."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.accounts = [account(dice) for _ in range(VARIANTS)]
        self.devices = [device(dice) for _ in range(VARIANTS)]
        self.platforms = [platform(dice) for _ in range(VARIANTS)]
        self.conversations = [conversation(dice) for _ in range(VARIANTS)]
        self.windows = [window(dice) for _ in range(VARIANTS)]
        self.pictures = [picture(dice) for _ in range(VARIANTS)]
        self.messages = [message(dice) for _ in range(VARIANTS)]
        self.policies = [policy(dice) for _ in range(VARIANTS)]
        self.young = [[young(dice, ref) for _ in range(VARIANTS)] for ref in YOUNG]
        self.representatives = [[representative(dice, ref) for _ in range(VARIANTS)] for ref in ADULTS]

    def facts(self) -> Facts:
        """Return one request's facts, with none to four young people and none to three representatives."""
        pick, dice = self.dice.rng.choice, self.dice
        some_young = tuple(pick(each) for each in self.young[: dice.rng.randrange(len(YOUNG) + 1)])
        adults = tuple(pick(each) for each in self.representatives[: dice.rng.randrange(len(ADULTS) + 1)])
        return Facts(
            today=UNKNOWN if dice.rng.random() < dice.trouble / 20 else dice.today,
            minute=pick((0, 479, 480, 1080, 1260, 1439)),
            account=pick(self.accounts),
            device=pick(self.devices),
            platform=pick(self.platforms),
            conversation=pick(self.conversations),
            picture=pick(self.pictures),
            message=pick(self.messages),
            policy=pick(self.policies),
            window=pick(self.windows),
            young=UNKNOWN if dice.rng.random() < dice.trouble / 20 else some_young,
            representatives=UNKNOWN if dice.rng.random() < dice.trouble / 20 else adults,
        )


def requests(seed: int, count: int) -> Iterator[Request]:
    """Yield so many requests, the same for the same seed."""
    rng = Random(seed)
    pools = [Pool(Dice(rng, trouble, today)) for trouble in TROUBLES for today in TODAYS]
    actions = list(Action)
    for _ in range(count):
        yield rng.choice(actions), rng.choice(pools).facts()
