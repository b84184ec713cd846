"""What an audit keeps does not grow with what somebody put into the file."""

import tracemalloc

import pytest
from tests.core.audit.a_chat import AChat, adult, audited, young

from handrail.core.audit import census, unmatched
from handrail.core.audit.not_auditable import NotAuditable
from handrail.core.imports.message import EventKind
from handrail.core.people import match

PRIYA, JO = adult("Priya"), young("Jo")


def test_more_names_than_any_chat_has_are_refused_with_the_line(monkeypatch):
    monkeypatch.setattr(census, "MOST_NAMES", 20)
    chat = AChat()
    for number in range(20):
        chat.say(f"Somebody {number}")
    assert len(audited(chat, PRIYA).unmatched) == 20
    with pytest.raises(NotAuditable) as refused:
        audited(chat.happen(EventKind.ADDED, "Somebody 1", "One more"), PRIYA)
    assert refused.value.reason == "it shows more than 20 different names, and no real chat has so many"
    assert refused.value.line == 21


def test_more_comings_and_goings_than_any_chat_has_are_refused_with_the_line(monkeypatch):
    monkeypatch.setattr(census, "MOST_COMINGS", 6)
    chat = AChat().say("Priya")
    for _ in range(3):
        chat.happen(EventKind.LEFT, "Jo").happen(EventKind.ADDED, "Priya", "Jo")
    assert audited(chat, PRIYA, JO).people
    with pytest.raises(NotAuditable) as refused:
        audited(chat.happen(EventKind.LEFT, "Jo"), PRIYA, JO)
    assert refused.value.reason == "people come and go more than 6 times in it, and no real chat is like that"
    assert refused.value.line == 8


def test_the_names_nobody_knows_that_are_listed_are_the_busiest_in_order_of_appearance(monkeypatch):
    monkeypatch.setattr(unmatched, "MOST_UNMATCHED", 2)
    chat = AChat().say("One").say("Two").say("Three").say("Three").say("Four").say("Two")
    report = audited(chat, PRIYA)
    assert ([one.name for one in report.unmatched], report.unmatched_left_out) == (["Two", "Three"], 2)
    assert "4 names could not be matched to the people file: Two, Three and 2 others." in report.summary
    assert (
        report.steps[0].text == "Find out who Two, Three and 2 others are, and add them to the people file."
    )
    assert report.totals.by_unknown == 6


def test_near_names_are_looked_for_within_a_bound(monkeypatch):
    chat = AChat().say("Priyah").say("Priyaa").say("Priyaa")
    near = {one.name: one.near for one in audited(chat, PRIYA).unmatched}
    assert near == {"Priyah": ("Priya",), "Priyaa": ("Priya",)}
    monkeypatch.setattr(match, "MOST_COMPARED", 1)
    near = {one.name: one.near for one in audited(chat, PRIYA).unmatched}
    assert near == {"Priyah": (), "Priyaa": ("Priya",)}  # the busiest first


def _peak(comings: int) -> int:
    chat = AChat().say("Priya")
    for number in range(comings):
        chat.happen(EventKind.ADDED, "Priya", f"Somebody {number}").say("Priya")
    audited(chat, PRIYA)  # loads what is loaded once
    tracemalloc.start()
    audited(chat, PRIYA)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_memory_grows_with_the_names_not_with_the_names_times_their_comings():
    assert _peak(1_600) < 5 * _peak(400)
