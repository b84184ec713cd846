import subprocess
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.leaf_sample import AT, FIELDS, made, salts

from handrail.core.record.canonical import FractionRefused, JsonValue, canonical
from handrail.core.record.commitments import Opening, OpeningRefused, commitment
from handrail.core.record.leaf import (
    Leaf,
    LeafRefused,
    check_opening,
    make_leaf,
    opened,
    print_leaf,
    read_leaf,
)
from handrail.core.record.leaf_types import NEEDED_FIELDS, LeafType

SALT = bytes(range(32))
RAW, OPENINGS = made()
LEAF = read_leaf(RAW)


def test_a_leaf_is_these_bytes():
    raw, _ = make_leaf(LeafType.ANCHOR, AT, {"note": "minutes"}, {"note": SALT})
    committed = b64encode(commitment("note", "minutes", SALT)).decode()
    assert raw.decode() == (
        f'{{"at":"2026-11-23T10:00:00.000000Z","c":{{"note":"{committed}"}},"type":"anchor","v":1}}'
    )
    assert committed == "2KzataE5j5oP+NT+BRZenN+VSfhpLeUfrzPy0GgZcPg="


def test_a_commitment_can_be_checked_by_hand():
    tool = which("sha256sum")
    assert tool, "sha256sum is needed: it comes with coreutils"
    by_hand = b"handrail/commit/v1\n" + SALT + '["body","Gwen\u2019s caf\u00e9"]'.encode()
    shown = subprocess.run([tool], input=by_hand, capture_output=True, check=True).stdout
    assert shown.split()[0].decode() == commitment("body", "Gwen\u2019s caf\u00e9", SALT).hex()


def test_only_type_and_time_are_in_clear():
    for value in FIELDS.values():
        assert not isinstance(value, str) or value.encode() not in RAW
    assert LEAF.type is LeafType.MESSAGE_POSTED
    assert LEAF.at == AT
    assert LEAF.commitments.keys() == FIELDS.keys()


def test_each_field_is_opened_alone_and_all_together():
    for opening in OPENINGS:
        assert opened(LEAF, [opening]) == {opening.field: FIELDS[opening.field]}
    assert opened(LEAF, OPENINGS) == FIELDS
    assert opened(LEAF, []) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(OPENINGS[4], value="We meet at the bandstand on Sunday at ten"),
        replace(OPENINGS[4], salt=OPENINGS[3].salt),
        replace(OPENINGS[4], field="author"),
        replace(OPENINGS[4], field="subject"),
        replace(OPENINGS[4], salt=b""),
        replace(OPENINGS[4], field="Body"),
        replace(OPENINGS[1], value="0"),
        replace(OPENINGS[1], value=False),
    ],
)
def test_an_opening_of_anything_else_is_refused(wrong):
    with pytest.raises(OpeningRefused):
        check_opening(LEAF, wrong)


def test_the_texts_of_two_messages_cannot_be_swapped():
    other, other_openings = made(FIELDS | {"body": "Bring a coat"}, seed="other")
    for leaf, openings in ((LEAF, other_openings), (read_leaf(other), OPENINGS)):
        with pytest.raises(OpeningRefused, match="is not what the leaf committed to"):
            check_opening(leaf, openings[4])


def test_a_field_is_not_opened_twice():
    with pytest.raises(OpeningRefused, match="`author` is opened twice"):
        opened(LEAF, [OPENINGS[3], OPENINGS[3]])


def test_openings_do_not_show_values_in_traces():
    assert "bandstand" not in repr(OPENINGS)
    assert "salt" not in repr(OPENINGS)


def test_every_type_of_the_list_is_made_and_read():
    for type_ in LeafType:
        if type_ is LeafType.UNKNOWN:
            continue
        raw, _ = made(dict.fromkeys(NEEDED_FIELDS.get(type_, ()), "given"), type_)
        assert read_leaf(raw).type is type_


def test_a_type_of_a_later_version_is_read_and_not_made():
    leaf = Leaf(type_text="lantern.lit", at=AT, commitments={})
    assert read_leaf(print_leaf(leaf)) == leaf
    assert leaf.type is LeafType.UNKNOWN
    with pytest.raises(LeafRefused, match="a leaf is made of a known type"):
        make_leaf(LeafType.UNKNOWN, AT, {}, {})


def test_a_leaf_without_a_field_its_type_needs_is_neither_made_nor_read():
    fields = {name: value for name, value in FIELDS.items() if name != "grade"}
    with pytest.raises(LeafRefused, match=r"a leaf `message\.posted` needs the fields `grade`"):
        made(fields)
    committed = {field: value for field, value in LEAF.commitments.items() if field != "grade"}
    anchor = print_leaf(Leaf(type_text="anchor", at=AT, commitments=committed))
    with pytest.raises(LeafRefused):
        read_leaf(anchor.replace(b'"anchor"', b'"message.posted"'))


def test_salts_are_one_for_each_field():
    with pytest.raises(LeafRefused):
        make_leaf(LeafType.ANCHOR, AT, {"a": 1, "b": 2}, {"a": SALT})
    with pytest.raises(LeafRefused):
        make_leaf(LeafType.ANCHOR, AT, {"a": 1}, salts("ab"))
    with pytest.raises(LeafRefused):
        make_leaf(LeafType.ANCHOR, AT, {"a": 1, "b": 2}, {"a": SALT, "b": SALT})
    with pytest.raises(OpeningRefused):
        make_leaf(LeafType.ANCHOR, AT, {"a": 1}, {"a": SALT[1:]})


def test_values_that_have_no_one_form_are_refused():
    with pytest.raises(FractionRefused):
        make_leaf(LeafType.ANCHOR, AT, {"a": 1.5}, {"a": SALT})  # type: ignore[dict-item]  # the mistake under test


@pytest.mark.parametrize("at", [datetime(2026, 1, 1), AT.astimezone(timezone(timedelta(hours=1)))])  # noqa: DTZ001  # the mistake under test
def test_a_moment_outside_utc_is_refused(at):
    with pytest.raises(LeafRefused, match="a leaf's moment is in UTC"):
        make_leaf(LeafType.ANCHOR, at, {}, {})


def test_a_leaf_has_at_most_65535_bytes():
    names = [f"field_{number:054}" for number in range(600)]
    with pytest.raises(LeafRefused, match="at most 65535 bytes"):
        make_leaf(LeafType.ANCHOR, AT, dict.fromkeys(names), salts(names))
    with pytest.raises(LeafRefused, match="at most 65535 bytes"):
        read_leaf(b" " * 65_536)


GOOD: dict[str, JsonValue] = {"v": 1, "type": "anchor", "at": "2026-11-23T10:00:00.000000Z", "c": {}}
DIGEST = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"v": "1"},
        {"type": "Anchor"},
        {"type": "a.b.c"},
        {"type": ""},
        {"type": 1},
        {"at": "2026-11-23T10:00:00Z"},
        {"at": "2026-11-23T10:00:00.000000+00:00"},
        {"at": "2026-02-30T10:00:00.000000Z"},
        {"at": "2026-11-23T10:00:60.000000Z"},
        {"at": "0000-01-01T00:00:00.000000Z"},
        {"at": "2026-11-23T10:00:00.00000\u0660Z"},
        {"c": []},
        {"c": {"Body": DIGEST}},
        {"c": {"": DIGEST}},
        {"c": {"body": None}},
        {"c": {"body": DIGEST[:-1]}},
        {"c": {"body": b64encode(bytes(31)).decode()}},
        {"c": {"body": b64encode(bytes(32)).decode().replace("A=", "B=")}},
        {"more": 1},
    ],
)
def test_what_is_not_a_leaf_is_refused(change):
    read_leaf(canonical(GOOD))
    with pytest.raises(LeafRefused):
        read_leaf(canonical({**GOOD, **change}))


def test_bytes_that_are_not_canonical_are_no_leaf():
    for raw in (b"", b"[]", b"null", RAW + b"\n", RAW.replace(b",", b", "), b"\xff"):
        with pytest.raises(LeafRefused):
            read_leaf(raw)


@given(st.integers(0, len(RAW) * 8 - 1))
def test_a_flipped_bit_is_refused_or_breaks_what_it_touched(bit):
    changed = bytearray(RAW)
    changed[bit // 8] ^= 1 << bit % 8
    try:
        leaf = read_leaf(bytes(changed))
    except LeafRefused:
        return
    assert print_leaf(leaf) == bytes(changed)
    try:
        shown = opened(leaf, OPENINGS)
    except OpeningRefused:
        return
    assert (shown, leaf.type, leaf.at) != (FIELDS, LEAF.type, LEAF.at)


FIELD_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)


@given(st.datetimes(timezones=st.just(UTC)), st.dictionaries(FIELD_NAMES, st.text(), max_size=5))
def test_any_leaf_is_written_and_read_back(at, fields):
    raw, openings = make_leaf(LeafType.ANCHOR, at, fields, salts(fields))
    leaf = read_leaf(raw)
    assert print_leaf(leaf) == raw
    assert leaf.at == at
    assert opened(leaf, openings) == fields
    assert all(isinstance(opening, Opening) for opening in openings)
