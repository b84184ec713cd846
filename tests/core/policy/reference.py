"""The policy again as plain functions, written from its words: a second opinion the engine must agree with.

Nothing of the engine is used here, only the types of the facts. A fact nobody recorded stops a rule when the
rule comes to ask for it; a rule that stops refuses, unless it would have held.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from handrail.core.policy.facts import (
    Action,
    ConversationKind,
    Facts,
    Owner,
    Representative,
    Standing,
    Window,
    Young,
)
from handrail.core.policy.unknown import Unknown

A = Action
DIRECT = {A.SEND_MESSAGE, A.SEND_PICTURE}
REACHING = DIRECT | {A.GRANT_ACCESS, A.ADD_MEMBER}
GROUPING = DIRECT | {A.START_GROUP, A.ADD_MEMBER}
PICTURES = {A.TAKE_PICTURE, A.SEND_PICTURE}
ADULT_AT = 18
A_YEAR = timedelta(days=365)


class NobodyRecorded(Exception):
    """A rule asked for a fact that is not there."""


def told[T](fact: T | Unknown) -> T:
    if isinstance(fact, Unknown):
        raise NobodyRecorded
    return fact


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the reference says: the outcome, and per clause who breaks it and who cannot be checked."""

    outcome: str
    broken: dict[str, frozenset[str]]
    blind: dict[str, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    id: str
    effect: str
    when: set[Action]
    general: Callable[[Facts], bool] | None = None
    per_young: Callable[[Facts, Young], bool] | None = None
    per_representative: Callable[[Facts, Representative], bool] | None = None


# --- who is there, and from what account -------------------------------------------------------------


def has_stranger(facts: Facts) -> bool:
    return told(facts.conversation.strangers) >= 1


def is_from_elsewhere(facts: Facts) -> bool:
    return told(facts.account.owner) is not Owner.ORGANISATION


def is_request_to_own_account(facts: Facts) -> bool:
    return told(facts.account.owner) is Owner.PERSONAL


def lacks_declaration(facts: Facts, one: Representative) -> bool:
    """No declaration, one of a day to come, or one whose year is over: the 365th day is one too many."""
    made = told(one.declared_on)
    if made is None:
        return True
    age = told(facts.today) - made
    return age < timedelta(0) or age >= A_YEAR


def stays_unkept(facts: Facts) -> bool:
    return not told(facts.conversation.is_recorded)


# --- pictures ----------------------------------------------------------------------------------------


def is_shot_on_own_camera(facts: Facts) -> bool:
    if not told(facts.picture.shows_young):
        return False
    return told(facts.picture.device_owner) is not Owner.ORGANISATION


def shows_somebody_unnamed(facts: Facts) -> bool:
    if not told(facts.picture.shows_young):
        return False
    return not told(facts.picture.everyone_is_named)


def is_shown_without_consent(facts: Facts, one: Young) -> bool:
    if not told(facts.picture.shows_young):
        return False
    if not told(one.is_shown):
        return False
    return told(one.picture_consent) is not Standing.GIVEN


# --- young people ------------------------------------------------------------------------------------


def is_minor(one: Young) -> bool:
    return told(one.age) < ADULT_AT


def lacks_assessment(_: Facts, one: Young) -> bool:
    return is_minor(one) and not told(one.is_assessed)


def has_a_parents_no(_: Facts, one: Young) -> bool:
    return is_minor(one) and told(one.consent) in (Standing.REFUSED, Standing.WITHDRAWN, Standing.CONFLICT)


def lacks_consent(_: Facts, one: Young) -> bool:
    return is_minor(one) and told(one.consent) in (Standing.NOT_ASKED, Standing.EXPIRED)


def is_several(facts: Facts) -> bool:
    return told(facts.conversation.kind) is not ConversationKind.ONE_TO_ONE


def is_in_open_group(facts: Facts, one: Young) -> bool:
    return is_minor(one) and is_several(facts) and not told(facts.conversation.is_closed)


def is_where_anyone_may_join(facts: Facts, one: Young) -> bool:
    return is_minor(one) and is_several(facts) and not told(facts.conversation.is_by_invitation)


def is_named_for_vulnerability(facts: Facts) -> bool:
    return is_several(facts) and told(facts.conversation.name_marks_vulnerability)


def is_too_young(facts: Facts, one: Young) -> bool:
    age = told(one.age)
    return told(facts.platform.minimum_age) > age


# --- adults ------------------------------------------------------------------------------------------


def is_group(facts: Facts) -> bool:
    return told(facts.conversation.kind) is ConversationKind.GROUP


def has_one_adult_at_most(facts: Facts) -> bool:
    return told(facts.conversation.adults) in {0, 1}


def lacks_second_adult(facts: Facts) -> bool:
    return is_group(facts) and has_one_adult_at_most(facts)


def shows_numbers_unasked(facts: Facts) -> bool:
    if not is_group(facts) or not told(facts.platform.exposes_numbers):
        return False
    return not told(facts.conversation.exposure_is_agreed)


def is_alone(facts: Facts) -> bool:
    if told(facts.conversation.kind) is not ConversationKind.ONE_TO_ONE:
        return False
    return has_one_adult_at_most(facts)


def covers(window: Window, facts: Facts) -> bool:
    day: date = told(facts.today)
    if day < told(window.from_on):
        return False
    return day < told(window.until_on)


def works_alone_unassessed(facts: Facts) -> bool:
    if not is_alone(facts):
        return False
    window = told(facts.window)
    return window is None or not covers(window, facts)


def works_alone_unseconded(facts: Facts) -> bool:
    if not is_alone(facts):
        return False
    window = told(facts.window)
    return window is not None and not told(window.is_seconded)


# --- the agreement, and the policy itself ------------------------------------------------------------


def is_unexplained(facts: Facts, one: Young) -> bool:
    day = told(one.explained_on)
    return day is None or told(facts.today) < day


def is_not_agreed(facts: Facts, one: Young) -> bool:
    agreed = told(one.agreed_on)
    if agreed is None or told(facts.today) < agreed:
        return True
    explained = told(one.explained_on)
    return explained is not None and explained > agreed


def is_agreed_in_older_words(facts: Facts, one: Young) -> bool:
    version = told(one.agreed_version)
    return version is None or told(facts.policy.agreement_version) > version


def is_due_for_review(facts: Facts) -> bool:
    day = told(facts.policy.reviewed_on)
    return day is None or told(facts.today) - day >= A_YEAR


def is_a_worry_kept_back(facts: Facts) -> bool:
    return told(facts.message.is_worrying) and not told(facts.message.is_reported)


RULES = (
    Rule(id="SG04/Risks", effect="refuse", when=DIRECT | {A.ADD_MEMBER}, general=has_stranger),
    Rule(id="SG04/1", effect="refuse", when=GROUPING, general=is_from_elsewhere),
    Rule(id="SG04/1.friends", effect="refuse", when={A.ACCEPT_CONTACT}, general=is_request_to_own_account),
    Rule(id="SG04/1.declaration", effect="warn", when=DIRECT, per_representative=lacks_declaration),
    Rule(
        id="SG04/2.pertinent",
        effect="refuse",
        when={A.OPEN_ACCOUNT},
        general=lambda f: not told(f.account.is_pertinent),
    ),
    Rule(
        id="SG04/2.best_way",
        effect="refuse",
        when={A.OPEN_ACCOUNT},
        general=lambda f: not told(f.account.is_best_way),
    ),
    Rule(
        id="SG04/2.approved",
        effect="hold",
        when={A.OPEN_ACCOUNT},
        general=lambda f: not told(f.account.is_approved),
    ),
    Rule(
        id="SG04/3.device",
        effect="refuse",
        when=DIRECT | {A.TAKE_PICTURE},
        general=lambda f: not told(f.device.is_protected),
    ),
    Rule(
        id="SG04/3.account",
        effect="refuse",
        when=DIRECT | {A.OPEN_ACCOUNT},
        general=lambda f: not told(f.account.is_protected),
    ),
    Rule(
        id="SG04/3.privacy",
        effect="refuse",
        when=DIRECT | {A.OPEN_ACCOUNT},
        general=lambda f: not told(f.account.has_privacy_settings),
    ),
    Rule(id="SG04/4", effect="refuse", when=DIRECT | {A.START_GROUP}, general=stays_unkept),
    Rule(id="SG04/5.camera", effect="refuse", when=PICTURES, general=is_shot_on_own_camera),
    Rule(id="SG04/5.everyone", effect="refuse", when=PICTURES, general=shows_somebody_unnamed),
    Rule(id="SG04/5.consent", effect="refuse", when=PICTURES, per_young=is_shown_without_consent),
    Rule(id="SG04/6.assessment", effect="refuse", when=REACHING, per_young=lacks_assessment),
    Rule(id="SG04/6.no", effect="refuse", when=REACHING, per_young=has_a_parents_no),
    Rule(id="SG04/6.consent", effect="refuse", when=REACHING, per_young=lacks_consent),
    Rule(id="SG04/7.closed", effect="refuse", when=GROUPING, per_young=is_in_open_group),
    Rule(id="SG04/7.invitation", effect="refuse", when=GROUPING, per_young=is_where_anyone_may_join),
    Rule(id="SG04/7.name", effect="refuse", when=GROUPING, general=is_named_for_vulnerability),
    Rule(id="SG04/8", effect="refuse", when=REACHING | {A.ACCEPT_CONTACT}, per_young=is_too_young),
    Rule(id="SG04/9", effect="refuse", when=GROUPING, general=lacks_second_adult),
    Rule(
        id="SG04/9.numbers",
        effect="hold",
        when={A.START_GROUP, A.ADD_MEMBER},
        general=shows_numbers_unasked,
    ),
    Rule(id="SG04/10", effect="refuse", when=DIRECT, general=works_alone_unassessed),
    Rule(id="SG04/10.second", effect="refuse", when=DIRECT, general=works_alone_unseconded),
    Rule(
        id="SG04/11",
        effect="refuse",
        when=REACHING | {A.START_GROUP, A.OPEN_ACCOUNT, A.ACCEPT_CONTACT},
        general=lambda f: told(f.platform.is_ephemeral),
    ),
    Rule(
        id="SG04/11.mode",
        effect="refuse",
        when=GROUPING,
        general=lambda f: told(f.conversation.is_disappearing),
    ),
    Rule(id="SG04/Agreement.explained", effect="refuse", when=REACHING, per_young=is_unexplained),
    Rule(id="SG04/Agreement.agreed", effect="refuse", when=REACHING, per_young=is_not_agreed),
    Rule(id="SG04/Agreement.version", effect="hold", when=REACHING, per_young=is_agreed_in_older_words),
    Rule(
        id="SG04/Development",
        effect="warn",
        when={A.OPEN_ACCOUNT, A.START_GROUP},
        general=is_due_for_review,
    ),
    Rule(
        id="SG04/Reporting",
        effect="hold",
        when=DIRECT | {A.RECEIVE_MESSAGE},
        general=is_a_worry_kept_back,
    ),
)
BY_ACTION = {action: tuple(rule for rule in RULES if action in rule.when) for action in Action}
STRENGTH = ("allow", "warn", "hold", "refuse")


@dataclass(kw_only=True)
class _Count:
    """What one rule says, person by person; the empty name stands for the request as a whole."""

    broken: set[str] = field(default_factory=set)
    blind: set[str] = field(default_factory=set)
    is_hit: bool = False
    is_blind: bool = False

    def ask(self, whom: str, question: Callable[[], bool]) -> None:
        try:
            if question():
                self.is_hit = True
                self.broken |= {whom} - {""}
        except NobodyRecorded:
            self.is_blind = True
            self.blind |= {whom} - {""}


def counted(rule: Rule, facts: Facts) -> _Count:
    count = _Count()
    if general := rule.general:
        count.ask("", lambda: general(facts))
    if per_young := rule.per_young:
        if isinstance(facts.young, Unknown):
            return _Count(is_blind=True)
        for one in facts.young:
            count.ask(one.ref, lambda one=one: per_young(facts, one))  # type: ignore[misc]  # one of each turn
    if per_representative := rule.per_representative:
        if isinstance(facts.representatives, Unknown):
            return _Count(is_blind=True)
        for who in facts.representatives:
            count.ask(who.ref, lambda who=who: per_representative(facts, who))  # type: ignore[misc]  # as above
    return count


def answer(action: Action, facts: Facts) -> Answer:
    """Return what the policy's words say of an action."""
    broken: dict[str, frozenset[str]] = {}
    blind: dict[str, frozenset[str]] = {}
    effects = {"allow"}
    for rule in BY_ACTION[action]:
        count = counted(rule, facts)
        if count.is_hit:
            broken[rule.id] = frozenset(count.broken)
            effects.add(rule.effect)
        if count.is_blind:
            blind[rule.id] = frozenset(count.blind)
            effects.add("hold" if rule.effect == "hold" else "refuse")
    return Answer(outcome=max(effects, key=STRENGTH.index), broken=broken, blind=blind)
