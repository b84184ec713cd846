"""The names nobody was matched to, with what is worth asking about each."""

from collections.abc import Iterable, Iterator

from handrail.core.audit.cast import NOBODY, Cast
from handrail.core.audit.census import Census
from handrail.core.audit.report import Unmatched
from handrail.core.audit.words import day, listed
from handrail.core.conversations.new_numbers import NewNumber
from handrail.core.people.match import MOST_NEAR, near_names

MOST_UNMATCHED = 1_000  # names listed one by one


def unmatched_of(cast: Cast, census: Census) -> Iterator[Unmatched]:
    """Yield the names that mean nobody, or more than one: the busiest, in order of appearance."""
    first_at, _ = census.span
    names = busiest(cast.unplaced, census)
    near = near_names(cast.roster, [name for name in names if cast.unplaced[name] == NOBODY])
    new_numbers, shown = census.presence.new_numbers, set(names)
    for name, why in cast.unplaced.items():
        if name in shown:
            new = new_numbers.get(name)
            perhaps = dict.fromkeys((*known_old(cast, new), *near.get(name, ())))
            yield Unmatched(
                name=name,
                messages=census.messages_by[name],
                first_at=census.first_by.get(name, first_at),
                why=f"{why} {_perhaps(new)}" if new else why,
                near=tuple(perhaps)[:MOST_NEAR],
            )


def busiest(names: Iterable[str], census: Census) -> list[str]:
    """Return the names with most messages, as many as a report lists, the busiest first."""
    return sorted(names, key=lambda name: -census.messages_by[name])[:MOST_UNMATCHED]


def known_old(cast: Cast, new: NewNumber | None) -> tuple[str, ...]:
    """Return those of the people file whose new number a name may be."""
    return tuple(old for old in new.old if old in cast.people) if new else ()


def _perhaps(new: NewNumber) -> str:
    on, old = day(new.at), listed(new.old)
    if new.is_told:
        return f"On {on} the chat says that {old} changed to it, so perhaps it is theirs."
    return f"It first appears after {old} changed their number on {on}, so perhaps it is theirs."
