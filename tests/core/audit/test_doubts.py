"""Lines that may not be what they seem, and text nobody screened: pointed at, with what to do."""

import pytest
from tests.core.audit.a_chat import AChat, adult, audited, broken, hears, young

from handrail.core.audit.doubts import MOST_QUOTED
from handrail.core.audit.report import Doubt, Report
from handrail.core.audit.screened import MOST_SCREENED
from handrail.core.imports.message import EventKind, Mark

PRIYA, ALEX, JO = adult("Priya"), adult("Alex"), young("Jo")
PASTED = "look\n13/03/2024, 10:00 - Ben: it was me\nsee?"


def a_group() -> AChat:
    return AChat().happen(EventKind.CREATED, "Priya", "Tuesday group")


def doubts(report: Report) -> dict[str, Doubt]:
    return {doubt.kind: doubt for doubt in report.doubts}


def pointed_at(doubt: Doubt) -> list[tuple[int, str]]:
    return [(quoted.line, quoted.text) for quoted in doubt.quoted if quoted.is_finding]


def test_a_chat_in_order_has_no_doubt():
    report = audited(a_group().say("Alex").say("Jo").say("Priya"), PRIYA, ALEX, JO)
    assert (report.doubts, report.totals.unscreened) == ((), 0)


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        ({Mark.IMITATION}, "imitation"),
        ({Mark.IMITATION, Mark.BACKWARDS}, "imitation"),
        ({Mark.BACKWARDS}, "backwards"),
    ],
)
def test_a_line_that_may_not_be_what_it_seems_is_pointed_at_once(marks, kind):
    chat = a_group().say("Alex").say("Jo", "was it me", marks=frozenset(marks)).say("Priya")
    report = audited(chat, PRIYA, ALEX, JO)
    (doubt,) = report.doubts
    assert (doubt.kind, doubt.messages, pointed_at(doubt)) == (kind, 1, [(3, "was it me")])
    assert doubt.first_at == doubt.last_at == chat.lines[2].at
    assert all((doubt.title, doubt.why, doubt.how))
    assert report.chat.suspect == 1


def test_a_line_inside_a_message_is_marked_where_it_stands():
    chat = a_group().say("Alex", PASTED, marks=frozenset({Mark.IMITATION})).say("Jo")
    (doubt,) = audited(chat, PRIYA, ALEX, JO).doubts
    (quoted,) = [quoted for quoted in doubt.quoted if quoted.is_finding]
    assert [PASTED[start:end] for start, end in quoted.marks] == ["13/03/2024, 10:00 - Ben: it was me"]


def test_the_surroundings_are_quoted_too():
    chat = a_group().say("Alex", "one").say("Jo", "two", marks=frozenset({Mark.BACKWARDS})).say("Priya", "3")
    (doubt,) = audited(chat, PRIYA, ALEX, JO).doubts
    assert [quoted.text for quoted in doubt.quoted] == ["created", "one", "two", "3"]


def test_what_is_quoted_does_not_grow_with_the_chat():
    chat = a_group()
    for _ in range(300):
        chat.say("Jo", "again", marks=frozenset({Mark.BACKWARDS}))
    (doubt,) = audited(chat, PRIYA, JO).doubts
    assert (doubt.messages, len(pointed_at(doubt))) == (300, MOST_QUOTED)


def test_doubts_are_said_to_the_trustees_and_asked_of_the_lead():
    chat = a_group().say("Alex").say("Jo", marks=frozenset({Mark.BACKWARDS})).say("Priya")
    report = audited(chat, PRIYA, ALEX, JO)
    assert "1 line may not be what it seems; a person must look at it." in report.summary
    (step,) = [step for step in report.steps if "backwards" in step.because]
    assert (step.text, step.who) == ("Look at the line that may not be what it seems.", "lead")


def long_talk(*, at: int, word: str) -> AChat:
    """Return a chat with one message that holds a word from some character on."""
    text = "x" * at + word + "x" * MOST_SCREENED
    return a_group().say("Alex", text).say("Jo").say("Priya")


def test_the_rest_of_an_overlong_message_is_unscreened_held_and_pointed_at():
    report = audited(long_talk(at=MOST_SCREENED, word="secret"), PRIYA, ALEX, JO, screen=hears("secret"))
    assert report.signals == ()
    assert (report.totals.unscreened, report.totals.held, report.totals.allowed) == (1, 1, 1)
    doubt = doubts(report)["unscreened"]
    assert doubt.title == "Unscreened, to be read by a person"
    (quoted,) = [quoted for quoted in doubt.quoted if quoted.is_finding]
    (start, end) = quoted.marks[0]
    assert quoted.text[start:end].startswith("secretxxx")
    assert broken(report)["SG04/Reporting"].reason == "Part of this message was too long to be screened."
    assert report.steps[0].text == "Read the message that could not be screened whole."
    assert report.steps[0].is_urgent
    assert "1 message could not be screened whole; a person must read it." in report.summary


def test_what_can_be_screened_of_an_overlong_message_is():
    report = audited(long_talk(at=10, word="secret"), PRIYA, ALEX, JO, screen=hears("secret"))
    assert [(sign.category, sign.messages) for sign in report.signals] == [("secrecy", 1)]
    assert "unscreened" in doubts(report)
    assert report.totals.held == 1


def test_never_more_than_a_part_is_screened_at_once():
    sizes: list[int] = []

    def screen(text: str):
        sizes.append(len(text))
        return ()

    audited(long_talk(at=0, word=""), PRIYA, ALEX, JO, screen=screen)
    assert max(sizes) == MOST_SCREENED


def test_a_message_of_a_young_person_that_could_not_be_screened_is_a_finding_too():
    report = audited(a_group().say("Jo", "x" * (MOST_SCREENED + 1)), PRIYA, JO)
    assert broken(report)["SG04/Reporting"].messages == 1
    assert report.headline == "No adult wrote in this chat, so the policy was not asked about any message."


def test_a_policy_that_does_not_ask_for_screening_never_shows_unscreened_text_as_clean():
    chat = a_group().say("Alex", "x" * (MOST_SCREENED + 1)).say("Jo").say("Priya")
    report = audited(chat, PRIYA, ALEX, JO, without="SG04/Reporting")
    assert report.totals.allowed == 2
    assert report.headline == (
        "Nothing found in 2 messages from adults goes against what this policy could check, "
        "but 1 message could not be screened whole."
    )
