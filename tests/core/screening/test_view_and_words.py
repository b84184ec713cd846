import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.screening.screen import screen
from handrail.core.screening.view import plain
from handrail.core.screening.words import Repair, places, words_of

KNOWN = Repair(["tell", "mum", "secret", "keep", "this", "send", "pic", "alone", "snap"])


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("plain", "plain"),
        ("ｆｕｌｌ", "full"),
        ("se\u200bcret", "secret"),
        ("\u202esecret", "secret"),
        ("ѕесrеt", "secret"),
        ("café", "cafe"),
        ("don’t", "don't"),
        ("ﬁne", "fine"),
        ("🎉 yes", "🎉 yes"),
        ("ΑΒ", "AB"),
        ("①②", "12"),
        ("ﷺ 각", "ﷺ 각"),
    ],
)
def test_the_plain_view_folds_what_passes_for_latin_letters(written: str, seen: str):
    assert plain(written).text == seen


@given(st.text())
def test_every_stretch_of_a_view_leads_back_into_the_original(text: str):
    view = plain(text)
    for start in range(len(view.text)):
        first, last = view.original(start, start + 1)
        assert 0 <= first < last <= len(text)


def test_ascii_text_is_its_own_view_with_nothing_to_map():
    assert plain("ring me") == ("ring me", None)


@given(st.text(alphabet="aZ9'@& .\n-", max_size=40))
def test_every_word_has_its_place(text: str):
    written = [text[start:end].lower().replace("'", "") for start, end in places(text)]
    assert written == words_of(text)


@pytest.mark.parametrize("text", ["don''''t tell ur mum", "a''''''b '' c'd'e", "'''", "x" * 70 + "'y"])
def test_a_word_keeps_its_place_however_many_apostrophes_it_has(text: str):
    written = [text[start:end].replace("'", "") for start, end in places(text)]
    assert written == words_of(text)


def test_only_as_many_places_are_looked_up_as_are_asked_for():
    assert places("don't tell ur mum", most=2) == [(0, 5), (6, 10)]


def test_small_letters_of_a_view_stand_where_its_letters_stand():
    every = plain("".join(map(chr, range(sys.maxunicode + 1)))).text
    assert len(every.lower()) == len(every)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tellll mumm", ["tell", "mum"]),
        ("ttell", ["tell"]),
        ("tel", ["tel"]),
        ("s3cret", ["secret"]),
        ("s e c r e t", ["secret"]),
        ("k.e.e.p t-h-i-s", ["keep", "this"]),
        ("keep t h i s s e c r e t ok", ["keep", "this", "secret", "ok"]),
        ("r u k", ["r", "u", "k"]),
        ("goood", ["goood"]),
    ],
)
def test_odd_spellings_are_read_as_the_known_word(written: str, read: list[str]):
    assert list(KNOWN.read(words_of(written)).words) == read


@pytest.mark.parametrize(
    "text",
    [
        "k33p this a s3cret",
        "keep this a s e c r e t",
        "keeeep this a seeecret",
        "kеер thіs а ѕесrеt",
        "ke\u200bep this a se\u200dcret",
        "KEEP THIS A SECRET",
        "keep this a $ecret",
        "ＫＥＥＰ this a ｓｅｃｒｅｔ",
    ],
)
def test_a_disguised_phrase_is_seen_and_its_span_covers_the_disguise(text: str):
    (signal,) = [one for one in screen(text) if one.category == "secrecy"]
    assert (signal.start, signal.end) == (0, len(text))
