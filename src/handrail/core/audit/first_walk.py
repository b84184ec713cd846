"""The first walk through a chat: who is in it, under which names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handrail.core.audit.cast import Cast
from handrail.core.audit.census import Census, census_of
from handrail.core.audit.order import Source
from handrail.core.imports.events import may_be_cut
from handrail.core.imports.message import Message
from handrail.core.people.roster import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstWalk:
    """What the walk showed; `source` reads the chat as it was read in the end."""

    census: Census
    cast: Cast
    source: Source


def first_walk(
    source: Source,
    roster: Roster,
    *,
    exporter: str | None = None,
    watched: Callable[[Iterator[Message]], Iterator[Message]] = iter,
) -> FirstWalk:
    """Return who is in a chat.

    A name such as `Lee and Sons` is cut in a list of people unless it is known. Where it is known only
    because somebody writes by it further down, the chat is walked once more.

    exporter  the name the exporting phone's owner writes by, where it is known
    watched   sees the messages of the first of these walks pass by
    raises    NotAuditable: nobody writes in it, or it shows more names than any chat has
    """
    cast = Cast(roster=roster, exporter=exporter)
    census = census_of(watched(source.messages()), cast)
    late = source.knowing(filter(may_be_cut, census.messages_by)) if census.has_lists else source
    if late is source:
        return FirstWalk(census=census, cast=cast, source=source)
    cast = Cast(roster=roster, exporter=exporter)
    return FirstWalk(census=census_of(late.messages(), cast), cast=cast, source=late)
