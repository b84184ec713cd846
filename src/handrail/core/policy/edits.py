"""What each remedy would change in the facts, one edit a remedy. Packs name them; they cannot invent them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from handrail.core.policy.facts import Facts, Owner, Representative, Standing, Window, Young
from handrail.core.policy.pack import Pack
from handrail.core.policy.platforms import platform_on
from handrail.core.policy.unknown import UNKNOWN

OWN_CHAT = "web"

type Edit = Callable[[Pack, Facts, frozenset[str]], Facts]


def _part(part: str, **changes: object) -> Edit:
    """Return an edit of one part of the facts, the same whoever it is about."""

    def edit(_pack: Pack, facts: Facts, _about: frozenset[str]) -> Facts:
        return replace(facts, **{part: replace(getattr(facts, part), **changes)})

    return edit


def _young(change: Callable[[Pack, Facts, Young], Young]) -> Edit:
    """Return an edit of the young people the violation is about."""

    def edit(pack: Pack, facts: Facts, about: frozenset[str]) -> Facts:
        listed = facts.young if isinstance(facts.young, tuple) else ()
        young = tuple(change(pack, facts, one) if one.ref in about else one for one in listed)
        return replace(facts, young=young)

    return edit


def _add_adult(_pack: Pack, facts: Facts, _about: frozenset[str]) -> Facts:
    adults = facts.conversation.adults
    more = adults + 1 if isinstance(adults, int) else UNKNOWN
    return replace(facts, conversation=replace(facts.conversation, adults=more))


def _approve_lone_working(_pack: Pack, facts: Facts, _about: frozenset[str]) -> Facts:
    if not isinstance(facts.today, date):
        return facts
    until = facts.today + timedelta(days=1)
    return replace(facts, window=Window(from_on=facts.today, until_on=until, is_seconded=True))


def _move_to_own_chat(pack: Pack, facts: Facts, _about: frozenset[str]) -> Facts:
    """Move to the organisation's own chat: consent given for the old platform does not go with it."""
    if not isinstance(facts.today, date):
        return facts
    young = facts.young
    if isinstance(young, tuple):
        young = tuple(replace(one, consent=Standing.NOT_ASKED) for one in young)
    conversation = replace(facts.conversation, is_disappearing=False, is_recorded=True)
    platform = platform_on(pack, OWN_CHAT, facts.today)
    return replace(facts, young=young, conversation=conversation, platform=platform)


def _use_organisation_camera(_pack: Pack, facts: Facts, _about: frozenset[str]) -> Facts:
    return replace(facts, picture=replace(facts.picture, device_owner=Owner.ORGANISATION))


def _renew_declaration(_pack: Pack, facts: Facts, about: frozenset[str]) -> Facts:
    def renewed(one: Representative) -> Representative:
        return replace(one, declared_on=facts.today) if one.ref in about else one

    listed = facts.representatives if isinstance(facts.representatives, tuple) else ()
    return replace(facts, representatives=tuple(map(renewed, listed)))


def _review_policy(_pack: Pack, facts: Facts, _about: frozenset[str]) -> Facts:
    return replace(facts, policy=replace(facts.policy, reviewed_on=facts.today))


def _explained(_pack: Pack, facts: Facts, one: Young) -> Young:
    return replace(one, explained_on=facts.today)


def _agreed(_pack: Pack, facts: Facts, one: Young) -> Young:
    return replace(one, agreed_on=facts.today, agreed_version=facts.policy.agreement_version)


EDITS: Mapping[str, Edit] = {
    "add_adult": _add_adult,
    "agree": _young(_agreed),
    "approve_account": _part("account", is_approved=True),
    "approve_lone_working": _approve_lone_working,
    "ask_consent": _young(lambda _pack, _facts, one: replace(one, consent=Standing.GIVEN)),
    "ask_picture_consent": _young(lambda _pack, _facts, one: replace(one, picture_consent=Standing.GIVEN)),
    "assess": _young(lambda _pack, _facts, one: replace(one, is_assessed=True)),
    "close_group": _part("conversation", is_closed=True),
    "explain_agreement": _young(_explained),
    "identify_people": _part("conversation", strangers=0),
    "invite_only": _part("conversation", is_by_invitation=True),
    "keep_record": _part("conversation", is_recorded=True),
    "leave_out_of_picture": _young(lambda _pack, _facts, one: replace(one, is_shown=False)),
    "move_to_own_chat": _move_to_own_chat,
    "name_everyone_shown": _part("picture", everyone_is_named=True),
    "preview_exposure": _part("conversation", exposure_is_agreed=True),
    "protect_account": _part("account", is_protected=True),
    "protect_device": _part("device", is_protected=True),
    "rename_group": _part("conversation", name_marks_vulnerability=False),
    "renew_declaration": _renew_declaration,
    "report_to_lead": _part("message", is_reported=True),
    "review_policy": _review_policy,
    "set_privacy": _part("account", has_privacy_settings=True),
    "stop_disappearing": _part("conversation", is_disappearing=False),
    "use_organisation_account": _part("account", owner=Owner.ORGANISATION),
    "use_organisation_camera": _use_organisation_camera,
    "use_organisation_device": _part("device", owner=Owner.ORGANISATION),
    "write_best_way": _part("account", is_best_way=True),
    "write_pertinence": _part("account", is_pertinent=True),
}

# Remedies that take back what others gave: consent belongs to a platform, so moving comes before asking.
UNDOING: frozenset[str] = frozenset({"move_to_own_chat"})
