"""The organisation's list of people, looked up by every name and number they go by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handrail.core.people.name_key import bare_key, full_key
from handrail.core.people.person import Person


@dataclass(frozen=True, slots=True)
class Roster:
    """People in the order they were written down, and who answers to which name.

    by_number    E.164 > the person; a number belongs to one person
    by_full_key  name or alias, emoji kept > all who answer to it
    by_bare_key  the same without emoji at the ends
    """

    people: tuple[Person, ...]
    by_number: Mapping[str, Person] = field(init=False, repr=False, compare=False)
    by_full_key: Mapping[str, tuple[Person, ...]] = field(init=False, repr=False, compare=False)
    by_bare_key: Mapping[str, tuple[Person, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        full = ((full_key(called), p) for p in self.people for called in (p.name, *p.aliases))
        bare = ((bare_key(called), p) for p in self.people for called in (p.name, *p.aliases))
        object.__setattr__(self, "by_number", {number: p for p in self.people for number in p.numbers})
        object.__setattr__(self, "by_full_key", _grouped(full))
        object.__setattr__(self, "by_bare_key", _grouped(bare))


def _grouped(called: Iterable[tuple[str, Person]]) -> Mapping[str, tuple[Person, ...]]:
    groups: dict[str, dict[str, Person]] = {}
    for key, person in called:
        groups.setdefault(key, {})[person.name] = person
    return {key: tuple(people.values()) for key, people in groups.items()}
