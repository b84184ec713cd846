"""Look into a chat before it is audited: is it one, who is in it, whom does the people file know?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO

from handrail.actions.refused import Refused, unreadable
from handrail.core.audit.cast import Cast
from handrail.core.audit.census import Census
from handrail.core.audit.first_walk import first_walk
from handrail.core.audit.not_auditable import NotAuditable
from handrail.core.audit.unmatched import known_old
from handrail.core.imports.dates import DateOrder
from handrail.core.imports.export import open_export
from handrail.core.imports.unreadable import UnreadableExport
from handrail.core.people.match import is_listed, near_names
from handrail.core.people.roster import Roster
from handrail.core.people.roster_checks import RosterRefused
from handrail.core.people.roster_csv import read_roster

MOST_SEARCHED = 200  # unknown names for which near ones are looked up; more than anybody is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePreview:
    """One name as the chat shows it, and whom it was matched to, if anybody; near names of the busiest."""

    name: str
    messages: int
    first_at: datetime
    matched: str | None
    why: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a look into a chat shows.

    is_ambiguous  the file alone cannot tell its date order
    people        names in the people file, in its order
    """

    messages: int
    first_at: datetime | None
    last_at: datetime | None
    date_order: str
    is_ambiguous: bool
    names: tuple[NamePreview, ...]
    people: tuple[str, ...]


def preview_chat(
    *, chat: BinaryIO, name: str, people: str | None, dates: DateOrder | None, people_name: str = "people.csv"
) -> Preview | Refused:
    """Return who is in a chat, or one clear sentence why it cannot be read.

    people  text of a people file; None or empty when there is none yet
    """
    try:
        roster = read_roster(people, name=people_name) if people else Roster(())
        export = open_export(chat, name=name, dates=dates, is_listed=partial(is_listed, roster))
        walk = first_walk(export, roster)
    except RosterRefused as refused:
        return Refused(sentence=str(refused))
    except (UnreadableExport, NotAuditable) as error:
        return unreadable(name, error)
    cast, census = walk.cast, walk.census
    unplaced = sorted(cast.unplaced, key=lambda name: -census.messages_by[name])
    near = near_names(roster, unplaced[:MOST_SEARCHED])
    return Preview(
        messages=census.messages,
        first_at=census.earliest,
        last_at=census.latest,
        date_order=export.date_order,
        is_ambiguous=export.is_ambiguous,
        names=tuple(_named(name, census, cast, near) for name in census.first_by),
        people=tuple(person.name for person in roster.people),
    )


def _named(name: str, census: Census, cast: Cast, near: Mapping[str, tuple[str, ...]]) -> NamePreview:
    person = cast.person(name)
    perhaps = () if person else known_old(cast, census.presence.new_numbers.get(name))
    return NamePreview(
        name=name,
        messages=census.messages_by[name],
        first_at=census.first_by[name],
        matched=person.name if person else None,
        why=cast.unplaced.get(name, ""),
        near=tuple(dict.fromkeys((*perhaps, *near.get(name, ())))),
    )
