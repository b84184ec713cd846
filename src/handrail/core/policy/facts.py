"""The facts a policy may ask about, typed. A field's `says` is how `explain` speaks of it.

Every fact may be UNKNOWN (not recorded). A type with `| None` may also be None: known to be absent.
Facts hold the local day and minute of the recipient and ages on that day, worked out once at the edge.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from handrail.core.policy.unknown import UNKNOWN, Unknown


class Action(StrEnum):
    """What somebody wants to do. A pack must permit an action before any clause is asked."""

    SEND_MESSAGE = "send_message"
    SEND_PICTURE = "send_picture"
    RECEIVE_MESSAGE = "receive_message"
    START_GROUP = "start_group"
    ADD_MEMBER = "add_member"
    TAKE_PICTURE = "take_picture"
    OPEN_ACCOUNT = "open_account"
    ACCEPT_CONTACT = "accept_contact"
    GRANT_ACCESS = "grant_access"


class ConversationKind(StrEnum):
    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    EVENT = "event"
    PAGE = "page"


class Owner(StrEnum):
    ORGANISATION = "organisation"
    PERSONAL = "personal"


class Standing(StrEnum):
    """Where consent stands on the day; derived from the answers, never stored."""

    GIVEN = "given"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CONFLICT = "conflict"


type OrUnknown[T] = T | Unknown


def fact(says: str, *, opposite: str = "") -> Unknown:
    """Return a field that is UNKNOWN until recorded.

    says      a noun phrase (`the number of adults`), or a whole clause for a truth (`the group is closed`)
    opposite  for a truth: the clause when it is false (`the group is open`); for what may be absent: its lack
    """
    made: Unknown = field(default=UNKNOWN, metadata={"says": says, "opposite": opposite})
    return made


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Account:
    """The account a message leaves from, or that somebody asks to open."""

    owner: OrUnknown[Owner] = fact("the account's owner")
    is_pertinent: OrUnknown[bool] = fact(
        "a written reason shows the account is pertinent to the project",
        opposite="no written reason shows the account is pertinent to the project",
    )
    is_best_way: OrUnknown[bool] = fact(
        "a written reason shows it is the best way to reach the people the project is for",
        opposite="no written reason shows it is the best way to reach the people the project is for",
    )
    is_approved: OrUnknown[bool] = fact(
        "the lead approved the account", opposite="the lead has not approved it"
    )
    is_protected: OrUnknown[bool] = fact(
        "the account has a PIN or password", opposite="the account has no PIN or password"
    )
    has_privacy_settings: OrUnknown[bool] = fact(
        "its privacy settings are set", opposite="its privacy settings are not set"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Device:
    """The equipment used."""

    owner: OrUnknown[Owner] = fact("the equipment's owner")
    is_protected: OrUnknown[bool] = fact(
        "the equipment has a PIN or password", opposite="the equipment has no PIN or password"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Platform:
    """The service used, as its dated rules stand on the day."""

    id: OrUnknown[str] = fact("the platform")
    minimum_age: OrUnknown[int] = fact("the platform's minimum age")
    is_ephemeral: OrUnknown[bool] = fact(
        "messages on the platform disappear by design", opposite="messages on the platform stay"
    )
    exposes_numbers: OrUnknown[bool] = fact(
        "the platform shows members' numbers to each other", opposite="the platform shows no numbers"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conversation:
    """Where the message goes, and who is there at that moment."""

    kind: OrUnknown[ConversationKind] = fact("the conversation's kind")
    adults: OrUnknown[int] = fact("the number of adults who count (vetted, trained, present)")
    strangers: OrUnknown[int] = fact("the number of people in it whom the organisation does not know")
    is_closed: OrUnknown[bool] = fact("the group is closed", opposite="the group is open")
    is_by_invitation: OrUnknown[bool] = fact(
        "people join by invitation only", opposite="people can join without an invitation"
    )
    name_marks_vulnerability: OrUnknown[bool] = fact(
        "its name marks the members as vulnerable", opposite="its name marks nobody as vulnerable"
    )
    is_recorded: OrUnknown[bool] = fact("the conversation is kept", opposite="the conversation is not kept")
    is_disappearing: OrUnknown[bool] = fact(
        "disappearing messages are on", opposite="disappearing messages are off"
    )
    exposure_is_agreed: OrUnknown[bool] = fact(
        "the people whose numbers will show were told and agreed",
        opposite="the people whose numbers will show were not told or did not agree",
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """A lone-working risk assessment for this conversation."""

    from_on: OrUnknown[date] = fact("the first day of the lone-working assessment")
    until_on: OrUnknown[date] = fact("the end of the lone-working assessment")
    is_seconded: OrUnknown[bool] = fact(
        "a second person approved the assessment", opposite="no second person approved the assessment"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """A photo or film about to be taken or sent."""

    shows_young: OrUnknown[bool] = fact("it shows young people", opposite="it shows no young people")
    everyone_is_named: OrUnknown[bool] = fact(
        "everyone it shows is recorded", opposite="not everyone it shows is recorded"
    )
    device_owner: OrUnknown[Owner] = fact("the owner of the camera")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MessageSigns:
    """What screening said of the message. UNKNOWN: it could not be screened."""

    is_worrying: OrUnknown[bool] = fact(
        "the message carries a worrying sign", opposite="the message carries no worrying sign"
    )
    is_reported: OrUnknown[bool] = fact(
        "it has been passed to the safeguarding lead", opposite="it has not been passed to the lead"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Young:
    """A young person concerned."""

    ref: str
    age: OrUnknown[int] = fact("the young person's age on the day")
    is_assessed: OrUnknown[bool] = fact(
        "the young person's assessment is done", opposite="the young person has no assessment"
    )
    consent: OrUnknown[Standing] = fact("parental consent for this platform")
    picture_consent: OrUnknown[Standing] = fact("signed consent for pictures")
    is_shown: OrUnknown[bool] = fact(
        "the young person is shown in the picture", opposite="the young person is not shown in the picture"
    )
    explained_on: OrUnknown[date | None] = fact(
        "the day the safety agreement was explained", opposite="the safety agreement was never explained"
    )
    agreed_on: OrUnknown[date | None] = fact(
        "the day the safety agreement was agreed", opposite="the safety agreement was never agreed"
    )
    agreed_version: OrUnknown[int | None] = fact("the version of the safety agreement they agreed to")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Representative:
    """A representative taking part."""

    ref: str
    declared_on: OrUnknown[date | None] = fact(
        "the day of their declaration about personal accounts",
        opposite="they never made the declaration about personal accounts",
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Policy:
    """How the policy itself stands."""

    agreement_version: OrUnknown[int] = fact("the version of the safety agreement in force")
    reviewed_on: OrUnknown[date | None] = fact(
        "the day the policy was last reviewed", opposite="the policy was never reviewed"
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """Everything known when an action is decided."""

    today: OrUnknown[date] = fact("today")
    minute: OrUnknown[int] = fact("the time of day")
    account: Account = Account()
    device: Device = Device()
    platform: Platform = Platform()
    conversation: Conversation = Conversation()
    picture: Picture = Picture()
    message: MessageSigns = MessageSigns()
    policy: Policy = Policy()
    window: OrUnknown[Window | None] = fact(
        "a lone-working assessment", opposite="there is no lone-working assessment"
    )
    young: OrUnknown[tuple[Young, ...]] = fact("the young people concerned")
    representatives: OrUnknown[tuple[Representative, ...]] = fact("the representatives taking part")
