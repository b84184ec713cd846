"""The sentences of a report that are not the pack's own."""

from collections.abc import Sequence
from datetime import datetime

UNRECORDED = {
    "y.age": ("No date of birth is recorded.", "Record the date of birth of {who}."),
    "y.is_assessed": ("No assessment is recorded.", "Record the day {who} was assessed."),
    "account.owner": (
        "Nobody recorded whose account this representative writes from.",
        "Record whether {who} writes from the organisation's account.",
    ),
    "platform.minimum_age": (
        "The policy's platform list has no rule for this day.",
        "Ask the policy's author to add a dated rule for this platform.",
    ),
    "message.is_worrying": (
        "Part of this message was too long to be screened.",
        "Read the rest of it, and pass it to the safeguarding lead if it is worrying.",
    ),
    "conversation.strangers": ("Nobody recorded who is in this conversation.", "Record who is in it."),
}

MISSING = {"message.is_worrying": "not screened whole"}  # in a finding's title; else `not recorded`

# Longest prefix wins: why an export cannot show it, and what would.
WHY = {
    "stranger": (
        "Somebody unknown wrote; whose account they used cannot be known.",
        "Find out who they are.",
    ),
    "account.owner": (
        "An export does not show whose account or number a message left from.",
        "Fill in the column “account” of the people file: organisation or personal.",
    ),
    "account.": (
        "An export does not show how an account is protected or set up.",
        "Look at the account with its administrator and write down what you saw.",
    ),
    "device.": (
        "An export does not show which equipment was used.",
        "Keep a list of equipment with who uses it and whether it is locked.",
    ),
    "picture.": (
        "An export does not show whom a picture shows or which camera took it.",
        "Look at each picture in the chat and compare it with the signed picture forms.",
    ),
    "conversation.is_": (
        "An export does not show the group's settings.",
        "Open the group's settings and check who may join and how.",
    ),
    "conversation.name": (
        "The export does not show what the group is called.",
        "Read the group's name and picture: do they say why its members need support?",
    ),
    "y.is_assessed": (
        "The people file holds no assessments.",
        "Fill in the column “assessed_on” of the people file.",
    ),
    "y.explained_on": (
        "The people file does not say when the safety agreement was explained.",
        "Fill in the column “explained_on” of the people file.",
    ),
    "y.agreed_on": (
        "The people file does not say when the safety agreement was agreed.",
        "Fill in the column “agreed_on” of the people file.",
    ),
    "y.agreed_version": (
        "The people file does not say which safety agreement was agreed.",
        "Fill in the column “agreement_version” of the people file.",
    ),
    "r.": (
        "Declarations about personal accounts are kept elsewhere.",
        "Ask each representative for this year's declaration.",
    ),
    "policy.": (
        "The review of the policy is kept elsewhere.",
        "Write down when the policy was last reviewed.",
    ),
}

LIMITS = (
    "This is an export handed in afterwards, not a conversation Handrail witnessed; perhaps changed.",
    "Messages deleted before the export leave at most a note that something was deleted.",
    "Edited messages show only their last words.",
    "People who were in the group and neither wrote nor came nor left are not in the export.",
    "Times are those of the phone that made the export; it names no time zone.",
    "Whether a worry was passed on by another way cannot be seen here.",
    "Signs in the text are for a person to read. They accuse nobody, and quiet text proves nothing.",
    "No lone-working assessment was handed to this audit; where one exists, read the findings beside it.",
)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 message`, `1,204 messages`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 4, *, more: int = 0) -> str:
    """Return names as people say them: `Jo, Ana and Rhys`; a long list ends with how many more there are.

    more  names there are besides
    """
    shown = list(names[:most])
    if len(names) + more > most or more:
        shown = list(names[: most - 1])
        others = len(names) + more - len(shown)
        shown.append(f"{others:,} {'other' if others == 1 else 'others'}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def day(at: datetime) -> str:
    """Return a day as people write it: `3 May 2026`."""
    return f"{at.day} {at:%B %Y}"


def why_unchecked(path: str) -> tuple[str, str]:
    """Return why an export cannot show a fact, and what would let it be checked."""
    best = max((prefix for prefix in WHY if path.startswith(prefix)), key=len, default=None)
    fallback = ("An export does not show this.", "Check it where it is kept.")
    return WHY[best] if best is not None else fallback
