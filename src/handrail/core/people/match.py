"""Which person of the list a chat means by a name. Certain, or said not to be; never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice

from handrail.core.imports.message import YOU
from handrail.core.people.name_key import bare_key, full_key, is_self_chosen
from handrail.core.people.number import e164
from handrail.core.people.person import Person
from handrail.core.people.roster import Roster

OWNER_ALIAS = "you"  # an alias of the person whose phone made the export; its system lines say `you`
MOST_NEAR = 3
MOST_COMPARED = 1_000_000  # pairs of names, a few seconds' work; they come from outside
_CLOSE = 0.75  # share of letters in common from which a name is worth offering to a person
_LONGEST_NAME = 100  # characters compared; comparing is quadratic and names come from outside


class How(StrEnum):
    NUMBER = "number"
    NAME = "name"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Matched:
    """One person. A self-chosen name (`~Sam`) is weaker evidence: anyone can call themselves anything."""

    person: Person
    how: How
    is_self_chosen: bool


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several people answer to this name, in the order of the list."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody answers to this name. `near` holds names worth asking about; they are never used."""

    near: tuple[str, ...]


Match = Matched | Ambiguous | Unknown


def match(roster: Roster, written_name: str) -> Match:
    """Return whom a name as the chat shows it means.

    A telephone number matches by number; then the name with its emoji; then without emoji at the ends.
    """
    near = near_names(roster, [written_name])
    return look_up(roster, written_name) or Unknown(near[written_name])


def look_up(roster: Roster, written_name: str) -> Matched | Ambiguous | None:
    """Return the same as `match`, but None for nobody: no search for near names."""
    written_name = OWNER_ALIAS if written_name == YOU else written_name
    full, bare = full_key(written_name), bare_key(written_name)
    owner = roster.by_number.get(e164(full) or "")
    if owner is not None:
        return Matched(owner, How.NUMBER, is_self_chosen=False)
    people = roster.by_full_key.get(full) or roster.by_bare_key.get(bare) or ()
    if len(people) > 1:
        return Ambiguous(people)
    if not people:
        return None
    how = How.NAME if bare_key(people[0].name) == bare else How.ALIAS
    return Matched(people[0], how, is_self_chosen(written_name))


def is_listed(roster: Roster, written_name: str) -> bool:
    """Return whether anybody answers to this name, one person or several."""
    return look_up(roster, written_name) is not None


def near_names(roster: Roster, written_names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return, by name, people whose names are nearly so or share a whole first or last name; best first.

    written_names  the most important first: once there was enough comparing, the rest have no near names
    """
    enough = MOST_COMPARED // max(len(roster.by_bare_key), 1)
    none: dict[str, tuple[str, ...]] = dict.fromkeys(written_names, ())
    return none | {name: _near(roster, name) for name in written_names[:enough]}


def _near(roster: Roster, written_name: str) -> tuple[str, ...]:
    written = bare_key(written_name[:_LONGEST_NAME])
    if not any(letter.isalpha() for letter in written):
        return ()  # a number is right or wrong: a near one is someone else's
    words = frozenset(written.split())
    letters = SequenceMatcher(None, "", written)  # keeps what it learns of the second
    best: dict[str, float] = {}
    for key, people in roster.by_bare_key.items():
        likeness = _likeness(letters, words, key[:_LONGEST_NAME])
        for person in people if likeness >= _CLOSE else ():
            best[person.name] = max(likeness, best.get(person.name, 0))
    return tuple(islice(sorted(best, key=lambda name: -best[name]), MOST_NEAR))


def _likeness(letters: SequenceMatcher[str], words: frozenset[str], other: str) -> float:
    """Return how alike two names are, 0 to 1; 0 stands for anything that is not close.

    letters, words  of the one name
    """
    whole_word = 0.8 if any(len(word) > 1 and word in words for word in other.split()) else 0.0
    letters.set_seq1(other)
    is_far = letters.real_quick_ratio() < _CLOSE or letters.quick_ratio() < _CLOSE
    return whole_word if is_far else max(letters.ratio(), whole_word)
