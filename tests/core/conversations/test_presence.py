from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversations.chat import minute, said, told

from handrail.core.conversations.members import Members
from handrail.core.conversations.presence import Interval, Note, Oddity, Presence, Titled
from handrail.core.imports.message import YOU, EventKind, Mark

CREATED, ADDED, JOINED, REMOVED, LEFT, NAMED, NUMBER_CHANGED, DISAPPEARING_ON, *_ = EventKind
SETTINGS, UNKNOWN = EventKind.SETTINGS, EventKind.UNKNOWN


def presence(*messages, called=None):
    seen = Presence(called=called)
    for message in messages:
        seen.see(message)
    return seen


def stay(from_line=None, until_line=None):
    return Interval(
        from_at=minute(from_line) if from_line else None,
        until_at=minute(until_line) if until_line else None,
        from_line=from_line or 0,
        until_line=until_line,
    )


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([said(1, "Jo")], {"Jo": (stay(),)}),
        ([told(1, CREATED, "Jo", "Friday club")], {"Jo": (stay(1),)}),
        ([told(2, ADDED, "Jo", "Ash", "Robin")], {"Jo": (stay(),), "Ash": (stay(2),), "Robin": (stay(2),)}),
        ([told(2, ADDED, None, "Ash")], {"Ash": (stay(2),)}),
        ([told(2, JOINED, "Ash")], {"Ash": (stay(2),)}),
        ([told(2, JOINED, None, "Ash")], {"Ash": (stay(2),)}),
        ([told(2, JOINED, "Ash", "Ash")], {"Ash": (stay(2),)}),
        ([told(2, LEFT, "Ash")], {"Ash": (stay(None, 2),)}),
        ([told(2, LEFT, None, "Ash")], {"Ash": (stay(None, 2),)}),
        ([told(2, REMOVED, "Jo", "Ash")], {"Jo": (stay(),), "Ash": (stay(None, 2),)}),
        ([told(2, SETTINGS, "Jo")], {}),
        ([told(2, DISAPPEARING_ON, "Jo")], {"Jo": (stay(),)}),
        ([told(2, UNKNOWN, None)], {}),
        ([told(1, ADDED, "Jo", "Ash"), told(3, LEFT, "Ash")], {"Jo": (stay(),), "Ash": (stay(1, 3),)}),
        (
            [told(1, LEFT, "Ash"), told(2, JOINED, "Ash"), told(3, LEFT, "Ash")],
            {"Ash": (stay(None, 1), stay(2, 3))},
        ),
        ([said(1, "Ash"), told(2, ADDED, None, "Ash")], {"Ash": (stay(),)}),
        ([told(1, LEFT, "Ash"), told(2, LEFT, "Ash")], {"Ash": (stay(None, 1),)}),
        ([told(2, NUMBER_CHANGED, "Ash", "Ash new")], {"Ash": (stay(None, 2),), "Ash new": (stay(2),)}),
        ([told(2, NUMBER_CHANGED, None, "Ash", "Ash new")], {"Ash": (stay(None, 2),), "Ash new": (stay(2),)}),
        ([told(2, NUMBER_CHANGED, "Ash")], {"Ash": (stay(),)}),
        ([told(2, NUMBER_CHANGED, None)], {}),
        ([told(1, ADDED, None, YOU), told(2, LEFT, YOU)], {YOU: (stay(1, 2),)}),
    ],
)
def test_a_line_tells_who_is_there_from_then_or_was_there_from_the_start(messages, expected):
    assert presence(*messages).intervals() == expected


def test_someone_with_several_names_is_there_once_when_the_caller_knows_them():
    known = {YOU: "Jo", "Jo (club)": "Jo", "+44 7700 900101": "Jo"}
    seen = presence(
        told(1, ADDED, YOU, "Ash"),
        said(2, "Jo (club)"),
        told(3, NUMBER_CHANGED, "Jo (club)", "+44 7700 900101"),
        told(4, LEFT, YOU),
        called=lambda name: known.get(name, name),
    )
    assert seen.intervals() == {"Jo": (stay(None, 4),), "Ash": (stay(1),)}
    assert not seen.notes


def test_a_title_that_is_somebodys_name_is_still_a_title():
    seen = presence(told(1, CREATED, "Jo", "Ash"), called=lambda name: name.upper())
    assert seen.titles == (Titled("Ash", minute(1), 1),)
    assert seen.intervals() == {"JO": (stay(1),)}


def test_someone_who_speaks_after_leaving_came_back_unseen_and_it_is_noted():
    seen = presence(told(1, LEFT, "Ash"), said(3, "Ash"), said(4, "Ash"))
    assert seen.intervals() == {"Ash": (stay(None, 1), stay(3))}
    assert seen.notes == (Note(Oddity.SPOKE_AFTER_LEAVING, "Ash", minute(3), 3),)


def test_a_message_sent_before_leaving_and_shown_after_it_brings_nobody_back():
    seen = presence(told(2, LEFT, "Ash"), said(3, "Ash", at=minute(2)))
    assert seen.intervals() == {"Ash": (stay(None, 2),)}
    assert seen.notes == (Note(Oddity.SHOWN_AFTER_LEAVING, "Ash", minute(2), 3),)


def test_a_line_that_may_be_an_imitation_proves_nobodys_presence():
    marks = (Mark.IMITATION,)
    seen = presence(
        told(1, LEFT, "Ash"),
        said(2, "Ash", marks=marks),
        said(3, "Robin", marks=marks),
        told(4, ADDED, None, "Sam", marks=marks),
        said(5, "Robin"),
    )
    assert seen.intervals() == {"Ash": (stay(None, 1),), "Robin": (stay(),)}
    assert seen.doubtful() == {"Sam"}
    assert [(note.name, note.line) for note in seen.notes] == [("Ash", 2), ("Robin", 3), ("Sam", 4)]


def test_a_stay_never_ends_before_it_begins_though_the_clock_runs_backwards():
    seen = presence(
        told(5, JOINED, "Ash"), told(6, LEFT, "Ash", at=minute(1)), told(7, JOINED, "Ash", at=minute(2))
    )
    assert seen.intervals() == {
        "Ash": (Interval(minute(5), minute(5), 5, 6), Interval(minute(5), None, 7, None)),
    }


def test_the_group_keeps_every_title_it_has_had():
    seen = presence(told(1, CREATED, "Jo", "Friday club"), told(4, NAMED, "Jo", "Brook Lane"))
    assert seen.titles == (Titled("Friday club", minute(1), 1), Titled("Brook Lane", minute(4), 4))


def test_of_very_many_titles_the_last_are_kept(monkeypatch):
    monkeypatch.setattr("handrail.core.conversations.presence.MOST_TITLES", 2)
    seen = presence(*(told(line, NAMED, "Jo", f"Group {line}") for line in range(1, 6)))
    assert [titled.title for titled in seen.titles] == ["Group 4", "Group 5"]


@pytest.mark.parametrize(
    ("messages", "is_group"),
    [
        ([], False),
        ([said(1, "Jo"), said(2, "Ash")], False),
        ([said(1, "Jo"), said(2, "Ash"), told(3, DISAPPEARING_ON, "Jo")], False),
        ([said(1, "Jo"), said(2, "Ash"), said(3, "Robin")], True),
        ([told(1, ADDED, None, YOU)], True),
        ([told(1, NAMED, "Jo", "Club")], True),
        ([said(1, "Jo"), told(2, NUMBER_CHANGED, "Jo", "Jo new"), said(3, "Jo new"), said(4, "Ash")], False),
        ([said(1, "Jo"), said(2, "Ash"), said(3, "Robin", marks=(Mark.IMITATION,))], False),
    ],
)
def test_a_group_is_known_by_its_lines_or_by_more_than_two_who_write(messages, is_group):
    assert presence(*messages).is_group is is_group


NAMES = st.sampled_from(["Jo", "Ash", "Robin"])
OF_ANOTHER = frozenset({ADDED, REMOVED})
LINES = st.lists(st.tuples(st.sampled_from(["say", ADDED, JOINED, REMOVED, LEFT]), NAMES, NAMES), max_size=25)


def written(lines):
    return [
        said(n, actor) if kind == "say" else told(n, kind, actor, *([other] if kind in OF_ANOTHER else []))
        for n, (kind, actor, other) in enumerate(lines, start=1)
    ]


def replayed(lines):
    """Yield the members on each line, the slow and plain way: who was there first, then line by line."""
    firsts = {name: is_arrival for line in reversed(lines) for name, is_arrival in first_traces(*line)}
    inside = {name for name, is_arrival in firsts.items() if not is_arrival}
    for kind, actor, other in lines:
        leaver = actor if kind == LEFT else other if kind == REMOVED else None
        if actor != leaver:
            inside.add(actor)
        if kind == ADDED:
            inside.add(other)
        inside.discard(leaver)
        yield frozenset(inside)


def first_traces(kind, actor, other):
    """Yield (name, whether this line is their arrival); for one who adds themselves it is."""
    if kind in OF_ANOTHER and other != actor:
        yield other, kind == ADDED
    yield actor, kind == JOINED or (kind == ADDED and other == actor)


@given(LINES)
def test_members_on_every_line_are_those_of_a_plain_replay(lines):
    members = Members(presence(*written(lines)).intervals())
    assert [members.advance(n) for n in range(1, len(lines) + 1)] == list(replayed(lines))


@given(LINES, st.lists(st.integers(-3, 3), min_size=25, max_size=25))
def test_stays_of_one_name_never_overlap_by_line_or_by_time(lines, shifts):
    shaken = [
        m._replace(at=m.at + timedelta(minutes=s)) for m, s in zip(written(lines), shifts, strict=False)
    ]
    for stays in presence(*shaken).intervals().values():
        for earlier, later in pairwise(stays):
            assert earlier.until_line <= later.from_line
            assert earlier.until_at <= later.from_at
        for one in stays:
            assert one.until_at is None or one.from_at is None or one.from_at <= one.until_at
