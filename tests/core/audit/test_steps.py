"""What to do next knows what has ended since: nobody is asked to mend it twice."""

from datetime import date

from tests.core.audit.a_chat import AChat, adult, audited, broken, young

from handrail.core.audit.report import Report
from handrail.core.imports.message import EventKind
from handrail.core.people.person import AccountOwner

PRIYA, ALEX, JO = adult("Priya"), adult("Alex"), young("Jo")
MADE_ON = date(2026, 6, 1)  # the day of the audit, see a_chat
OWN_CHAT = "Move to the organisation's own web chat, with a parent's agreement to it"


def a_group() -> AChat:
    return AChat().happen(EventKind.CREATED, "Priya", "Tuesday group").say("Alex").say("Jo")


def steps(report: Report) -> list[str]:
    return [step.text for step in report.steps]


def disappearing() -> AChat:
    return a_group().happen(EventKind.DISAPPEARING_ON, "Alex").say("Priya")


def test_disappearing_messages_that_are_still_on_are_to_be_turned_off():
    report = audited(disappearing(), PRIYA, ALEX, JO)
    assert steps(report) == ["Turn disappearing messages off."]


def test_disappearing_messages_that_are_off_again_are_only_written_down():
    chat = disappearing().happen(EventKind.DISAPPEARING_OFF, "Alex").say("Priya")
    report = audited(chat, PRIYA, ALEX, JO)
    assert "SG04/11.mode" in broken(report)
    (step,) = report.steps
    kept = "“Disappearing messages are off” (SG04/11.mode)"
    assert step.text == f"Write down how it came about that {kept} was not kept; it is now."
    assert (step.who, step.because, step.is_urgent) == ("lead", ("SG04/11.mode",), False)


def test_a_child_who_has_reached_the_age_by_the_day_of_the_audit_is_not_to_be_moved():
    thirteen = young("Bea", born_on=date(2013, 6, 1))
    report = audited(a_group().say("Bea").say("Priya"), PRIYA, ALEX, JO, thirteen)
    assert broken(report)["SG04/8"].about == ("Bea",)
    assert not [text for text in steps(report) if text.startswith(OWN_CHAT)]
    assert "(SG04/8) was not kept; it is now." in steps(report)[0]


def test_only_those_are_named_whom_it_still_concerns():
    thirteen, twelve = young("Bea", born_on=date(2013, 6, 1)), young("Cai", born_on=date(2013, 6, 2))
    report = audited(a_group().say("Bea").say("Cai").say("Priya"), PRIYA, ALEX, JO, thirteen, twelve)
    assert broken(report)["SG04/8"].about == ("Bea", "Cai")
    assert steps(report) == [f"{OWN_CHAT} (Cai)."]


def test_somebody_who_left_the_chat_is_no_longer_asked_about():
    unasked = young("Ana", consents=())
    chat = a_group().say("Ana").say("Priya")
    assert any("(Ana)" in text for text in steps(audited(chat, PRIYA, ALEX, JO, unasked)))
    chat.happen(EventKind.REMOVED, "Priya", "Ana").say("Priya")
    assert not any("(Ana)" in text for text in steps(audited(chat, PRIYA, ALEX, JO, unasked)))


def test_a_second_adult_who_came_back_need_not_be_added():
    chat = a_group().happen(EventKind.LEFT, "Alex").say("Priya")
    assert "Add a second adult who is vetted and trained." in steps(audited(chat, PRIYA, ALEX, JO))
    chat.happen(EventKind.ADDED, "Priya", "Alex").say("Priya")
    report = audited(chat, PRIYA, ALEX, JO)
    assert "SG04/9" in broken(report)
    assert "Add a second adult who is vetted and trained." not in steps(report)


def test_an_adult_who_no_longer_counts_on_the_day_of_the_audit_is_missed():
    lapsed = adult("Alex", vetting_until=MADE_ON)
    chat = a_group().happen(EventKind.LEFT, "Alex").say("Priya").happen(EventKind.ADDED, "Priya", "Alex")
    assert "Add a second adult who is vetted and trained." in steps(audited(chat, PRIYA, lapsed, JO))


def test_what_a_representative_writes_from_is_mended_though_they_left_the_chat():
    chat = a_group().say("Priya").happen(EventKind.LEFT, "Alex")
    report = audited(chat, PRIYA, adult("Alex", account=AccountOwner.PERSONAL), JO)
    assert "Write from the organisation's account instead (Alex)." in steps(report)


def test_what_nobody_recorded_is_still_to_be_recorded():
    report = audited(a_group().say("Priya"), PRIYA, ALEX, young("Jo", born_on=None))
    assert "Record the date of birth of Jo." in steps(report)


def test_what_nobody_recorded_does_not_end_because_somebody_left():
    chat = a_group().say("Priya").happen(EventKind.REMOVED, "Priya", "Jo").say("Priya")
    report = audited(chat, PRIYA, ALEX, young("Jo", born_on=None))
    assert "Record the date of birth of Jo." in steps(report)
    assert not any(finding.has_ended for finding in report.findings)


def test_a_finding_says_itself_that_it_has_ended_and_for_whom():
    thirteen, twelve = young("Bea", born_on=date(2013, 6, 1)), young("Cai", born_on=date(2013, 6, 2))
    chat = disappearing().say("Bea").say("Cai").say("Priya").happen(EventKind.DISAPPEARING_OFF, "Alex")
    found = broken(audited(chat, PRIYA, ALEX, JO, thirteen, twelve))
    assert (found["SG04/11.mode"].has_ended, found["SG04/8"].has_ended) == (True, False)
    assert found["SG04/8"].no_longer_about == ("Bea",)


def test_several_things_that_ended_are_one_step():
    thirteen = young("Bea", born_on=date(2013, 6, 1))
    chat = disappearing().say("Bea").say("Priya").happen(EventKind.DISAPPEARING_OFF, "Alex").say("Priya")
    both = "“Old enough for the platform” (SG04/8) and “Disappearing messages are off” (SG04/11.mode)"
    expected = f"Write down how it came about that {both} were not kept; they are now."
    assert steps(audited(chat, PRIYA, ALEX, JO, thirteen)) == [expected]
