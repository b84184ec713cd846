"""The small language in which indicator phrases are written.

    tell/show        one of these words
    {parent}         any entry of the set `parent`; an entry may have several words and name other sets
    please?          may be there or not
    ..3              up to three words of any kind
    #                a number from 0 to 99
    ^ and $          the start and the end of the message

Phrases are about words, not letters: marks between words do not count, an apostrophe is as good as none
(`don't` is `dont`), and case is ignored. Nothing repeats without a bound.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from handrail.core.screening.failure import BadPhrase

type Sets = Mapping[str, tuple[str, ...]]
type Words = tuple[str, ...]

DEEPEST = 6  # sets inside sets; more is a circle
TOKEN = re.compile(r"(?P<any>\.\.(?P<most>\d))|(?P<body>[^?\s]+)(?P<maybe>\?)?")
WORD = re.compile(r"[a-z0-9]+|[@&]")
NUMBERS = frozenset((str(number),) for number in range(100))


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: any of these runs of words, or any single word where `entries` is None.

    longest  words of the longest run; counted once, since a set may have thousands
    """

    entries: frozenset[Words] | None
    is_optional: bool
    longest: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        longest = max(map(len, self.entries)) if self.entries else 1
        object.__setattr__(self, "longest", longest)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to match. The ends say whether it must touch the start or end of the message."""

    elements: tuple[Element, ...]
    is_at_start: bool
    is_at_end: bool


def phrase(source: str, sets: Sets) -> Phrase:
    """Return the phrase that a line of the language describes.

    source  lower case, in the language described at the top of this file
    raises  BadPhrase: an unknown set, a circle of sets, a word out of shape, or nothing that must be there
    """
    elements = tuple(
        element for token in TOKEN.finditer(source.strip("^$ ")) for element in _elements(token, sets)
    )
    if all(element.is_optional for element in elements):
        raise BadPhrase(f"`{source}` needs at least one word that must be there")
    return Phrase(elements, source.startswith("^"), source.endswith("$"))


def _elements(token: re.Match[str], sets: Sets) -> Iterator[Element]:
    if token["most"]:
        yield from (Element(None, is_optional=True) for _ in range(int(token["most"])))
    else:
        yield Element(_choices(token["body"], sets, DEEPEST), is_optional=token["maybe"] is not None)


def _choices(body: str, sets: Sets, depth: int) -> frozenset[Words]:
    return frozenset(words for choice in body.split("/") for words in _choice(choice, sets, depth))


def _choice(choice: str, sets: Sets, depth: int) -> frozenset[Words]:
    if choice == "#":
        return NUMBERS
    if choice.startswith("{") and choice.endswith("}"):
        return _set(choice[1:-1], sets, depth - 1)
    return frozenset([plain_words(choice)])


def _set(name: str, sets: Sets, depth: int) -> frozenset[Words]:
    if name not in sets:
        raise BadPhrase(f"no set is called `{name}`")
    if not depth:
        raise BadPhrase(f"the set `{name}` contains itself")
    return frozenset(words for entry in sets[name] for words in _entry(entry, sets, depth))


def _entry(entry: str, sets: Sets, depth: int) -> Iterator[Words]:
    """Spell out every way to say an entry of a set."""
    parts = [_choices(token, sets, depth) for token in entry.split()]
    for combination in product(*parts):
        yield tuple(word for words in combination for word in words)


def plain_words(choice: str) -> Words:
    """Return a written choice as words without apostrophes; a hyphen parts two words.

    raises  BadPhrase: something else than letters, digits, `@`, `&`, hyphens and apostrophes
    """
    bare = choice.replace("'", "")
    words = tuple(bare.split("-"))
    if not all(WORD.fullmatch(word) for word in words):
        raise BadPhrase(f"`{choice}` is not a word, a set or a sign of the phrase language")
    return words
