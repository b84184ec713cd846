"""The audit finds exactly what was planted, and says plainly what it cannot know."""

from datetime import date

import pytest
from tests.core.audit.a_chat import AChat, adult, audited, broken, hears, young

from handrail.core.imports.message import YOU, EventKind, Kind, Mark
from handrail.core.people.person import AccountOwner, Consent, ConsentStanding

PRIYA, ALEX, JO, ANA = adult("Priya"), adult("Alex"), young("Jo"), young("Ana")


def a_group() -> AChat:
    return AChat().happen(EventKind.CREATED, "Priya", "Tuesday group")


def test_a_group_in_order_has_no_finding():
    report = audited(a_group().say("Alex").say("Jo").say("Priya"), PRIYA, ALEX, JO)
    assert report.findings == ()
    assert (report.totals.decided, report.totals.allowed, report.totals.messages) == (2, 2, 3)
    assert report.headline == "Nothing in 2 messages from adults goes against what this policy could check."


def test_the_three_planted_findings_are_found_and_nothing_else():
    small = young("Bea", born_on=date(2014, 1, 1))
    unasked = young("Ana", consents=())
    chat = a_group().say("Alex").say("Jo").say("Bea").say("Ana").say("Priya")
    chat.happen(EventKind.LEFT, "Alex").say("Priya").say("Priya")
    report = audited(chat, PRIYA, ALEX, JO, small, unasked)
    found = broken(report)
    assert set(found) == {"SG04/6.consent", "SG04/8", "SG04/9"}
    assert found["SG04/8"].about == ("Bea",)
    assert found["SG04/6.consent"].about == ("Ana",)
    assert found["SG04/9"].messages == 2
    assert found["SG04/9"].clause_text.startswith("At least two adult representatives")
    assert report.totals.refused == 4


def test_a_child_is_contacted_until_the_day_before_the_birthday_only():
    chat = a_group().say("Alex").say("Bea").say("Priya").wait(days=1).say("Priya")
    bea = young("Bea", born_on=date(2013, 5, 5))
    finding = broken(audited(chat, PRIYA, ALEX, bea))["SG04/8"]
    assert finding.messages == 2
    assert finding.last_at.date() == date(2026, 5, 4)


def test_consent_counts_from_the_day_it_was_given_until_it_is_withdrawn():
    answers = (
        Consent(platform="whatsapp", standing=ConsentStanding.GIVEN, on=date(2026, 5, 5)),
        Consent(platform="whatsapp", standing=ConsentStanding.WITHDRAWN, on=date(2026, 5, 6)),
    )
    chat = a_group().say("Alex").say("Jo")
    for _ in range(3):
        chat.say("Priya").wait(days=1)
    found = broken(audited(chat, PRIYA, ALEX, young("Jo", consents=answers)))
    assert found["SG04/6.consent"].messages == 2  # Alex and Priya on the 4th; the 5th was allowed
    assert found["SG04/6.no"].messages == 1  # Priya on the 6th


def test_a_lapsed_vetting_does_not_count_towards_two():
    lapsed = adult("Alex", vetting_until=date(2026, 5, 5))
    chat = a_group().say("Alex").say("Jo").wait(days=1).say("Priya")
    report = audited(chat, PRIYA, lapsed, JO)
    assert broken(report)["SG04/9"].messages == 1
    alex = next(person for person in report.people if person.name == "Alex")
    assert not alex.counts_as_adult
    assert alex.notes == ("vetting ended on 5 May 2026",)


def test_an_unknown_adult_is_a_finding_while_there_and_is_listed():
    chat = a_group().say("Alex").say("Jo").happen(EventKind.ADDED, "Priya", "+44 7700 900123")
    chat.say("Priya").say("+44 7700 900123").happen(EventKind.REMOVED, "Priya", "+44 7700 900123").say(
        "Priya"
    )
    report = audited(chat, PRIYA, ALEX, JO)
    assert broken(report)["SG04/Risks"].messages == 2
    assert [one.name for one in report.unmatched] == ["+44 7700 900123"]
    assert report.steps[0].is_urgent


def test_somebody_nobody_knows_is_never_called_an_adult():
    chat = a_group().say("Alex").say("Jo").say("+44 7700 900123").say("+44 7700 900123")
    report = audited(chat, PRIYA, ALEX, JO)
    assert (report.totals.decided, report.totals.by_unknown) == (3, 2)
    assert "1 message from adults and 2 from people not yet known" in report.headline
    assert "SG04/1" not in broken(report)
    why = next(one.why for one in report.unchecked if one.clause_id == "SG04/1")
    assert why == "Somebody unknown wrote; whose account they used cannot be known."


def test_two_people_with_one_alias_are_never_guessed_between():
    chat = a_group().say("Alex").say("Sam")
    report = audited(
        chat, PRIYA, ALEX, young("Sam Reed", aliases=("Sam",)), young("Sam Holt", aliases=("Sam",))
    )
    assert [one.name for one in report.unmatched] == ["Sam"]
    assert "Sam Reed, Sam Holt" in report.unmatched[0].why


def test_one_to_one_is_lone_working():
    report = audited(AChat().say("Priya").say("Jo").say("Priya"), PRIYA, JO)
    assert report.chat.kind == "one_to_one"
    assert broken(report)["SG04/10"].messages == 2


def test_disappearing_messages_are_found_between_on_and_off():
    chat = a_group().say("Alex").say("Jo").happen(EventKind.DISAPPEARING_ON, "Alex").say("Priya")
    chat.happen(EventKind.DISAPPEARING_OFF, "Alex").say("Priya")
    report = audited(chat, PRIYA, ALEX, JO)
    assert broken(report)["SG04/11.mode"].messages == 1
    assert [mark.text for mark in report.timeline.marks] == [
        "Disappearing messages on",
        "Disappearing messages off",
    ]


def test_a_name_that_marks_its_members_is_found_until_it_is_changed():
    chat = AChat().happen(EventKind.CREATED, "Priya", "Young Carers Tuesday").say("Alex").say("Jo")
    chat.happen(EventKind.NAMED, "Priya", "Tuesday group").say("Alex")
    assert broken(audited(chat, PRIYA, ALEX, JO))["SG04/7.name"].messages == 1


def test_a_missing_date_of_birth_is_one_finding_not_five():
    found = broken(audited(a_group().say("Alex").say("Jo"), PRIYA, ALEX, young("Jo", born_on=None)))
    assert set(found) == {"SG04/8"}
    assert found["SG04/8"].reason == "No date of birth is recorded."
    assert found["SG04/8"].remedies == ("Record the date of birth of Jo.",)


def test_a_gap_in_a_filled_column_is_a_finding_and_an_empty_column_is_not_checkable():
    chat = a_group().say("Alex").say("Jo").say("Ana")
    gap = audited(chat, PRIYA, ALEX, JO, young("Ana", assessed_on=None))
    assert broken(gap)["SG04/6.assessment"].about == ("Ana",)
    both = [young(name, assessed_on=None) for name in ("Jo", "Ana")]
    empty = audited(chat, PRIYA, ALEX, *both)
    assert "SG04/6.assessment" not in broken(empty)
    assert "SG04/6.assessment" in {one.clause_id for one in empty.unchecked}


def test_a_personal_account_is_a_finding_about_its_owner():
    chat = a_group().say("Priya").say("Alex").say("Jo")
    found = broken(audited(chat, PRIYA, adult("Alex", account=AccountOwner.PERSONAL), JO))
    assert (found["SG04/1"].messages, found["SG04/1"].about) == (1, ("Alex",))
    found = broken(audited(chat, PRIYA, adult("Alex", account=None), JO))
    assert found["SG04/1"].reason == "Nobody recorded whose account this representative writes from."
    assert found["SG04/1"].about == ("Alex",)


def test_a_worrying_message_is_held_whoever_wrote_it():
    chat = a_group().say("Alex", "our secret").say("Jo", "a secret too").say("Priya")
    report = audited(chat, PRIYA, ALEX, JO, screen=hears("secret"))
    assert broken(report)["SG04/Reporting"].messages == 2
    assert (report.totals.held, report.totals.with_signals) == (1, 2)
    (sign,) = report.signals
    assert (sign.messages, sign.by_adults, sign.severity) == (2, 1, "high")
    assert [quoted.marks for quoted in sign.quoted] == [((4, 10),), ((2, 8),)]
    assert report.steps[0].text == "Read today the messages with warning signs: secrecy."


def test_a_private_detail_is_a_sign_but_holds_nothing():
    chat = a_group().say("Alex", "ring 07700 900123").say("Jo")
    report = audited(chat, PRIYA, ALEX, JO, screen=hears("07700 900123", "phone"))
    assert report.totals.held == 0
    assert [sign.category for sign in report.signals] == ["phone"]


@pytest.mark.parametrize("platform", ["snapchat"])
def test_a_platform_that_forgets_is_refused(platform):
    chat = a_group().say("Alex").say("Jo")
    assert "SG04/11" in broken(audited(chat, PRIYA, ALEX, JO, platform=platform))


def test_the_owner_of_the_phone_is_matched_when_named_and_never_counted_as_a_stranger():
    chat = (
        AChat()
        .happen(EventKind.CREATED, YOU, "Tuesday group")
        .happen(EventKind.ADDED, YOU, "Alex")
        .say("Alex")
    )
    chat.say("Jo")
    assert "SG04/Risks" not in broken(audited(chat, PRIYA, ALEX, JO))
    assert "SG04/9" in broken(audited(chat, PRIYA, ALEX, JO))
    assert "SG04/9" not in broken(audited(chat, PRIYA, ALEX, JO, exporter="Priya"))
    by_alias = adult("Priya", aliases=("you",))
    assert "SG04/9" not in broken(audited(chat, by_alias, ALEX, JO))


def test_an_owner_of_the_phone_whom_nobody_knows_is_listed_not_a_crash():
    chat = AChat().happen(EventKind.CREATED, YOU, "Tuesday group").say("Alex").say("Jo")
    report = audited(chat, PRIYA, ALEX, JO, exporter="Nobody")
    assert [one.name for one in report.unmatched] == ["Nobody"]


def test_every_clause_is_broken_kept_or_listed_as_not_checkable():
    report = audited(a_group().say("Alex").say("Jo"), PRIYA, ALEX, JO)
    unchecked = {one.clause_id for one in report.unchecked}
    assert {"SG04/2.approved", "SG04/3.device", "SG04/7.closed", "SG04/1.friends"} <= unchecked
    assert not unchecked & {"SG04/8", "SG04/9", "SG04/6.consent", "SG04/Risks", "SG04/1"}


def test_a_picture_is_asked_as_a_picture():
    chat = a_group().say("Alex").say("Jo").say("Priya", "", kind=Kind.MEDIA, file="IMG-1.jpg")
    report = audited(chat, PRIYA, ALEX, JO)
    assert "SG04/5.consent" in {one.clause_id for one in report.unchecked}


def test_suspect_edited_and_deleted_lines_are_counted():
    chat = a_group().say("Alex", marks=frozenset({Mark.EDITED})).say("Jo", "", kind=Kind.DELETED)
    chat.say("Priya", marks=frozenset({Mark.IMITATION, Mark.BACKWARDS}))
    facts = audited(chat, PRIYA, ALEX, JO).chat
    assert (facts.edited, facts.deleted, facts.suspect) == (1, 1, 1)
