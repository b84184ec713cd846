from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.screening import screen as room
from handrail.core.screening.category import categories
from handrail.core.screening.failure import ScreeningFailed
from handrail.core.screening.screen import screen
from handrail.core.screening.signal import Level

CHAT = st.text(alphabet=st.sampled_from("abcdefghinorstu 0123456789@.#:/'?!+-éд\u200b🎉\n"), max_size=80)


def test_a_signal_says_what_where_why_how_sure_and_how_urgent():
    (signal,) = screen("ok dnt tell ur mum")
    assert (signal.category, signal.start, signal.end) == ("secrecy", 3, 18)
    assert signal.severity is Level.HIGH
    assert signal.reason == "Asks not to tell someone, or offers not to."
    assert signal.detector == "secrecy.not_tell/1"
    assert 0 < signal.score <= 1


@pytest.mark.parametrize("text", ["", " ", "\n", "ok", "🎉🎉", "\u200b"])
def test_nothing_to_see_gives_nothing(text: str):
    assert screen(text) == ()


@given(st.one_of(CHAT, st.text(max_size=80)))
def test_spans_lie_in_the_text_in_order_and_categories_are_known(text: str):
    signals = screen(text)
    for one in signals:
        assert 0 <= one.start < one.end <= len(text)
        assert one.severity is categories()[one.category].severity
    assert list(signals) == sorted(signals, key=lambda one: (one.start, one.end, one.category))


@given(CHAT)
def test_the_same_text_always_gives_the_same_signals(text: str):
    assert screen(text) == screen(text)


def test_a_signal_in_the_middle_of_a_long_message_is_seen_where_it_is():
    text = "blah " * 2000 + "wats ur snap" + " blah" * 2000
    (signal,) = screen(text)
    assert text[signal.start : signal.end] == "wats ur snap"


def test_no_signal_lies_inside_another_of_its_category():
    signals = screen(
        "send me a pic of u, add me on snap jess_x12, dont tell ur mum or dad, Flat 3, 22 Harbour Street"
    )
    for one in signals:
        inside = [other for other in signals if other.category == one.category and other is not one]
        assert not any(other.start <= one.start and one.end <= other.end for other in inside)


def test_words_of_two_sentences_do_not_make_a_phrase():
    assert screen("I can't tell. Mum is here") == ()


def test_a_broken_detector_never_passes_for_a_clean_message(monkeypatch: pytest.MonkeyPatch):
    def breaks(_text: str, _words: list[str]) -> list[object]:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(room, "find_private", breaks)
    with pytest.raises(ScreeningFailed, match="planted"):
        screen("hello")


def test_threads_do_not_disturb_each_other():
    texts = ["wats ur snap", "hello", "ring 07700 900123", "send me a pic"] * 50
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(screen, texts)) == [screen(text) for text in texts]


def test_the_table_of_categories_is_in_order_for_a_lead_to_read():
    groups = [one.group for one in categories().values()]
    assert groups == sorted(groups)
    assert all(one.title and one.description.endswith(".") for one in categories().values())
