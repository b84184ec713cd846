"""The findings, signals and doubts of the made-up report, with the hostile text that real chats bring."""

from dataclasses import replace
from datetime import datetime, timedelta

from handrail.core.audit import report as r

START = datetime(2026, 2, 3, 16, 30)  # noqa: DTZ001  # exports carry no time zone
HOSTILE = "<script>alert('hello')</script> & <b>bold</b> \u202egnp.exe 🎉 ok"
LONG_WORD = "w" * 10_000


def at(days: float = 0, minutes: float = 0) -> datetime:
    return START + timedelta(days=days, minutes=minutes)


def quoted(days: float, minutes: float, sender: str | None, role: str | None, text: str, **more) -> r.Quoted:
    plain = r.Quoted(
        at=at(days, minutes),
        sender=sender,
        role=role,
        text=text,
        kind="text",
        line=40,
        offset=2_048,
        is_finding=False,
        marks=(),
    )
    return replace(plain, **more)


def two_adults() -> r.Finding:
    evening = r.Episode(
        from_at=at(51, 140),
        until_at=at(51, 171),
        messages=6,
        about=("Jo Bright",),
        quoted=(
            quoted(
                51,
                128,
                "Priya Nair",
                "representative",
                "The minibus leaves from the library at 9 on Saturday.",
            ),
            quoted(51, 130, None, None, "Alex BL left", kind="system"),
            quoted(51, 138, "Jo Bright", "young_person", "can you pick me up on the way instead"),
            quoted(
                51,
                140,
                "Priya Nair",
                "representative",
                "Yes no problem, I can come past yours at 8.30. Just us two so don't tell the others",
                is_finding=True,
                line=811,
                offset=51_204,
                marks=((47, 58), (62, 83)),
            ),
            quoted(51, 142, "Jo Bright", "young_person", "ok 👍"),
            quoted(51, 171, "Priya Nair", "representative", "", kind="media", is_finding=True, line=815),
        ),
    )
    later = replace(
        evening, from_at=at(58, 300), until_at=at(58, 301), messages=1, quoted=evening.quoted[3:5]
    )
    third = replace(
        later, from_at=at(70, 300), until_at=at(70, 330), messages=30, about=("Jo Bright", "Rhys Parry")
    )
    return r.Finding(
        clause_id="SG04/9",
        severity=r.Severity.REFUSE,
        title="Two adults in every conversation",
        clause_text="Two or more adult representatives take part in every conversation with young people.",
        reason="Only one adult who counts was in the conversation.",
        about=("Jo Bright", "Rhys Parry"),
        messages=37,
        first_at=at(51, 140),
        last_at=at(94, 200),
        episodes=(evening, later, third),
        episodes_total=9,
        remedies=("Add a second adult who is vetted and trained.", "Write to the guardian instead."),
    )


def under_age() -> r.Finding:
    episode = r.Episode(
        from_at=at(6, 12),
        until_at=at(6, 30),
        messages=4,
        about=("Rhys Parry",),
        quoted=(
            quoted(6, 10, "Rhys Parry", "young_person", "diolch! see you there"),
            quoted(
                6, 12, "Alex Morgan", "representative", "Bring a waterproof, it might rain.", is_finding=True
            ),
            quoted(6, 14, "+44 7700 900862", None, HOSTILE),
            quoted(6, 15, "Jo Bright", "young_person", LONG_WORD),
        ),
    )
    return r.Finding(
        clause_id="SG04/8",
        severity=r.Severity.HOLD,
        title="Old enough for the platform",
        clause_text="Nobody is contacted on a platform before they reach its minimum age.",
        reason="WhatsApp asks for 13 years; Rhys was 12.",
        about=("Rhys Parry",),
        messages=18,
        first_at=at(6, 12),
        last_at=at(40),
        episodes=(episode,),
        episodes_total=1,
        remedies=("Use text messages until his birthday.",),
    )


def picture_consent() -> r.Finding:
    return r.Finding(
        clause_id="SG04/5",
        severity=r.Severity.WARN,
        title="Pictures only with consent",
        clause_text="Pictures are taken on the organisation's equipment, with consent from everyone in them.",
        reason="It is not recorded who is in the picture.",
        about=(),
        messages=1,
        first_at=at(20),
        last_at=at(20),
        episodes=(
            r.Episode(
                from_at=at(20),
                until_at=at(20),
                messages=1,
                about=(),
                quoted=(
                    quoted(
                        20, 0, "Priya Nair", "representative", "IMG-0012.jpg", kind="media", is_finding=True
                    ),
                ),
            ),
        ),
        episodes_total=1,
        remedies=(),
    )


def signals() -> tuple[r.SignalFinding, ...]:
    return (
        r.SignalFinding(
            category="secrecy",
            title="Asking to keep a secret",
            severity="high",
            messages=2,
            by_adults=2,
            first_at=at(51, 140),
            last_at=at(58),
            quoted=(two_adults().episodes[0].quoted[3],),
            reasons=("Asks someone to keep the conversation from others.",),
        ),
        r.SignalFinding(
            category="phone",
            title="A telephone number",
            severity="low",
            messages=5,
            by_adults=1,
            first_at=at(12),
            last_at=at(77),
            quoted=(
                quoted(
                    12,
                    0,
                    "Jo Bright",
                    "young_person",
                    "my new number is 07700 900123",
                    is_finding=True,
                    marks=((17, 29),),
                ),
            ),
            reasons=("Looks like a United Kingdom mobile number.",),
        ),
    )


def doubts() -> tuple[r.Doubt, ...]:
    pasted = "look what she wrote\n[03/02/2026, 16:31] Priya Nair: ok you can come\nsee?"
    return (
        r.Doubt(
            kind="imitation",
            title="May imitate another person",
            why="A line inside the message is shaped like the beginning of somebody else's.",
            how="Compare it with the export from another phone in the chat.",
            messages=12,
            first_at=at(9),
            last_at=at(70),
            quoted=(
                quoted(9, -3, None, None, "Alex BL changed this group's icon", kind="system"),
                quoted(
                    9,
                    0,
                    "Jo Bright",
                    "young_person",
                    pasted,
                    is_finding=True,
                    line=77,
                    offset=4_321,
                    marks=((20, 67),),
                ),
                quoted(9, 1, None, None, HOSTILE, kind="system", is_finding=True, line=80, offset=4_444),
            ),
        ),
    )
