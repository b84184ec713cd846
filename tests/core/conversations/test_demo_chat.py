from importlib.resources import files
from io import BytesIO

import pytest

from handrail.core.conversations.adults import adults_counted
from handrail.core.conversations.members import steps
from handrail.core.conversations.presence import Presence
from handrail.core.imports.export import open_export
from handrail.core.imports.message import EventKind, Kind, Mark
from handrail.core.people.adult import Lasts
from handrail.core.people.match import Matched, look_up
from handrail.core.people.roster_bytes import decode_roster
from handrail.core.people.roster_csv import read_roster

LASTS = Lasts(vetting_days=1_095, training_days=730)

DEMO = files("handrail") / "demo"


@pytest.fixture(scope="module")
def roster():
    raw = DEMO.joinpath("people.csv").read_bytes()
    return read_roster(decode_roster(raw, name="people.csv").text, name="people.csv")


@pytest.fixture(scope="module", params=["chat.txt", "one-to-one.txt"])
def demo(request, roster):
    def called(written):
        found = look_up(roster, written)
        return found.person.name if isinstance(found, Matched) else written

    stream = BytesIO(DEMO.joinpath(request.param).read_bytes())
    messages = list(open_export(stream, name=request.param).messages())
    presence = Presence(called=called)
    for message in messages:
        presence.see(message)
    return request.param, messages, presence


def test_the_adults_who_count_in_the_demo_are_two_and_then_one(demo, roster):
    name, _, presence = demo
    counted = []
    for step in steps(presence.intervals()):
        if step.at is not None:
            day = step.at.date()
            adults = adults_counted(step.members, roster, day, lasts=LASTS)
            counted.append(
                (f"{day:%d %B}", len(adults.counted), len(adults.not_counted), len(adults.unmatched))
            )
    expected = {
        "chat.txt": [
            ("13 April", 1, 0, 0),
            ("13 April", 2, 0, 0),
            ("13 April", 2, 0, 0),
            ("13 April", 2, 0, 0),
            ("20 April", 2, 0, 0),
            ("02 May", 1, 0, 0),
            ("05 May", 1, 0, 0),
            ("09 May", 1, 0, 1),
            ("09 May", 1, 0, 0),
            ("18 May", 1, 1, 0),
        ],
        "one-to-one.txt": [],
    }
    assert counted == expected[name]


def test_the_demo_chats_are_a_group_with_a_title_and_a_pair(demo):
    name, _, presence = demo
    titles = [titled.title for titled in presence.titles]
    expected = {
        "chat.txt": (True, ["Brook Lane", "Brook Lane Project"]),
        "one-to-one.txt": (False, []),
    }
    assert (presence.is_group, titles) == expected[name]
    assert not presence.notes
    assert not presence.doubtful()


def test_what_the_demo_says_is_planted_is_there(demo):
    name, messages, _ = demo
    planted = [
        (message.line, str(what))
        for message in messages
        for what in (message.kind, *sorted(message.marks), message.event and message.event.kind)
        if what
        in {Kind.MEDIA, Kind.DELETED, Kind.POLL, *Mark, EventKind.DISAPPEARING_ON, EventKind.DISAPPEARING_OFF}
    ]
    expected = {
        "chat.txt": [
            (29, "media"),
            (37, "poll"),
            (56, "disappearing_on"),
            (60, "deleted"),
            (63, "disappearing_off"),
            (83, "media"),
            (134, "edited"),
            (148, "backwards"),
            (148, "imitation"),
        ],
        "one-to-one.txt": [(11, "media"), (13, "edited"), (14, "deleted")],
    }
    assert planted == expected[name]
