from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from handrail.actions.export_evidence import MAY_EXPORT
from handrail.actions.place_hold import MAY_HOLD
from handrail.entrypoints.desk.gate import ROLES, Who, door_of
from handrail.store.reads.accounts import LEADS

OPEN_TO_ANYONE = {"home", "sign-in", "sign-out"}  # this list may only grow with a reason in the review
OPEN_TO_AUDITORS = {
    "record",
    "conversation",
    "evidence",
    "place-hold",
}  # they look, take out and keep, no more


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern)
        else:
            yield pattern


def test_every_route_says_who_may_open_it():
    without = [pattern.name for pattern in routes(get_resolver()) if door_of(pattern.callback) is None]
    assert not without, f"put @opens_to(...) on the views of: {without}"


def test_only_signing_in_and_out_are_open_to_anyone():
    doors = {pattern.name: door_of(pattern.callback) for pattern in routes(get_resolver())}
    assert {name for name, door in doors.items() if door and door.who is Who.ANYONE} == OPEN_TO_ANYONE


def test_auditors_open_only_what_looks_takes_out_or_keeps():
    doors = {pattern.name: door_of(pattern.callback) for pattern in routes(get_resolver())}
    found = {name for name, door in doors.items() if door and door.who is Who.LEADS_AND_AUDITORS}
    assert found == OPEN_TO_AUDITORS


def test_the_doors_let_in_exactly_whom_the_actions_let_do_it():
    assert ROLES[Who.LEADS_AND_AUDITORS] == MAY_EXPORT == MAY_HOLD
    assert ROLES[Who.LEADS] == LEADS


def test_only_handing_in_a_chat_takes_a_large_body():
    doors = {pattern.name: door_of(pattern.callback) for pattern in routes(get_resolver())}
    assert {name for name, door in doors.items() if door and door.takes_chat} == {"new-audit"}


def test_every_route_has_a_name_of_its_own():
    names = [pattern.name for pattern in routes(get_resolver())]
    assert all(names)
    assert len(names) == len(set(names))
