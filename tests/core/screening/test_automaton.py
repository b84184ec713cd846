"""The automaton against a plain, slow reading of the same phrases."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from handrail.core.screening.automaton import Automaton
from handrail.core.screening.phrase import Element, Phrase

WORD = st.sampled_from(["a", "b", "c"])
ENTRIES = st.frozensets(st.lists(WORD, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
ELEMENT = st.builds(Element, st.one_of(st.none(), ENTRIES), st.booleans())
PHRASE = st.builds(
    Phrase, st.lists(ELEMENT, min_size=1, max_size=5).map(tuple), st.booleans(), st.booleans()
).filter(lambda one: not all(element.is_optional for element in one.elements))


def slow_ends(one: Phrase, words: Sequence[str]) -> set[int]:
    places = {0} if one.is_at_start else set(range(len(words) + 1))
    for element in one.elements:
        lengths = {1} if element.entries is None else {len(entry) for entry in element.entries}
        after = set(places) if element.is_optional else set()
        for place in places:
            for length in lengths:
                taken = tuple(words[place : place + length])
                if len(taken) == length and (element.entries is None or taken in element.entries):
                    after.add(place + length)
        places = after
    return places & {len(words)} if one.is_at_end else places


@given(st.lists(PHRASE, min_size=1, max_size=4), st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8))
def test_the_automaton_finds_exactly_what_a_slow_reading_finds(phrases: list[Phrase], words: list[str]):
    found = set(Automaton(phrases).ends(words))
    expected = {(index, end) for index, one in enumerate(phrases) for end in slow_ends(one, words)}
    assert found == expected


@given(PHRASE, st.lists(WORD, max_size=8))
def test_a_match_starts_where_the_longest_reading_starts(one: Phrase, words: list[str]):
    automaton = Automaton([one])
    for index, end in automaton.ends(words):
        start = automaton.start(index, words, end)
        assert 0 <= start < end
        assert end - start in slow_ends(
            Phrase(one.elements, is_at_start=True, is_at_end=False), words[start:end]
        )
