import pytest

from handrail.core.people.roster_bytes import decode_roster
from handrail.core.people.roster_checks import RosterRefused

TEXT = "name,role\nSiân,guardian\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
        (b"", "utf-8"),
    ],
)
def test_bytes_become_text_and_the_encoding_is_said(raw, encoding):
    assert decode_roster(raw, name="people.csv") == (TEXT if raw else "", encoding)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"PK\x03\x04rest", "people.csv:1: is a spreadsheet: save it as CSV and give that file"),
        (b"\xd0\xcf\x11\xe0rest", "people.csv:1: is a spreadsheet: save it as CSV and give that file"),
        (b"\xff\xfe\x00", "people.csv:1: is not text: save it as CSV in UTF-8"),
        (b"na\x81me", "people.csv:1: is not text: save it as CSV in UTF-8"),
    ],
)
def test_what_is_not_text_is_refused(raw, sentence):
    with pytest.raises(RosterRefused) as refused:
        decode_roster(raw, name="people.csv")
    assert str(refused.value) == sentence
