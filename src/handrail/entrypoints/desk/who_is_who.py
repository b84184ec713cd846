"""From answers about names in a chat to a people file. Pure: the old list and answers in, a list out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from handrail.core.people.name_key import bare_key, printed
from handrail.core.people.number import e164
from handrail.core.people.person import Person, Role


def people_after(
    people: Sequence[Person], *, same_as: Mapping[str, str], added: Mapping[str, Person]
) -> tuple[Person, ...]:
    """Return the list with what somebody said about names it did not know.

    same_as  name as the chat shows it > name of a person of the list or of `added`
    added    name as the chat shows it > the new person; added under two names, they are one person
    returns  the list's people in their order, each with what they are also called, then the new ones, then
             parents who were only named beside a child
    """
    called: dict[str, list[str]] = {}
    for written, name in same_as.items():
        called.setdefault(name, []).append(written)
    new: dict[str, Person] = {}
    for written, person in added.items():
        key = bare_key(person.name)
        new[key] = _also_called(new.get(key, person), [written])
    listed = (*people, *new.values(), *_guardians_named([*people, *new.values()]))
    return tuple(_also_called(person, called.get(person.name, [])) for person in listed)


def _guardians_named(people: Sequence[Person]) -> Iterator[Person]:
    """Yield parents who were only named beside their child: they seldom write in the chat themselves."""
    known = {bare_key(person.name) for person in people}
    for name in dict.fromkeys(name for person in people for name in person.guardians):
        if bare_key(name) not in known:
            known.add(bare_key(name))
            yield Person(name=name, role=Role.GUARDIAN)


def _also_called(person: Person, written: Sequence[str]) -> Person:
    for name in filter(None, map(printed, written)):
        number = e164(name)
        if number is not None and number not in person.numbers:
            person = replace(person, numbers=(*person.numbers, number))
        elif number is None and bare_key(name) != bare_key(person.name) and name not in person.aliases:
            person = replace(person, aliases=(*person.aliases, name))
    return person
