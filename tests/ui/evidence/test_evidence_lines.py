import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.ui.evidence.lines import BREAK, LONG_WORD, Span, direction, drawn, lines, quoted, spans

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


def shown(text: str) -> str:
    """Return a text as it is set, with what is named in angle brackets."""
    return "".join(f"<{span.text}>" if span.is_code else span.text for span in spans(text))


@pytest.mark.parametrize(
    "text",
    [
        "We meet at the bandstand, don\u2019t be late",
        '*bold* #read("/etc/passwd") $x$ <label> @ref `raw` // -- ~',
        "Bore da, welwn ni chi wrth y t\u0177 \u0175yl",
        "\u0645\u0631\u062d\u0628\u0627 \u0648\u0633\u0647\u0644\u0627",
        "\u0928\u092e\u0938\u094d\u0924\u0947",
        "\u0645\u06cc\u200c\u0634\u0648\u062f",  # a joiner that Persian spelling needs
        "\u661f\u671f\u516d\u65e9\u4e0a" * 20,  # parts by itself, however long
        f"{WALES} {FAMILY} \U0001f44d\U0001f3fd \u2764\ufe0f 1\ufe0f\u20e3 \U0001f1ec\U0001f1e7",
        "\u2068Jo\u2069 joined",
        "\u200eone pointer",
        "",
    ],
)
def test_what_people_write_is_set_as_it_is(text):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb", "a<U+200B>b"),
        ("a" + "\u200b" * 5000, "a<U+200B \u00d75,000>"),
        ("\u202eexe.txt\u202c", "<U+202E>exe.txt<U+202C>"),
        ("bell\x07 and tab\t", "bell<U+0007> and tab<U+0009>"),
        ("a\u2028b", "a<U+2028>b"),
        ("a\u200db", "a<U+200D>b"),  # between cased letters a joiner can only hide
        ("a\ufe0f", "a<U+FE0F>"),
        ("\ue000\U0010ffff", "<U+E000 U+10FFFF>"),
        ("\u0301start", "<U+0301>start"),
        ("a" + "\u0301" * 20, "a" + "\u0301" * 8 + "<U+0301 \u00d712>"),
        ("\u200e\u200e\u200e", "<U+200E \u00d73>"),
        ("\u2067open", "<U+2067>open"),  # an isolate left open reaches beyond its text
        ("\u2069\u2068", "<U+2069 U+2068>"),
        ("a" + " " * 5000 + "b", "a<U+0020 \u00d75,000>b"),
        ("\u3164", "<U+3164>"),
        ("one\ntwo", "one<U+000A>two"),
    ],
)
def test_what_cannot_be_seen_is_named_and_counted(text, expected):
    assert shown(text) == expected


def test_a_letter_that_no_font_has_is_named():
    assert spans("a\U00013000b", {"\U00013000"})[1] == Span("U+13000", is_code=True)
    assert spans("e\u0301", {"e\u0301"}) == (Span("U+0065 U+0301", is_code=True),)


def test_a_newline_begins_a_paragraph_of_its_own_direction():
    found = lines("left\r\n\u05e9\u05dc\u05d5\u05dd and right\n\nlast")
    assert [line.direction for line in found] == ["ltr", "rtl", "ltr", "ltr"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("123, \u05e9\u05dc\u05d5\u05dd", "rtl"),
        ("\u2068\u05e9\u05dc\u05d5\u05dd\u2069 joined", "ltr"),  # what is isolated does not count
        ("Library \u0645\u0631\u062d\u0628\u0627", "ltr"),
        ("?!", "ltr"),
    ],
)
def test_the_first_letter_outside_isolates_gives_the_direction(line, expected):
    assert direction(line) == expected


@pytest.mark.parametrize("letter", ["x", "(", "\u2e3b", "\ufdfd", "\u00a0x", "\u0915", "\u3041", "\u3002"])
def test_a_long_word_may_break_and_loses_nothing(letter):
    word = letter * 3000
    (span,) = spans(word)
    assert max(map(len, span.text.split(BREAK))) <= LONG_WORD
    assert span.text.replace(BREAK, "") == word


def test_a_syllable_spelled_letter_by_letter_is_not_broken():
    syllable = "\u1112\u1161\u11ab"
    (span,) = spans(syllable * 40)
    assert set(span.text.rstrip(BREAK).split(BREAK)) == {syllable * 2}


def test_a_quotation_cannot_turn_the_sentence_around_it():
    assert quoted("\u05e9\u05dc\u05d5\u05dd") == "\u2068\u05e9\u05dc\u05d5\u05dd\u2069"
    assert quoted("\u2069\u05e9\u05dc\u05d5\u05dd") == "\u2069\u05e9\u05dc\u05d5\u05dd"  # will be named


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_vanishes(text):
    found = sum(_letters(span) for span in spans(text))
    assert found == len(text)


def _letters(span: Span) -> int:
    if not span.is_code:
        return len(span.text.replace(BREAK, ""))
    return sum(
        int(one[1:].replace(",", "")) - 1 if one.startswith("\u00d7") else 1 for one in span.text.split()
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_letter_that_is_set_was_asked_for_before(text):
    asked = set(drawn(text))
    for span in spans(text, asked):
        assert span.is_code or span.text.replace(BREAK, "").isascii()
