"""Builds small chats and people for the audit's tests, without any file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from handrail.core.audit.audit import audit
from handrail.core.audit.findings import Titles
from handrail.core.audit.order import Closing, Order, Source
from handrail.core.audit.report import Finding, Report
from handrail.core.imports.message import Event, EventKind, Kind, Mark, Message
from handrail.core.people.person import AccountOwner, Consent, ConsentStanding, Person, Role
from handrail.core.people.roster import Roster
from handrail.core.policy.pack import Pack
from handrail.core.screening.signal import Level, Signal
from handrail.store.reads.packs import read_pack

START = datetime(2026, 5, 4, 16, 0)  # noqa: DTZ001 (exports carry no time zone)
GIVEN = (Consent(platform="whatsapp", standing=ConsentStanding.GIVEN, on=date(2026, 1, 1)),)


def adult(name: str, **other) -> Person:
    facts = {
        "vetted_on": date(2025, 6, 1),
        "vetting_until": date(2028, 6, 1),
        "trained_on": date(2025, 9, 1),
        "account": AccountOwner.ORGANISATION,
    }
    return Person(name=name, role=Role.REPRESENTATIVE, **{**facts, **other})


def young(name: str, **other) -> Person:
    facts = {
        "born_on": date(2011, 2, 3),
        "consents": GIVEN,
        "assessed_on": date(2026, 1, 5),
        "explained_on": date(2026, 1, 6),
        "agreed_on": date(2026, 1, 6),
        "agreement_version": "1",
    }
    return Person(name=name, role=Role.YOUNG_PERSON, **{**facts, **other})


@dataclass
class AChat:
    """A chat written line by line, a minute apart unless told."""

    lines: list[Message] = field(default_factory=list)
    at: datetime = START

    def knowing(self, names: Iterable[str]) -> "AChat":  # noqa: ARG002 (its lines are read already)
        return self

    def messages(self) -> Iterator[Message]:
        return iter(self.lines)

    def say(self, sender: str, text: str = "hello", **other) -> "AChat":
        return self._line(sender, other.pop("kind", Kind.TEXT), text, None, **other)

    def happen(self, kind: EventKind, actor: str | None, *subjects: str) -> "AChat":
        return self._line(None, Kind.SYSTEM, kind.value, Event(kind, actor, subjects))

    def wait(self, **much) -> "AChat":
        self.at += timedelta(**much)
        return self

    def _line(self, sender, kind, text, event, *, file=None, marks: frozenset[Mark] = frozenset()) -> "AChat":
        number = len(self.lines) + 1
        self.lines.append(Message(self.at, sender, kind, text, file, number * 100, number, event, marks))
        self.at += timedelta(minutes=1)
        return self


def quiet(_text: str) -> tuple[Signal, ...]:
    return ()


def hears(word: str, category: str = "secrecy"):
    """Return a screen that hears one word."""

    def screen(text: str) -> tuple[Signal, ...]:
        start = text.find(word)
        if start < 0:
            return ()
        signal = Signal(
            category=category,
            start=start,
            end=start + len(word),
            severity=Level.HIGH,
            score=1.0,
            detector="test/1",
            reason="Asks to keep something secret.",
        )
        return (signal,)

    return screen


def audited(
    chat: Source, *people: Person, screen=quiet, platform="whatsapp", exporter=None, told=None, without=""
) -> Report:
    """Return the report on a chat; `without` takes a clause out of the policy."""
    closing = Closing(
        made_at=datetime(2026, 6, 1, tzinfo=UTC),
        handrail_version="0",
        name="chat.txt",
        sha256="0" * 64,
        size_bytes=1,
        format="whatsapp-android",
        date_order="dmy",
        is_ambiguous=False,
    )
    order = Order(
        source=chat,
        roster=Roster(people),
        pack=_pack(without),
        platform=platform,
        exporter=exporter,
        screen=screen,
        titles=Titles(
            titles={"secrecy": "Secrecy", "phone": "Telephone number"}, worrying=frozenset({"secrecy"})
        ),
        closing=closing,
    )
    return audit(order, on_progress=told or (lambda _lines: None))


def _pack(without: str) -> Pack:
    pack = read_pack("sg04")
    by_action = {
        action: tuple(clause for clause in clauses if clause.id != without)
        for action, clauses in pack.by_action.items()
    }
    return replace(pack, by_action=by_action)


def broken(report: Report) -> dict[str, Finding]:
    return {finding.clause_id: finding for finding in report.findings}
