"""The verifier of the package and the program in the pack are two implementations: they have to agree."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.evidence.attacks import ATTACKS
from tests.core.evidence.log_attacks import RAW, WHOLE_RAW
from tests.core.evidence.sample import packed, sample
from tests.core.evidence.standalone import answer
from tests.core.evidence.tampering import files_of, relisted, zipped

from handrail.core.evidence.verdict import Verdict
from handrail.core.evidence.verify import verify

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
