"""A made-up report that uses every field, with the hostile text that real chats bring."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.audit_sample_parts import (
    HOSTILE,
    START,
    at,
    doubts,
    picture_consent,
    signals,
    two_adults,
    under_age,
)

from handrail.core.audit import report as r

__all__ = ["HOSTILE", "START", "chat", "clean_report", "empty_report", "report", "timeline"]
TOTALS = r.Totals(
    messages=1204, decided=590, by_unknown=12, refused=37, held=18, warned=1, allowed=534, with_signals=7
)
QUIET = replace(TOTALS, by_unknown=0, refused=0, held=0, warned=0, with_signals=0)


def chat(**changes) -> r.ChatFacts:
    facts = r.ChatFacts(
        name="WhatsApp Chat with Tuesday group.zip",
        sha256="9f2c4e7ab1d05836" * 4,
        size_bytes=1_482_233,
        format="whatsapp-android",
        date_order="dmy",
        is_ambiguous=True,
        title="Tuesday group",
        kind="group",
        first_at=at(),
        last_at=at(94, 200),
        messages=1204,
        system_lines=23,
        media=61,
        edited=4,
        deleted=7,
        suspect=1,
    )
    return replace(facts, **changes)


def people() -> tuple[r.Participant, ...]:
    return (
        r.Participant(
            name="Priya Nair",
            written_as=("Priya Brook Lane", "+44 7700 900417"),
            role="representative",
            age_first=None,
            age_last=None,
            counts_as_adult=True,
            presence=(r.Presence(from_at=None, until_at=None),),
            messages=402,
            notes=(),
        ),
        r.Participant(
            name="Alex Morgan",
            written_as=("Alex BL",),
            role="representative",
            age_first=None,
            age_last=None,
            counts_as_adult=False,
            presence=(r.Presence(from_at=None, until_at=at(51, 130)),),
            messages=188,
            notes=("Vetting ended on 26 March 2026.", "Training was more than two years old."),
        ),
        r.Participant(
            name="Rhys Parry",
            written_as=("Rhys",),
            role="young_person",
            age_first=12,
            age_last=13,
            counts_as_adult=False,
            presence=(
                r.Presence(from_at=at(6), until_at=at(40)),
                r.Presence(from_at=at(62), until_at=None),
            ),
            messages=240,
            notes=("Was 12 until 4 April 2026.",),
        ),
        r.Participant(
            name="Jo Bright",
            written_as=("Jo 🎧",),
            role="young_person",
            age_first=14,
            age_last=14,
            counts_as_adult=False,
            presence=(r.Presence(from_at=at(3), until_at=None),),
            messages=311,
            notes=(),
        ),
        r.Participant(
            name="Sam Bright",
            written_as=("Sam (Jo's dad)",),
            role="guardian",
            age_first=None,
            age_last=None,
            counts_as_adult=False,
            presence=(r.Presence(from_at=None, until_at=None),),
            messages=12,
            notes=(),
        ),
    )


def unmatched() -> tuple[r.Unmatched, ...]:
    return (
        r.Unmatched(
            name="+44 7700 900862",
            messages=31,
            first_at=at(44),
            why="Nobody in the people file has this number.",
            near=(),
        ),
        r.Unmatched(
            name="Preeya",
            messages=20,
            first_at=at(58),
            why="Nobody in the people file has this name.",
            near=("Priya Nair",),
        ),
    )


def timeline() -> r.Timeline:
    buckets = []
    for step in range(95):
        messages = (step * 7) % 23 if step % 6 else 0
        late = step >= 51
        refused = min(messages, 4) if late and step % 3 == 0 else 0
        buckets.append(
            r.Bucket(
                from_at=datetime(2026, 2, 3) + timedelta(days=step),  # noqa: DTZ001
                until_at=datetime(2026, 2, 4) + timedelta(days=step),  # noqa: DTZ001
                messages=messages,
                refused=refused,
                held=2 if 6 <= step < 40 and messages > 5 else 0,
                warned=1 if step == 20 else 0,
                adults_min=1 if late else 2,
                adults_max=2 if step <= 51 else 1,
            )
        )
    marks = (
        r.TimelineMark(at=at(6), text="Rhys Parry joined"),
        r.TimelineMark(at=at(51, 130), text="Alex Morgan left"),
        r.TimelineMark(at=at(60), text="Rhys Parry turned 13"),
    )
    return r.Timeline(buckets=tuple(buckets), marks=marks)


def report(**changes) -> r.Report:
    made = r.Report(
        made_at=datetime(2026, 5, 11, 9, 30),  # noqa: DTZ001
        handrail_version="0.1.0",
        chat=chat(),
        pack=r.PackFacts(
            id="sg04", title="Social media safeguarding (SG04)", version="2026.1", digest="4be1a0c7" * 8
        ),
        platform="whatsapp",
        totals=TOTALS,
        headline="For six weeks one adult was alone with young people in this group.",
        summary=(
            "Priya Nair wrote to young people 37 times with no second adult there, all after 26 March 2026.",
            "Rhys Parry was 12 when he joined, and WhatsApp asks for 13.",
            "Two people in the chat are not in the people file: nobody can say who they are.",
            "Two messages ask a young person to keep something secret.",
        ),
        people=people(),
        unmatched=unmatched(),
        unmatched_left_out=7,
        findings=(two_adults(), under_age(), picture_consent()),
        signals=signals(),
        doubts=doubts(),
        timeline=timeline(),
        unchecked=(
            r.Unchecked(
                clause_id="SG04/3",
                title="Equipment locked with a PIN",
                why="An export does not show which telephone was used.",
                how="Record each telephone in the equipment list.",
            ),
        ),
        steps=(
            r.Step(
                text="Read the messages to Jo Bright of 26 March and speak with Priya Nair today.",
                who="lead",
                because=("SG04/9", "secrecy"),
                is_urgent=True,
            ),
            r.Step(
                text="Add a second vetted adult to the group.",
                who="representative",
                because=("SG04/9",),
                is_urgent=False,
            ),
            r.Step(
                text="Ask how groups are staffed when somebody leaves.",
                who="trustees",
                because=("SG04/3",),
                is_urgent=False,
            ),
        ),
        limits=(
            "An export is what one telephone shows; messages can be missing or changed.",
            "Voice messages and calls cannot be read.",
        ),
    )
    return replace(made, **changes)


def clean_report() -> r.Report:
    """A conversation in which nothing was found."""
    return report(
        headline="Nothing in this conversation broke the policy.",
        summary=("All 20 messages from adults were allowed.",),
        totals=replace(QUIET, messages=40, decided=20, allowed=20),
        findings=(),
        signals=(),
        doubts=(),
        unmatched=(),
        unmatched_left_out=0,
        steps=(),
        unchecked=(),
        chat=chat(is_ambiguous=False, suspect=0, title=None),
    )


def empty_report() -> r.Report:
    """A chat with no message at all."""
    return replace(
        clean_report(),
        totals=replace(clean_report().totals, messages=0, decided=0, allowed=0),
        people=(),
        chat=chat(first_at=None, last_at=None, messages=0, title=None),
        timeline=r.Timeline(buckets=(), marks=()),
    )
