"""What a report holds besides findings: quotes, timeline, people, sentences."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.audit.a_chat import START, AChat, adult, audited, broken, hears, young

from handrail.core.audit.not_auditable import NotAuditable
from handrail.core.audit.quoting import LONGEST, shortened
from handrail.core.audit.timeline import MOST_BUCKETS, TimelineDraft
from handrail.core.audit.words import listed, plural
from handrail.core.imports.export import Export, open_export
from handrail.core.imports.message import EventKind
from handrail.core.kit.spans import Span

PRIYA, ALEX, JO = adult("Priya"), adult("Alex"), young("Jo")


def alone() -> AChat:
    chat = AChat().happen(EventKind.CREATED, "Priya", "Tuesday group").say("Alex", "one").say("Jo", "two")
    return (
        chat.happen(EventKind.LEFT, "Alex")
        .say("Jo", "three")
        .say("Priya", "four")
        .say("Jo", "five")
        .say("Jo", "six")
    )


def test_a_finding_quotes_two_messages_before_and_two_after():
    (episode,) = broken(audited(alone(), PRIYA, ALEX, JO))["SG04/9"].episodes
    assert [quoted.text for quoted in episode.quoted] == ["left", "three", "four", "five", "six"]
    assert [quoted.is_finding for quoted in episode.quoted] == [False, False, True, False, False]
    assert (episode.quoted[2].line, episode.quoted[2].offset) == (6, 600)


def test_a_chat_that_ends_at_the_finding_is_quoted_to_its_end():
    chat = AChat().say("Jo", "hi").say("Priya", "last")
    (episode,) = broken(audited(chat, PRIYA, JO))["SG04/10"].episodes
    assert [quoted.text for quoted in episode.quoted] == ["hi", "last"]


def test_the_timeline_has_no_gaps_and_counts_every_message():
    chat = alone().wait(days=9).say("Priya").say("Jo")
    timeline = audited(chat, PRIYA, ALEX, JO).timeline
    assert sum(bucket.messages for bucket in timeline.buckets) == 8
    assert sum(bucket.refused for bucket in timeline.buckets) == 2
    steps = zip(timeline.buckets, timeline.buckets[1:], strict=False)
    assert all(earlier.until_at == later.from_at for earlier, later in steps)
    assert (timeline.buckets[0].adults_max, timeline.buckets[-1].adults_max) == (2, 1)


def test_a_quiet_step_has_the_adults_who_were_left_at_the_end_of_the_step_before():
    timeline = audited(alone().wait(days=9).say("Priya"), PRIYA, ALEX, JO).timeline
    first, quiet = timeline.buckets[:2]
    assert (first.adults_max, first.adults_min) == (2, 1)
    assert (quiet.adults_max, quiet.adults_min) == (1, 1)


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9_000)))
def test_a_timeline_never_has_more_buckets_than_can_be_drawn(length):
    draft = TimelineDraft(START, START + length)
    draft.message(START, None, 2)
    draft.message(START + length, "refuse", 2)
    timeline = draft.finished()
    assert 1 <= len(timeline.buckets) <= MOST_BUCKETS
    assert timeline.buckets[0].from_at <= START
    assert START + length < timeline.buckets[-1].until_at
    assert sum(bucket.messages for bucket in timeline.buckets) == 2


@given(st.text(max_size=2_000), st.lists(st.tuples(st.integers(0, 1_990), st.integers(1, 9)), max_size=3))
def test_a_shortened_text_keeps_what_its_marks_point_at(text, places):
    marks = tuple(Span(at, at + size) for at, size in places if at + size <= len(text))
    short, moved = shortened(text, marks)
    assert len(short) <= max(LONGEST, len(text) if len(text) <= LONGEST else 0)
    pointed = {text[mark.start : mark.end] for mark in marks}
    for mark in moved:
        assert 0 <= mark.start < mark.end <= len(short)
        assert any(whole.startswith(short[mark.start : mark.end]) for whole in pointed)
    if marks:
        assert moved


def test_people_are_shown_with_age_presence_and_every_name_they_used():
    bea = young("Bea", born_on=date(2013, 5, 6), numbers=("+447700900111",))
    chat = (
        AChat()
        .happen(EventKind.ADDED, "Priya", "Bea")
        .say("Bea")
        .wait(days=3)
        .say("+44 7700 900111")
        .say("Priya")
    )
    report = audited(chat.happen(EventKind.REMOVED, "Priya", "Bea"), PRIYA, bea)
    shown = next(person for person in report.people if person.name == "Bea")
    assert (shown.age_first, shown.age_last, shown.messages) == (12, 13, 2)
    assert set(shown.written_as) == {"Bea", "+44 7700 900111"}
    assert len(shown.presence) == 1
    assert shown.presence[0].until_at is not None


def test_progress_is_told_over_both_walks():
    told: list[int] = []
    audited(alone(), PRIYA, ALEX, JO, told=told.append)
    assert told == [16]


def test_a_chat_in_which_no_adult_writes_says_so():
    report = audited(AChat().say("Jo"), PRIYA, JO)
    assert report.headline == "No adult wrote in this chat, so the policy was not asked about any message."


@pytest.mark.parametrize("chat", [AChat(), AChat().happen(EventKind.CREATED, "Priya", "Tuesday group")])
def test_a_chat_without_a_message_is_no_audit(chat):
    with pytest.raises(NotAuditable, match="nobody writes in it"):
        audited(chat, PRIYA)


def test_kept_quotations_do_not_grow_with_the_chat():
    chat = AChat()
    for _ in range(300):
        chat.say("Jo", "secret").say("Priya", "ok").wait(hours=5)
    report = audited(chat, PRIYA, JO, screen=hears("secret"))
    assert report.signals[0].messages == 300
    assert len(report.signals[0].quoted) == 10
    assert broken(report)["SG04/Reporting"].messages == 300
    assert len(broken(report)["SG04/Reporting"].episodes) <= 20


def test_names_and_counts_read_as_people_say_them():
    assert listed(["Jo"]) == "Jo"
    assert listed(["Jo", "Ana", "Rhys"]) == "Jo, Ana and Rhys"
    assert listed(list("abcdef")) == "a, b, c and 3 others"
    assert (plural(1, "message"), plural(1204, "message")) == ("1 message", "1,204 messages")


NEW = "+44 7700 900177"


def test_a_new_number_is_told_as_perhaps_theirs_and_never_taken_for_them():
    chat = AChat().say("Alex").say("Jo").happen(EventKind.NUMBER_CHANGED, "Alex", NEW).say(NEW).say("Priya")
    report = audited(chat, PRIYA, ALEX, JO)
    (unknown,) = report.unmatched
    assert (unknown.name, unknown.near) == (NEW, ("Alex",))
    assert unknown.why == (
        "Nobody in the people file has this name or number. "
        "On 4 May 2026 the chat says that Alex changed to it, so perhaps it is theirs."
    )
    texts = [step.text for step in report.steps]
    assert f"Ask Alex whether {NEW} is their new number, and write it into the people file." in texts


def test_a_number_that_appears_after_a_change_is_told_too_and_is_no_stranger_before_it():
    chat = AChat().happen(EventKind.CREATED, "Priya", "Tuesday group").say("Alex").say("Jo").say("Priya")
    chat.happen(EventKind.NUMBER_CHANGED, "Jo").say("Alex").say(NEW)
    report = audited(chat, PRIYA, ALEX, JO)
    (unknown,) = report.unmatched
    assert unknown.near == ("Jo",)
    assert unknown.why == (
        "Nobody in the people file has this name or number. "
        "It first appears after Jo changed their number on 4 May 2026, so perhaps it is theirs."
    )
    assert broken(report)["SG04/Risks"].messages == 2  # Alex after the change, and the number itself


def test_whose_new_number_it_is_is_asked_of_neither_where_two_changed_theirs():
    chat = AChat().say("Alex").happen(EventKind.NUMBER_CHANGED, "Jo").happen(EventKind.NUMBER_CHANGED, "Alex")
    report = audited(chat.say(NEW), PRIYA, ALEX, JO)
    assert report.unmatched[0].near == ("Jo", "Alex")
    texts = [step.text for step in report.steps]
    assert f"Ask Jo and Alex whose new number {NEW} is, and write it into the people file." in texts


def written(*lines: str) -> Export:
    text = "".join(f"04/05/2026, 16:{number:02} - {line}\n" for number, line in enumerate(lines))
    return open_export(io.BytesIO(text.encode()), name="x.txt")


def test_a_name_with_an_and_is_one_person_once_somebody_writes_by_it(monkeypatch):
    monkeypatch.setattr("handrail.core.imports.survey.HEAD_CHARACTERS", 1)
    monkeypatch.setattr("handrail.core.imports.text_stream.PIECE_BYTES", 64)
    lines = ["Priya added Lee and Sons and Jo", *(["Priya: 15 o'clock"] * 9), "Lee and Sons: hello"]
    report = audited(written(*lines), PRIYA, JO)
    assert [one.name for one in report.unmatched] == ["Lee and Sons"]
    (jo,) = [person for person in report.people if person.name == "Jo"]
    assert jo.presence[0].from_at == START
