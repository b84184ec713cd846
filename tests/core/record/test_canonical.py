import json
from enum import StrEnum
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.record.canonical import (
    FractionRefused,
    HalfCharacter,
    JsonValue,
    KeyNotAscii,
    NotCanonical,
    NumberTooLarge,
    TooDeep,
    canonical,
    read_canonical,
)

PAIRS = Path(__file__).parents[2] / "vectors" / "record" / "jcs"
OURS = ("arrays", "unicode")
STRICTER = {
    "french": KeyNotAscii,
    "structures": KeyNotAscii,
    "values": FractionRefused,
    "weird": KeyNotAscii,
}

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(min_codepoint=32, max_codepoint=126)), inner, max_size=4)
    ),
    max_leaves=10,
)


class Word(StrEnum):
    YES = "yes"


def pair(name: str) -> tuple[JsonValue, bytes]:
    given = json.loads((PAIRS / "input" / f"{name}.json").read_text(encoding="utf-8"))
    return given, (PAIRS / "output" / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", OURS)
def test_published_pairs_come_out_byte_for_byte(name):
    given, expected = pair(name)
    assert canonical(given) == expected.removesuffix(b"\n")


@pytest.mark.parametrize("name", STRICTER)
def test_published_values_that_we_do_not_write_are_refused_by_name(name):
    with pytest.raises(STRICTER[name]):
        canonical(pair(name)[0])


@pytest.mark.parametrize("name", [*OURS, *STRICTER])
def test_the_package_that_writes_for_us_passes_every_published_pair(name):
    given, expected = pair(name)
    assert rfc8785.dumps(given) == expected.removesuffix(b"\n")


def test_every_published_pair_is_either_ours_or_named_as_stricter():
    assert {path.stem for path in (PAIRS / "input").iterdir()} == {*OURS, *STRICTER}


def test_keys_are_sorted_and_controls_escaped_as_the_standard_says():
    value: JsonValue = {"b": '\u20ac$\u000f\nA\'B"\\\\"/', "a": [], "A": {}, "": None}
    assert canonical(value) == b'{"":null,"A":{},"a":[],"b":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'


def test_text_is_kept_as_received():
    composed, decomposed = canonical("\u00e9"), canonical("e\u0301")
    assert composed != decomposed


@given(values)
def test_what_is_written_is_read_back(value):
    assert read_canonical(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        (1.0, FractionRefused),
        (float("nan"), FractionRefused),
        ([{"a": -0.0}], FractionRefused),
        (2**53, NumberTooLarge),
        (-(2**53), NumberTooLarge),
        pytest.param(10**5000, NumberTooLarge, id="thousands of digits"),
        ({"\u00e9": 1}, KeyNotAscii),
        ({"a\n": 1}, KeyNotAscii),
        ({1: 1}, KeyNotAscii),
        ("\ud800", HalfCharacter),
        (["a\udfff"], HalfCharacter),
        (b"bytes", NotCanonical),
        ({1, 2}, NotCanonical),
        (Word.YES, NotCanonical),
    ],
)
def test_what_has_no_one_form_is_refused_by_name(value, refused):
    with pytest.raises(refused):
        canonical(value)


def test_values_within_values_are_read_to_a_depth():
    deep: list[object] = []
    for _ in range(32):
        deep = [deep]
    canonical(deep)  # type: ignore[arg-type]  # lists all the way down
    with pytest.raises(TooDeep):
        canonical([deep])  # type: ignore[list-item]  # lists all the way down


@pytest.mark.parametrize(
    ("raw", "refused"),
    [
        (b'{"b":1,"a":2}', NotCanonical),
        (b'{"a": 1}', NotCanonical),
        (b'{"a":1,"a":1}', NotCanonical),
        (b'{"a":1}\n', NotCanonical),
        (b'"\\u0041"', NotCanonical),
        (b'"\\/"', NotCanonical),
        (b"-0", NotCanonical),
        (b"1.0", FractionRefused),
        (b"1e2", FractionRefused),
        (b"NaN", FractionRefused),
        (b"-Infinity", FractionRefused),
        (b"9007199254740992", NumberTooLarge),
        (b"9" * 5000, NotCanonical),
        (b'"\\ud800"', HalfCharacter),
        (b"\xff", NotCanonical),
        (b"\xef\xbb\xbf1", NotCanonical),
        (b"", NotCanonical),
        (b"[" * 100_000, TooDeep),
        (b"[" * 50 + b"]" * 50, TooDeep),
    ],
)
def test_any_other_spelling_is_refused(raw, refused):
    with pytest.raises(refused):
        read_canonical(raw)


@given(values, st.data())
def test_a_flipped_bit_never_reads_as_the_same_value(value, data):
    raw = bytearray(canonical(value))
    at = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[at // 8] ^= 1 << at % 8
    try:
        read = read_canonical(bytes(raw))
    except NotCanonical:
        return
    assert canonical(read) == bytes(raw) != canonical(value)
