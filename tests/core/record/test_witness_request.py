import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.format_samples import GROWN
from tests.core.record.sample_log import SECOND_KEY, signed_at

from handrail.core.record.checkpoint import parse_checkpoint
from handrail.core.record.notes import MOST_BYTES, parse_note
from handrail.core.record.problems import RecordError
from handrail.core.record.text_forms import print_base64
from handrail.core.record.witness_request import (
    MOST_REQUEST_BYTES,
    WitnessRequest,
    WitnessRequestRefused,
    parse_witness_request,
    print_witness_request,
)

# C2SP tlog-witness
SPEC = (
    "old 20852014\n"
    "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
    "\n"
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— example.com/behind-the-sofa "
    "opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n"
)
RAW = print_witness_request(GROWN)
HEAD, NOTE = RAW.split(b"\n\n", 1)
HASH = print_base64(bytes(32)).encode()


def test_the_specifications_request_is_read_and_written():
    read = parse_witness_request(SPEC.encode())
    assert (read.old_size, len(read.proof), read.checkpoint.size) == (20_852_014, 4, 20_852_163)
    assert read.checkpoint.origin == "example.com/behind-the-sofa"
    assert print_witness_request(read) == SPEC.encode()


def test_a_request_of_ours_is_read_and_written():
    assert parse_witness_request(RAW) == GROWN
    assert GROWN.checkpoint == parse_checkpoint(parse_note(GROWN.note).text)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        HEAD,
        NOTE,
        RAW.replace(b"old 3", b"old 03"),
        RAW.replace(b"old 3", b"old +3"),
        RAW.replace(b"old 3", b"old -3"),
        RAW.replace(b"old 3", b"old  3"),
        RAW.replace(b"old 3", b"Old 3"),
        RAW.replace(b"old 3", b"3"),
        RAW.replace(b"old 3", b"old 3 "),
        RAW.replace(b"old 3", b"old \xd9\xa3"),
        RAW.replace(b"old 3", b"old 9223372036854775808"),
        RAW.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + RAW,
        b"\n" + RAW,
        RAW[:-1],
        RAW + b"\n",
        HEAD + b"\n" + HASH[:-4] + b"\n\n" + NOTE,
        HEAD + b"\nnot base64\n\n" + NOTE,
        b"old 0\n\nminutes\n\n" + NOTE.split(b"\n\n")[1],
        b"old 1\n" + b"\n".join([HASH] * 64) + b"\n\n" + NOTE,
    ],
)
def test_what_the_printer_would_not_print_is_refused(raw):
    with pytest.raises(WitnessRequestRefused):
        parse_witness_request(raw)


def test_sixty_three_hashes_are_read():
    raw = b"old 1\n" + b"\n".join([HASH] * 63) + b"\n\n" + NOTE
    assert len(parse_witness_request(raw).proof) == 63


def test_a_request_that_is_too_long_is_neither_read_nor_printed():
    line = NOTE.decode().splitlines(keepends=True)[-1].encode()
    note = NOTE + line.replace(b"records", b"r" * MOST_REQUEST_BYTES)
    assert len(note) < MOST_BYTES
    request = WitnessRequest(old_size=0, proof=(), note=note)
    with pytest.raises(WitnessRequestRefused, match="at most 100000 bytes"):
        print_witness_request(request)
    with pytest.raises(WitnessRequestRefused, match="at most 100000 bytes"):
        parse_witness_request(b"old 0\n\n" + note)


@pytest.mark.parametrize("old_size", [-1, 2**63])
def test_a_size_that_cannot_be_is_refused(old_size):
    with pytest.raises(WitnessRequestRefused):
        WitnessRequest(old_size=old_size, proof=(), note=signed_at(6, SECOND_KEY))


@given(st.binary(max_size=400))
def test_garbage_is_refused_in_words(raw):
    with pytest.raises(RecordError):
        parse_witness_request(raw)


@given(st.integers(0, len(RAW) - 1), st.binary(max_size=3))
def test_whatever_is_read_prints_the_same(at, put):
    raw = RAW[:at] + put + RAW[at + 1 :]
    try:
        read = parse_witness_request(raw)
    except WitnessRequestRefused:
        return
    assert print_witness_request(read) == raw
