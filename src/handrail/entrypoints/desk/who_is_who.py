"""From answers about names in a chat to a people file. Pure: the old list and answers in, a list out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handrail.core.people.name_key import bare_key
from handrail.core.people.number import e164
from handrail.core.people.person import Person


def people_after(
    people: Sequence[Person], *, same_as: Mapping[str, str], added: Mapping[str, Person]
) -> tuple[Person, ...]:
    """Return the list with what somebody said about names it did not know.

    same_as  name as the chat shows it > name of a person of the list or of `added`
    added    name as the chat shows it > the new person; added under two names, they are one person
    returns  the list's people in their order, each with what they are also called, then the new ones
    """
    called: dict[str, list[str]] = {}
    for written, name in same_as.items():
        called.setdefault(name, []).append(written)
    new: dict[str, Person] = {}
    for written, person in added.items():
        key = bare_key(person.name)
        new[key] = _also_called(new.get(key, person), [written])
    return tuple(_also_called(person, called.get(person.name, [])) for person in (*people, *new.values()))


def _also_called(person: Person, written: Sequence[str]) -> Person:
    for name in written:
        number = e164(name)
        if number is not None and number not in person.numbers:
            person = replace(person, numbers=(*person.numbers, number))
        elif number is None and bare_key(name) != bare_key(person.name) and name not in person.aliases:
            person = replace(person, aliases=(*person.aliases, name))
    return person
