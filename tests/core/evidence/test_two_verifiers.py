"""The verifier of the package and the program in the pack are two implementations: they have to agree."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.evidence.attacks import ATTACKS
from tests.core.evidence.log_attacks import RAW, WHOLE_RAW
from tests.core.evidence.sample import packed, sample
from tests.core.evidence.standalone import MODULE, answer
from tests.core.evidence.tampering import files_of, relisted, zipped

from handrail.core.evidence.verdict import Verdict
from handrail.core.evidence.verify import verify
from handrail.core.record.canonical import read_canonical

SMALL = files_of(packed(sample(6, others=3).parts))
SMALL_RAW = zipped(SMALL)
TEXTS = ["checkpoint", "custody.json", "earlier.json", "entries.jsonl", "keys.json", "manifest.json"]


def verdict(raw: bytes) -> Verdict:
    return verify(BytesIO(raw), trust=None, at=datetime.now(UTC))


UNCHANGED = verdict(SMALL_RAW)


def code(told: Verdict) -> int:
    return 2 if not told.is_pack else 0 if told.is_good else 1


@pytest.mark.parametrize("name", ATTACKS)
def test_both_find_an_attack_and_name_the_same_places(name):
    raw = ATTACKS[name].raw
    ours, theirs = verdict(raw), answer(raw)
    assert theirs.code == code(ours) != 0
    if ours.is_pack:
        places = sorted({fault.place for fault in ours.faults})
        found = {place for place in places if any(line.startswith(f"{place}: ") for line in theirs.faults)}
        assert sorted(found) == places
        assert all(line.startswith(tuple(f"{place}: " for place in places)) for line in theirs.faults)


@pytest.mark.parametrize("raw", [RAW, WHOLE_RAW, packed(sample(left_out=((8, 9), (14, 14))).parts)])
def test_both_say_good_of_what_is_good(raw):
    assert (code(verdict(raw)), answer(raw).code) == (0, 0)


def agreed(raw: bytes) -> None:
    ours, theirs = verdict(raw), answer(raw)
    assert theirs.code == code(ours), (theirs.text, ours.faults)
    assert "Traceback" not in theirs.text


@given(at=st.integers(0, len(SMALL_RAW) * 8 - 1))
@settings(max_examples=50, deadline=None)
def test_both_judge_a_flipped_bit_of_the_zip_alike(at):
    raw = bytearray(SMALL_RAW)
    raw[at // 8] ^= 1 << at % 8
    agreed(bytes(raw))


@given(length=st.integers(0, len(SMALL_RAW) - 1))
@settings(max_examples=25, deadline=None)
def test_both_judge_a_cut_zip_alike(length):
    agreed(SMALL_RAW[:length])


@given(
    name=st.sampled_from(TEXTS),
    at=st.floats(0, 1, exclude_max=True),
    bit=st.integers(0, 7),
    kind=st.sampled_from(["flip", "delete", "double", "cut", "digit"]),
)
@settings(max_examples=80, deadline=None)
def test_both_judge_a_changed_file_alike_and_what_is_good_says_the_same(name, at, bit, kind):
    content = SMALL[name]
    place = int(at * len(content))
    changed = {
        "flip": content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :],
        "delete": content[:place] + content[place + 1 :],
        "double": content[: place + 1] + content[place:],
        "cut": content[:place],
        "digit": content[:place] + b"7" + content[place + 1 :],
    }[kind]
    raw = relisted(SMALL | {name: changed}) if name != "manifest.json" else zipped(SMALL | {name: changed})
    agreed(raw)
    told = verdict(raw)
    if told.is_good:  # nobody signs custody and title, and a witness may go: what the log says is the same
        assert (told.entries, told.log, told.files) == (UNCHANGED.entries, UNCHANGED.log, UNCHANGED.files)
        assert set(told.witnessed) <= set(UNCHANGED.witnessed)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def reads(read: Callable[[bytes], object], raw: bytes) -> bool:
    try:
        read(raw)
    except ValueError:
        return False
    return True


@given(value=VALUES, is_ascii=st.booleans(), is_tight=st.booleans())
@settings(max_examples=300, deadline=None)
def test_both_read_the_same_json(value, is_ascii, is_tight):
    separators = (",", ":") if is_tight else None
    text = json.dumps(value, ensure_ascii=is_ascii, sort_keys=True, separators=separators)
    raw = text.encode(errors="surrogatepass")
    assert reads(MODULE.from_json, raw) == reads(read_canonical, raw)


@pytest.mark.parametrize("depth", range(30, 36))
@pytest.mark.parametrize("inner", [b"", b"1", b"{}", b'{"a":1}'])
def test_both_draw_the_line_at_the_same_depth(depth, inner):
    raw = b"[" * depth + inner + b"]" * depth
    assert reads(MODULE.from_json, raw) == reads(read_canonical, raw)


NUMBERS = (
    b"9007199254740991",
    b"-9007199254740991",
    b"9007199254740992",
    b"-0",
    b"1.0",
    b"1e2",
    b"NaN",
    b"01",
)
TEXTS_AS_JSON = (
    b'"\\u0041"',
    b'"\\/"',
    b'"\\ud800"',
    b'"\x7f"',
    b'"\\u007f"',
    b'"\\b\\f\\n\\r\\t\\u0000"',
    b'"\\u001F"',
)
OTHERS = (
    b'{"a":1,"a":1}',
    b'{"b":1,"a":1}',
    b'{"\\u007f":1}',
    b"\xff",
    b"\xef\xbb\xbf1",
    b"",
    b"1 ",
    b"[1,]",
)


@pytest.mark.parametrize("raw", [*NUMBERS, *TEXTS_AS_JSON, *OTHERS])
def test_both_take_the_same_spellings(raw):
    assert reads(MODULE.from_json, raw) == reads(read_canonical, raw)


def test_both_say_what_a_partial_export_leaves_out():
    raw = packed(sample(left_out=((8, 9), (14, 14))).parts)
    words = (
        "PARTIAL EXPORT: the log says that it leaves out numbers 8 to 9 of `saturday-walkers`, number 14 of"
    )
    assert words in "\n".join(verdict(raw).limits)
    assert words in answer(raw).text
