import pytest

from handrail.core.screening.automaton import Automaton
from handrail.core.screening.failure import BadPhrase
from handrail.core.screening.phrase import phrase
from handrail.core.screening.words import words_of

SETS = {"parent": ("mum", "step dad"), "your": ("your", "ur"), "theirs": ("{your} {parent}", "home")}


def spans(source: str, text: str) -> list[str]:
    words = words_of(text)
    automaton = Automaton([phrase(source, SETS)])
    return [" ".join(words[automaton.start(one, words, end) : end]) for one, end in automaton.ends(words)]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("tell {parent}", "Tell mum", ["tell mum"]),
        ("tell {parent}", "go and tell step dad now", ["tell step dad"]),
        ("tell {theirs}", "tell ur step-dad!", ["tell ur step dad"]),
        ("tell/show {parent}", "show mum", ["show mum"]),
        ("dont ..2 tell", "don't you ever tell", ["dont you ever tell"]),
        ("dont ..2 tell", "dont you ever once tell", []),
        ("tell my? mum", "tell mum", ["tell mum"]),
        ("tell my? mum", "tell my mum", ["tell my mum"]),
        ("^age$", "age?", ["age"]),
        ("^age$", "what age", []),
        ("hey$", "hey you", []),
        ("year # or #", "year 9 or 10", ["year 9 or 10"]),
        ("{parent} out", "mum is out", []),
    ],
)
def test_a_phrase_finds_what_its_language_says(source: str, text: str, found: list[str]):
    assert spans(source, text) == found


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("tell {nobody}", "no set is called `nobody`"),
        ("tell (x)", "`(x)` is not a word"),
        ("..3", "needs at least one word"),
        ("maybe?", "needs at least one word"),
    ],
)
def test_a_phrase_out_of_shape_says_what_is_wrong(source: str, says: str):
    with pytest.raises(BadPhrase, match=says.replace("(", r"\(").replace(")", r"\)")):
        phrase(source, SETS)


def test_a_set_that_contains_itself_is_refused():
    with pytest.raises(BadPhrase, match="contains itself"):
        phrase("{a}", {"a": ("x {a}",)})
