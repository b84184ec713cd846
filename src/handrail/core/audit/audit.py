"""Audits a chat that already exists: walks it twice, asks the policy for each message, screens each text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from handrail.core.audit.cast import Cast
from handrail.core.audit.census import Census, census_of
from handrail.core.audit.closing import Closing, report_of
from handrail.core.audit.findings import Titles
from handrail.core.audit.judging import Judgement, judged
from handrail.core.audit.quoting import Quoter
from handrail.core.audit.report import Report
from handrail.core.audit.situation import Moment, Scene, Setting, filled_columns, scene_of, sent_by
from handrail.core.audit.tally import Tally
from handrail.core.audit.timeline import TimelineDraft
from handrail.core.conversations.members import Members
from handrail.core.imports.message import YOU, EventKind, Kind, Message
from handrail.core.people.person import Person, Role
from handrail.core.people.roster import Roster
from handrail.core.policy.decide import decide
from handrail.core.policy.facts import Action
from handrail.core.policy.pack import Pack
from handrail.core.screening.signal import Level, Signal

PROGRESS_EVERY = 2_000  # messages
LEVELS = [level.value for level in Level]
LOUD = frozenset({Level.MEDIUM, Level.HIGH})  # from here on a worrying sign holds a message


class Source(Protocol):
    """An export as core.imports opens it; each call of messages() walks it afresh."""

    def messages(self) -> Iterator[Message]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be audited, and with what.

    exporter  the name under which the exporting phone's owner writes, where it is known
    screen    text to signals
    closing   what the report says about file and pack that the walk cannot know
    """

    source: Source
    roster: Roster
    pack: Pack
    platform: str
    exporter: str | None
    screen: Callable[[str], Sequence[Signal]]
    titles: Titles
    closing: Closing


def audit(order: Order, *, on_progress: Callable[[int], None]) -> Report:
    """Return the report on a chat.

    on_progress  called with the number of lines walked so far, over both walks
    raises       NotAuditable: nobody writes in it
    """
    walked = _Walked(on_progress)
    cast = Cast(roster=order.roster, exporter=order.exporter)
    census = census_of(walked.count(order.source.messages()), cast)
    setting = Setting(
        pack=order.pack,
        platform=order.platform,
        cast=cast,
        is_group=census.presence.is_group,
        filled=filled_columns(order.roster.people),
    )
    replay = Replay(order, setting, census)
    for message in walked.count(order.source.messages()):
        replay.see(message)
    on_progress(walked.lines)
    return report_of(order.closing, setting, census, replay.tally, replay.timeline, order.titles)


@dataclass(slots=True)
class _Walked:
    tell: Callable[[int], None]
    lines: int = 0

    def count(self, messages: Iterator[Message]) -> Iterator[Message]:
        """Yield the messages, telling now and then how many there were."""
        for message in messages:
            self.lines += 1
            if self.lines % PROGRESS_EVERY == 0:
                self.tell(self.lines)
            yield message


@dataclass(slots=True)
class Replay:
    """The second walk. A decision depends on the moment, the sender and the signs, so each is made once."""

    order: Order
    setting: Setting
    census: Census
    tally: Tally = field(init=False)
    timeline: TimelineDraft = field(init=False)
    _members: Members = field(init=False)
    _title: str | None = None
    _is_disappearing: bool = False
    _scenes: dict[object, Scene] = field(default_factory=dict)
    _judgements: dict[object, Judgement] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tally = Tally(Quoter(self.setting.cast), LEVELS.index)
        self.timeline = TimelineDraft(*self.census.span)
        self._members = Members(self.census.presence.intervals())

    def see(self, message: Message) -> None:
        """Take in the next line: decide, screen, quote."""
        members = self._members.advance(message.line)
        if message.event is not None:
            self._happened(message)
        if message.sender is not None:
            self._sent(message, members)
        self.tally.quoter.see(message)

    def _sent(self, message: Message, members: frozenset[str]) -> None:
        assert message.sender is not None
        cast = self.setting.cast
        sender = cast.person(message.sender)
        role = sender.role if sender else None
        by_adult = role in (None, Role.REPRESENTATIVE)
        signals = self.order.screen(message.text) if message.text else ()
        is_worrying = bool(signals) and any(
            s.severity in LOUD and s.category in self.order.titles.worrying for s in signals
        )
        key = (members, message.at.date(), self._title, self._is_disappearing)
        scene = self._scene(key, message)
        judgement = self._judgement(key, scene, _action(message, by_adult=by_adult), sender, is_worrying)
        if by_adult:
            self.tally.decided(message, judgement, signals)
        elif judgement.broken:
            self.tally.received(message, judgement, signals)
        if signals:
            self.tally.signalled(message, signals, by_adult=role is not Role.YOUNG_PERSON)
        outcome = judgement.outcome if by_adult else None
        self.timeline.message(message.at, outcome, len(scene.adults.counted))

    def _scene(self, key: tuple[frozenset[str], object, str | None, bool], message: Message) -> Scene:
        scene = self._scenes.get(key)
        if scene is None:
            moment = Moment(
                members=key[0],
                day=message.at.date(),
                title=self._title,
                is_disappearing=self._is_disappearing,
            )
            scene = self._scenes[key] = scene_of(self.setting, moment)
        return scene

    def _judgement(
        self,
        key: object,
        scene: Scene,
        action: Action,
        sender: Person | None,
        is_worrying: bool,  # noqa: FBT001 (one of the things a judgement is cached by)
    ) -> Judgement:
        whole = (key, action, sender.name if sender else None, is_worrying)
        judgement = self._judgements.get(whole)
        if judgement is None:
            facts = sent_by(scene, sender, is_worrying=is_worrying)
            judgement = judged(self.setting, decide(self.setting.pack, action, facts), sender)
            self._judgements[whole] = judgement
        return judgement

    def _happened(self, message: Message) -> None:
        """Follow what a system line tells: the mode and the name change from here on."""
        assert message.event is not None
        kind, subjects = message.event.kind, message.event.subjects
        if kind in (EventKind.DISAPPEARING_ON, EventKind.DISAPPEARING_OFF):
            self._is_disappearing = kind is EventKind.DISAPPEARING_ON
            text = f"Disappearing messages {'on' if self._is_disappearing else 'off'}"
            self.timeline.mark(message.at, text)
        elif kind in (EventKind.CREATED, EventKind.NAMED) and subjects:
            self._title = subjects[-1]
        elif kind in _COMINGS:
            self._came_or_went(message, _COMINGS[kind])

    def _came_or_went(self, message: Message, verb: str) -> None:
        assert message.event is not None
        cast = self.setting.cast
        for name in message.event.subjects or (message.event.actor,):
            if name is None or cast.called(name) == YOU:
                continue
            if cast.role(name) in (None, Role.REPRESENTATIVE):
                self.timeline.mark(message.at, f"{cast.called(name)} {verb}")


_COMINGS = {
    EventKind.ADDED: "joined",
    EventKind.JOINED: "joined",
    EventKind.REMOVED: "left",
    EventKind.LEFT: "left",
}
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".mp4", ".mov", ".3gp", ".webm")


def _action(message: Message, *, by_adult: bool) -> Action:
    """Return what the policy is asked: media without a name may be a picture, so it is asked as one."""
    if not by_adult:
        return Action.RECEIVE_MESSAGE
    is_picture = message.kind is Kind.MEDIA and (
        message.file is None or message.file.lower().endswith(_PICTURES)
    )
    return Action.SEND_PICTURE if is_picture else Action.SEND_MESSAGE
