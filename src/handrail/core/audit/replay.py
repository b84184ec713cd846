"""The second walk through a chat: ask the policy for each message, screen each text, quote what was found."""

from dataclasses import dataclass, field
from datetime import date

from handrail.core.audit.census import Census
from handrail.core.audit.doubts import Doubts
from handrail.core.audit.judging import Judgement, judged
from handrail.core.audit.order import Order
from handrail.core.audit.quoting import Quoter
from handrail.core.audit.screened import Screened, screened
from handrail.core.audit.situation import Moment, Scene, Setting, scene_of, sent_by
from handrail.core.audit.tally import Tally
from handrail.core.audit.timeline import TimelineDraft
from handrail.core.conversations.members import Members
from handrail.core.imports.message import YOU, EventKind, Kind, Message
from handrail.core.people.person import Person, Role
from handrail.core.policy.decide import decide
from handrail.core.policy.facts import Action
from handrail.core.screening.signal import Level

LEVELS = [level.value for level in Level]
MOST_MOMENTS = 256  # remembered; a chat that goes on has no use for old ones
LOUD = frozenset({Level.MEDIUM, Level.HIGH})  # from here on a worrying sign holds a message


@dataclass(slots=True)
class _Known:
    """One moment worked out, and what was decided in it; who was there is not kept, for it may be many."""

    scene: Scene
    judgements: dict[object, Judgement] = field(default_factory=dict)


@dataclass(slots=True)
class Replay:
    """A decision depends on the moment, the sender and the signs, so each is made once."""

    order: Order
    setting: Setting
    census: Census
    tally: Tally = field(init=False)
    doubts: Doubts = field(init=False)
    timeline: TimelineDraft = field(init=False)
    _members: Members = field(init=False)
    _title: str | None = None
    _is_disappearing: bool = False
    _moments: dict[object, _Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        quoter = Quoter(self.setting.cast)
        self.tally = Tally(quoter, LEVELS.index)
        self.doubts = Doubts(quoter)
        self.timeline = TimelineDraft(*self.census.span)
        self._members = Members(self.census.presence.intervals())

    def see(self, message: Message) -> None:
        """Take in the next line: decide, screen, quote."""
        members = self._members.advance(message.line)
        if message.event is not None:
            self._happened(message)
        if message.sender is not None:
            self._sent(message, members)
        self.doubts.see(message)
        self.tally.quoter.see(message)

    def _sent(self, message: Message, members: frozenset[str]) -> None:
        assert message.sender is not None
        cast = self.setting.cast
        sender = cast.person(message.sender)
        role = sender.role if sender else None
        by_adult = role in (None, Role.REPRESENTATIVE)
        signals, is_whole = found = screened(self.order.screen, message.text)
        known = self._known(message.at.date(), members)
        judgement = self._judgement(known, _action(message, by_adult=by_adult), sender, found)
        if by_adult:
            self.tally.decided(message, judgement, signals)
        elif judgement.broken:
            self.tally.received(message, judgement, signals)
        if signals:
            self.tally.signalled(message, signals, by_adult=role is not Role.YOUNG_PERSON)
        if not is_whole:
            self.doubts.not_whole(message)
        outcome = judgement.outcome if by_adult else None
        self.timeline.message(message.at, outcome, len(known.scene.adults.counted))

    def _is_worrying(self, found: Screened) -> bool | None:
        """Return whether a message carries a worrying sign; None where nobody can say."""
        worrying = self.order.titles.worrying
        if found.signals and any(s.severity in LOUD and s.category in worrying for s in found.signals):
            return True
        return False if found.is_whole else None

    def _known(self, day: date, members: frozenset[str]) -> _Known:
        """Return what is known of this moment: the same until somebody comes or goes, or the day ends."""
        key = (self._members.since, day, self._title, self._is_disappearing)
        known = self._moments.get(key)
        if known is None:
            if len(self._moments) >= MOST_MOMENTS:
                self._moments.clear()
            moment = Moment(
                members=members, day=day, title=self._title, is_disappearing=self._is_disappearing
            )
            known = self._moments[key] = _Known(scene_of(self.setting, moment))
        return known

    def _judgement(self, known: _Known, action: Action, sender: Person | None, found: Screened) -> Judgement:
        is_worrying = self._is_worrying(found)
        key = (action, sender.name if sender else None, is_worrying)
        judgement = known.judgements.get(key)
        if judgement is None:
            facts = sent_by(known.scene, sender, is_worrying=is_worrying)
            judgement = judged(self.setting, decide(self.setting.pack, action, facts), sender)
            known.judgements[key] = judgement
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
