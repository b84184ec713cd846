"""Puts the report together once both walks are done."""

from collections.abc import Iterator, Sequence
from datetime import date

from handrail.core.audit.census import Census
from handrail.core.audit.findings import findings_of, signals_of, unchecked_of
from handrail.core.audit.gathered import Gathered
from handrail.core.audit.order import Closing, Order
from handrail.core.audit.replay import Replay
from handrail.core.audit.report import (
    ChatFacts,
    PackFacts,
    Participant,
    Presence,
    Report,
    Totals,
    Unmatched,
)
from handrail.core.audit.situation import Setting
from handrail.core.audit.steps import steps
from handrail.core.audit.summary import headline, summary
from handrail.core.audit.unmatched import known_old, unmatched_of
from handrail.core.audit.words import LIMITS
from handrail.core.conversations.presence import Interval
from handrail.core.imports.message import Kind
from handrail.core.people.adult import DoesNotCount, counts_as_adult, in_words
from handrail.core.people.person import Person, Role, age_on


def report_of(order: Order, setting: Setting, census: Census, replay: Replay) -> Report:
    """Return the whole report."""
    closing, pack, tally = order.closing, setting.pack, replay.tally
    chat, totals = chat_facts(closing, census), _totals(setting, census, replay)
    unmatched = tuple(unmatched_of(setting.cast, census))
    gathered = Gathered(
        findings=findings_of(tally, pack),
        signals=signals_of(tally, order.titles),
        doubts=replay.doubts.finished(),
        unmatched=unmatched,
        unmatched_left_out=len(setting.cast.unplaced) - len(unmatched),
        new_numbers=_new_numbers(setting, census, unmatched),
        unchecked=unchecked_of(tally, pack),
    )
    return Report(
        made_at=closing.made_at,
        handrail_version=closing.handrail_version,
        chat=chat,
        pack=PackFacts(id=pack.id, title=pack.title, version=pack.version, digest=pack.digest),
        platform=setting.platform,
        totals=totals,
        headline=headline(totals),
        summary=summary(chat, totals, gathered),
        people=tuple(_participants(setting, census)),
        unmatched=gathered.unmatched,
        unmatched_left_out=gathered.unmatched_left_out,
        findings=gathered.findings,
        signals=gathered.signals,
        doubts=gathered.doubts,
        timeline=replay.timeline.finished(),
        unchecked=gathered.unchecked,
        steps=steps(gathered, pack, order.titles.worrying, is_ambiguous=chat.is_ambiguous),
        limits=LIMITS,
    )


def chat_facts(closing: Closing, census: Census) -> ChatFacts:
    """Return what is known of the chat as a whole; times are the phone's own."""
    titles = census.presence.titles
    return ChatFacts(
        name=closing.name,
        sha256=closing.sha256,
        size_bytes=closing.size_bytes,
        format=closing.format,
        date_order=closing.date_order,
        is_ambiguous=closing.is_ambiguous,
        title=titles[-1].title if titles else None,
        kind="group" if census.presence.is_group else "one_to_one",
        first_at=census.earliest,
        last_at=census.latest,
        messages=census.messages,
        system_lines=census.kinds[Kind.SYSTEM],
        media=census.kinds[Kind.MEDIA],
        edited=census.edited,
        deleted=census.kinds[Kind.DELETED],
        suspect=census.suspect,
    )


def _totals(setting: Setting, census: Census, replay: Replay) -> Totals:
    tally = replay.tally
    count = tally.outcomes.get
    return Totals(
        messages=census.messages,
        decided=sum(tally.outcomes.values()),
        by_unknown=sum(census.messages_by[name] for name in setting.cast.unplaced),
        refused=count("refuse", 0),
        held=count("hold", 0),
        warned=count("warn", 0),
        allowed=count("allow", 0),
        with_signals=tally.with_signals,
        unscreened=replay.doubts.unscreened,
    )


def _new_numbers(
    setting: Setting, census: Census, unmatched: Sequence[Unmatched]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each new number nobody was matched to, with those who may be asked whether it is theirs."""
    found = census.presence.new_numbers
    asked = ((one.name, known_old(setting.cast, found.get(one.name))) for one in unmatched)
    return tuple((name, old) for name, old in asked if old)


def _participants(setting: Setting, census: Census) -> Iterator[Participant]:
    written: dict[str, list[str]] = {called: [] for called in setting.cast.people}
    for name, person in setting.cast.written.items():
        written[person.name].append(name)
    intervals = census.presence.intervals()
    for called, names in written.items():
        yield _participant(setting, census, setting.cast.people[called], names, intervals.get(called, ()))


def _participant(
    setting: Setting, census: Census, person: Person, names: list[str], stays: Sequence[Interval]
) -> Participant:
    first_at, last_at = census.span
    seen = [census.first_by[name] for name in names if name in census.first_by]
    first = min(seen, default=first_at).date()
    last = max((stay.until_at or last_at for stay in stays), default=last_at).date()
    doubts = _doubts(setting, person, {first, last})
    is_adult = person.role is Role.REPRESENTATIVE
    return Participant(
        name=person.name,
        written_as=tuple(names),
        role=person.role.value,
        age_first=_age(person, first),
        age_last=_age(person, last),
        counts_as_adult=is_adult and not doubts,
        presence=tuple(Presence(from_at=stay.from_at, until_at=stay.until_at) for stay in stays),
        messages=sum(census.messages_by[name] for name in names),
        notes=(*(doubts if is_adult else ()), *_notes(setting, person, names)),
    )


def _doubts(setting: Setting, person: Person, days: set[date]) -> tuple[str, ...]:
    """Return why a representative does not count as an adult on the first or last day, each reason once."""
    found: dict[str, None] = {}
    for day in sorted(days):
        answer = counts_as_adult(person, day, lasts=setting.lasts)
        if isinstance(answer, DoesNotCount):
            found.update(dict.fromkeys(in_words(reason) for reason in answer.reasons))
    return tuple(found)


def _notes(setting: Setting, person: Person, names: list[str]) -> Iterator[str]:
    if person.role is Role.YOUNG_PERSON and person.born_on is None:
        yield "no date of birth recorded"
    if any(name in setting.cast.self_chosen for name in names):
        yield "matched by a name they chose themselves"


def _age(person: Person, day: date) -> int | None:
    if person.role is not Role.YOUNG_PERSON or person.born_on is None or person.born_on > day:
        return None
    return age_on(person.born_on, day)
