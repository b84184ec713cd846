"""Everything the report's templates show, worked out before they run: a report in, words and places out."""

from dataclasses import dataclass

from handrail.core.audit.report import Participant, Report, Totals, Unchecked, Unmatched
from handrail.ui.report import labels, words
from handrail.ui.report.doubts import DoubtView, doubt_view
from handrail.ui.report.findings import (
    FindingView,
    SignalView,
    StepView,
    finding_views,
    signal_view,
    step_views,
    unchecked_anchor,
)
from handrail.ui.report.presence import Strip, strip
from handrail.ui.report.timeline import Picture, picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    number: str
    label: str
    tone: str  # stop | need | plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    name: str
    written_as: tuple[str, ...]
    role: str
    age: str
    counts: str
    tone: str
    messages: str
    strip: Strip
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrangerView:
    name: str
    messages: str
    first: str
    why: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedView:
    anchor: str
    clause_id: str
    title: str
    why: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One line of the contents."""

    anchor: str
    label: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    title: str
    subtitle: str
    tone: str  # of the headline: stop | need | ok
    headline: str
    summary: tuple[str, ...]
    tiles: tuple[Tile, ...]
    steps: tuple[StepView, ...]
    picture: Picture | None
    findings: tuple[FindingView, ...]
    signals: tuple[SignalView, ...]
    doubts: tuple[DoubtView, ...]
    people: tuple[PersonView, ...]
    unmatched: tuple[StrangerView, ...]
    unmatched_left_out: str
    unchecked: tuple[UncheckedView, ...]
    limits: tuple[str, ...]
    facts: tuple[Fact, ...]
    contents: tuple[Place, ...]


def report_view(report: Report) -> ReportView:
    """Return a report as the words, numbers and places that its page shows."""
    findings = finding_views(report.findings)
    signals = tuple(signal_view(signal) for signal in report.signals)
    doubts = tuple(doubt_view(doubt) for doubt in report.doubts)
    unchecked = tuple(_unchecked(clause) for clause in report.unchecked)
    anchors = {
        *(finding.anchor for finding in findings),
        *(signal.anchor for signal in signals),
        *(doubt.anchor for doubt in doubts),
        *(clause.anchor for clause in unchecked),
    }
    return ReportView(
        title=report.chat.title or report.chat.name,
        subtitle=_subtitle(report),
        tone=_tone(report),
        headline=report.headline,
        summary=report.summary,
        tiles=_tiles(report),
        steps=step_views(report.steps, anchors=anchors),
        picture=picture(report.timeline),
        findings=findings,
        signals=signals,
        doubts=doubts,
        people=tuple(_person(person, report) for person in report.people),
        unmatched=tuple(_stranger(stranger) for stranger in report.unmatched),
        unmatched_left_out=_left_out(report.unmatched_left_out),
        unchecked=unchecked,
        limits=report.limits,
        facts=_facts(report),
        contents=_contents(report),
    )


def _subtitle(report: Report) -> str:
    parts = (
        labels.PLATFORMS.get(report.platform, report.platform),
        labels.CHAT_KINDS.get(report.chat.kind, report.chat.kind),
        words.stretch(report.chat.first_at, report.chat.last_at),
    )
    return " · ".join(parts)


def _tone(report: Report) -> str:
    if report.totals.refused or any(step.is_urgent for step in report.steps):
        return "stop"
    is_open = report.findings or report.signals or report.doubts or report.unmatched
    return "need" if is_open else "ok"


def _read_label(totals: Totals) -> str:
    known = totals.decided - totals.by_unknown
    unknown = f", {totals.by_unknown:,} by people not yet known" if totals.by_unknown else ""
    return f"messages read: {known:,} by adults{unknown}"


def _tiles(report: Report) -> tuple[Tile, ...]:
    totals, unknown = report.totals, len(report.unmatched) + report.unmatched_left_out
    return (
        Tile(number=f"{totals.messages:,}", label=_read_label(totals), tone="plain"),
        _tile(totals.refused, "would be refused", tone="stop"),
        _tile(totals.held, "more would be held for a second look", tone="need"),
        _tile(totals.with_signals, "with something for a person to read", tone="need"),
        _tile(unknown, _unknown_names(unknown), tone="need"),
    )


def _left_out(number: int) -> str:
    return f"{words.count(number, 'more name')} with fewer messages not listed here." if number else ""


def _unknown_names(number: int) -> str:
    return "name nobody has told us about" if number == 1 else "names nobody has told us about"


def _tile(number: int, label: str, *, tone: str) -> Tile:
    return Tile(number=f"{number:,}", label=label, tone=tone if number else "plain")


def _person(person: Participant, report: Report) -> PersonView:
    is_representative = person.role == "representative"
    counts = (
        "counts as one of the two adults" if person.counts_as_adult else "not always one of the two adults"
    )
    return PersonView(
        name=person.name,
        written_as=tuple(name for name in person.written_as if name != person.name),
        role=labels.ROLES.get(person.role, person.role),
        age=_age(person),
        counts=counts if is_representative else "",
        tone="ok" if person.counts_as_adult else "need",
        messages=f"{person.messages:,}",
        strip=strip(person.presence, first=report.chat.first_at, last=report.chat.last_at),
        notes=person.notes,
    )


def _age(person: Participant) -> str:
    if person.age_first is None:
        return ""
    if person.age_last in {None, person.age_first}:
        return f"{person.age_first}"
    return f"{person.age_first}, then {person.age_last}"


def _stranger(stranger: Unmatched) -> StrangerView:
    return StrangerView(
        name=stranger.name,
        messages=words.count(stranger.messages, "message"),
        first=words.day(stranger.first_at),
        why=stranger.why,
        near=stranger.near,
    )


def _unchecked(clause: Unchecked) -> UncheckedView:
    return UncheckedView(
        anchor=unchecked_anchor(clause.clause_id),
        clause_id=clause.clause_id,
        title=clause.title,
        why=clause.why,
        how=clause.how,
    )


def _facts(report: Report) -> tuple[Fact, ...]:
    chat, pack = report.chat, report.pack
    order = labels.DATE_ORDERS.get(chat.date_order, chat.date_order)
    doubt = "; the file alone cannot prove this order" if chat.is_ambiguous else ""
    return (
        Fact(label="File", text=f"{chat.name}, {words.size(chat.size_bytes)}"),
        Fact(label="SHA-256 of the file", text=chat.sha256, is_code=True),
        Fact(label="Read as", text=f"{labels.FORMATS.get(chat.format, chat.format)}; dates {order}{doubt}"),
        Fact(label="In the file", text=_contents_of_chat(report)),
        Fact(label="Policy", text=f"{pack.title}, version {pack.version}"),
        Fact(label="SHA-256 of the policy", text=pack.digest, is_code=True),
        Fact(label="Made", text=f"{words.moment(report.made_at)} UTC, by Handrail {report.handrail_version}"),
    )


def _contents_of_chat(report: Report) -> str:
    chat = report.chat
    parts = [
        words.count(chat.messages, "message"),
        words.count(chat.system_lines, "system line"),
        words.count(chat.media, "attachment"),
        f"{chat.edited:,} edited",
        f"{chat.deleted:,} deleted",
    ]
    if chat.suspect:
        parts.append(
            words.count(
                chat.suspect, "line that may not be what it seems", "lines that may not be what they seem"
            )
        )
    return ", ".join(parts)


def _contents(report: Report) -> tuple[Place, ...]:
    rows = (
        ("summary", "Summary", None),
        ("timeline", "Over time", len(report.timeline.buckets)),
        ("findings", "Findings", len(report.findings)),
        ("signals", "For a person to read", len(report.signals)),
        ("doubts", "Lines to look at", len(report.doubts)),
        ("people", "Who and when", len(report.people) + len(report.unmatched)),
        ("unchecked", "Could not be checked", len(report.unchecked)),
        ("provenance", "Where this comes from", None),
    )
    unnumbered = {"summary", "timeline", "provenance"}
    return tuple(
        Place(anchor=anchor, label=label, number="" if anchor in unnumbered else str(number))
        for anchor, label, number in rows
        if number is None or number
    )
