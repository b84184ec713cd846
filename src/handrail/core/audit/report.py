"""What an audit answers: one frozen value, rendered by the terminal, the page, the file and JSON alike.

The JSON form of every class here is specified in docs/formats/audit-report.md.
All moments are local to the phone that made the export: exports carry no time zone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SCHEMA = "handrail.audit/1"


class Severity(StrEnum):
    """What the policy would have done; the same words as a decision's outcome."""

    REFUSE = "refuse"
    HOLD = "hold"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatFacts:
    name: str  # file name as given, never a path
    sha256: str  # of the original bytes, hex
    size_bytes: int
    format: str  # e.g. `whatsapp-android`
    date_order: str  # dmy | mdy | ymd
    is_ambiguous: bool  # the file alone cannot tell the date order
    title: str | None  # the group's name where a system line shows it
    kind: str  # group | one_to_one
    first_at: datetime | None
    last_at: datetime | None
    messages: int  # sent by a person
    system_lines: int
    media: int
    edited: int
    deleted: int
    suspect: int  # lines that may not be what they seem: see Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFacts:
    id: str
    title: str
    version: str
    digest: str  # sha256 of the pack's files, hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    from_at: datetime | None  # None: already there when the export begins
    until_at: datetime | None  # None: still there when it ends; exclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    name: str  # from the people file
    written_as: tuple[str, ...]  # as the chat shows them
    role: str  # representative | young_person | guardian
    age_first: int | None  # on the day of their first message or the chat's first day; young people only
    age_last: int | None
    counts_as_adult: bool  # vetted and trained throughout, so counts towards two
    presence: tuple[Presence, ...]
    messages: int
    notes: tuple[str, ...]  # e.g. "vetting ended on 3 May 2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    name: str  # as the chat shows it
    messages: int
    first_at: datetime
    why: str  # "nobody in the people file has this name" | "two people share this name: ..."
    near: tuple[str, ...]  # people whose names are close; offered, never assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One message in the stretch of conversation quoted around a finding."""

    at: datetime
    sender: str | None  # person's name, or as written when unmatched; None for a system line
    role: str | None
    text: str  # shortened to 600 characters, ending with an ellipsis if so
    kind: str  # text | media | deleted | system | call | poll | location | contact
    line: int  # in the original, from 1
    offset: int  # byte offset in the original
    is_finding: bool  # the message the finding is about, not its surroundings
    marks: tuple[tuple[int, int], ...]  # spans of `text` that fired, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """An unbroken run of messages that broke the same clause for the same people."""

    from_at: datetime
    until_at: datetime  # of the last message, inclusive
    messages: int
    about: tuple[str, ...]  # people concerned, by name
    quoted: tuple[Quoted, ...]  # the first of them with its surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One clause that was broken, with where and about whom."""

    clause_id: str
    severity: Severity
    title: str
    clause_text: str  # the policy's own words for people
    reason: str
    about: tuple[str, ...]
    messages: int  # how many messages broke it
    first_at: datetime
    last_at: datetime
    episodes: tuple[Episode, ...]  # at most 20: the first ones; `episodes_total` counts all
    episodes_total: int
    remedies: tuple[str, ...]  # plain sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFinding:
    """One kind of worrying or private content; for a person to read, never a verdict."""

    category: str
    title: str
    severity: str  # low | medium | high
    messages: int
    by_adults: int  # of those, sent by adults (known or unknown)
    first_at: datetime
    last_at: datetime
    quoted: tuple[Quoted, ...]  # at most 10, with `marks`
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One way in which lines of the file may not be what they seem; for a person to look at."""

    kind: str  # unscreened | imitation | backwards
    title: str
    why: str
    how: str  # what to do
    messages: int
    first_at: datetime
    last_at: datetime
    quoted: tuple[Quoted, ...]  # the first ten with the lines around them, each line once


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """One step of the timeline picture."""

    from_at: datetime
    until_at: datetime  # exclusive
    messages: int
    refused: int
    held: int
    warned: int
    adults_min: int  # adults who count, over the bucket
    adults_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMark:
    at: datetime
    text: str  # e.g. "Alex left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    buckets: tuple[Bucket, ...]  # at most 120, equal lengths, no gaps
    marks: tuple[TimelineMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A clause an export cannot answer: said plainly, never passed silently."""

    clause_id: str
    title: str
    why: str
    how: str  # what would let it be checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    text: str  # one plain sentence: what to do next
    who: str  # lead | representative | trustees
    because: tuple[str, ...]  # clause ids or signal categories
    is_urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Each message an adult sent has one outcome; young people's messages are received, never refused."""

    messages: int
    decided: int  # asked of the policy: messages of adults, and of people nobody knows
    by_unknown: int  # of those, of people nobody knows
    refused: int
    held: int
    warned: int
    allowed: int
    with_signals: int
    unscreened: int = 0  # too long to be screened whole, whoever wrote them


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    made_at: datetime  # UTC, handed in
    handrail_version: str
    chat: ChatFacts
    pack: PackFacts
    platform: str  # platform id of the pack
    totals: Totals
    headline: str  # one sentence for trustees
    summary: tuple[str, ...]  # two to seven plain sentences for trustees
    people: tuple[Participant, ...]
    unmatched: tuple[Unmatched, ...]  # at most 1,000, those with most messages, in order of appearance
    unmatched_left_out: int = 0
    findings: tuple[Finding, ...]  # refuse first, then hold, then warn; within, most messages first
    signals: tuple[SignalFinding, ...]
    doubts: tuple[Doubt, ...] = ()  # gravest first
    timeline: Timeline
    unchecked: tuple[Unchecked, ...]
    steps: tuple[Step, ...]
    limits: tuple[str, ...]  # what an export can never show
