"""How many adults who count are in a chat on a day, and why the others do not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from handrail.core.people.adult import Counts, DoesNotCount, Lasts, counts_as_adult
from handrail.core.people.match import Matched, look_up
from handrail.core.people.person import Person, Role
from handrail.core.people.roster import Roster


@dataclass(frozen=True, slots=True)
class NotCounted:
    person: Person
    why: DoesNotCount


@dataclass(frozen=True, slots=True)
class AdultsCounted:
    """The representatives among some members; guardians and young people are in neither list.

    counted      each person once, under however many names and numbers they are there; by name
    not_counted  likewise, with every reason
    unmatched    names as written that mean nobody, or more than one; they count for nothing
    """

    counted: tuple[Person, ...]
    not_counted: tuple[NotCounted, ...]
    unmatched: tuple[str, ...]


def adults_counted(members: Collection[str], roster: Roster, day: date, *, lasts: Lasts) -> AdultsCounted:
    """Return which of the members count towards the adults a conversation needs on a day.

    members  names as the chat shows them
    lasts    for vetting and training without a recorded end
    """
    people: list[Person] = []
    unmatched: list[str] = []
    for name in sorted(members):
        found = look_up(roster, name)
        if isinstance(found, Matched):
            people.append(found.person)
        else:
            unmatched.append(name)
    known = adults_among(people, day, lasts=lasts)
    return replace(known, unmatched=tuple(unmatched))


def adults_among(people: Iterable[Person], day: date, *, lasts: Lasts) -> AdultsCounted:
    """Return the same for people who are already known for certain."""
    once = {person.name: person for person in people if person.role is Role.REPRESENTATIVE}
    answers = [(once[name], counts_as_adult(once[name], day, lasts=lasts)) for name in sorted(once)]
    return AdultsCounted(
        counted=tuple(person for person, answer in answers if isinstance(answer, Counts)),
        not_counted=tuple(NotCounted(p, answer) for p, answer in answers if isinstance(answer, DoesNotCount)),
        unmatched=(),
    )
