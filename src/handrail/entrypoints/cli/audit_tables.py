"""A report for the terminal. Message text is hostile: printed as text, never as markup or control codes."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from handrail.core.audit.report import Doubt, Finding, Participant, Quoted, Report, SignalFinding, Step
from handrail.core.audit.words import plural
from handrail.core.policy.problems import printable

STYLES = {
    "refuse": "bold red",
    "hold": "bold yellow",
    "warn": "yellow",
    "high": "bold red",
    "medium": "yellow",
}
SAID = {"refuse": "refused", "hold": "held", "warn": "warned"}
BARS = " ▁▂▃▄▅▆▇█"
LONGEST_QUOTE = 160  # characters
LEAD_IN = 40  # characters shown before what fired, where a text is longer


def printed(report: Report) -> Iterator[RenderableType]:
    """Yield the parts of a report in the order a trustee reads them."""
    yield _summary(report)
    yield _timeline(report)
    if report.findings:
        yield Text("\nFindings by clause", style="bold")
    for finding in report.findings:
        yield _finding(finding)
    if report.signals:
        yield Text("\nSigns for a person to read", style="bold")
        yield _signals(report.signals)
    if report.doubts:
        yield Text("\nLines to look at in the file", style="bold")
    for doubt in report.doubts:
        yield _doubt(doubt)
    yield _people(report)
    yield _unchecked(report)
    yield _steps(report.steps)
    yield Text("\n".join(("", *(f"- {limit}" for limit in report.limits))), style="dim")


def _summary(report: Report) -> RenderableType:
    chat, pack = report.chat, report.pack
    lines = [Text(report.headline, style="bold"), Text("")]
    lines += [_plain(sentence) for sentence in report.summary]
    order = f"dates {chat.date_order}{' (ambiguous)' if chat.is_ambiguous else ''}"
    source = f"{chat.name} · {chat.format} · {order} · sha256 {chat.sha256}"
    rules = f"{pack.title} {pack.version} · {pack.digest[:16]}"
    lines += [Text(""), _plain(source, "dim"), _plain(rules, "dim")]
    return Panel(Group(*lines), title="Audit", border_style="red" if report.totals.refused else "green")


def _timeline(report: Report) -> RenderableType:
    buckets = report.timeline.buckets
    most = max((bucket.messages for bucket in buckets), default=0) or 1
    bars = Text("messages ")
    for bucket in buckets:
        height = -(-bucket.messages * (len(BARS) - 1) // most)
        bars.append(BARS[height], style="red" if bucket.refused else "yellow" if bucket.held else "green")
    adults = Text("adults   " + "".join(str(min(bucket.adults_min, 9)) for bucket in buckets), style="dim")
    return Group(bars, adults)


def _finding(finding: Finding) -> RenderableType:
    head = Text(f"\n{finding.clause_id}  ", style="bold")
    head.append(SAID[finding.severity], style=STYLES[finding.severity])
    stretches = plural(finding.episodes_total, "stretch", "stretches")
    head.append(f"  {plural(finding.messages, 'message')} in {stretches}, ")
    head.append(f"{finding.first_at:%d %b %Y %H:%M} to {finding.last_at:%d %b %Y %H:%M}")
    parts: list[RenderableType] = [head, _plain(f"“{finding.clause_text}”", "italic"), _plain(finding.reason)]
    if finding.about:
        parts.append(_plain(f"About: {', '.join(finding.about)}"))
    if finding.episodes:
        parts += [_quoted(quoted) for quoted in finding.episodes[0].quoted]
    parts += [_plain(f"→ {remedy}", "cyan") for remedy in finding.remedies]
    return Group(*parts)


def _quoted(quoted: Quoted) -> Text:
    return _plain(f"  {_said(quoted)}", "" if quoted.is_finding else "dim")


def _said(quoted: Quoted) -> str:
    """Return a line in one line: when, who, what; around what fired, where the text is long."""
    text, start = quoted.text, min((start for start, _ in quoted.marks), default=0)
    if len(text) > LONGEST_QUOTE and start > LEAD_IN:
        text = "…" + text[start - LEAD_IN :]
    text = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    said = text.replace("\n", " ⏎ ") or f"[{quoted.kind}]"
    return f"{quoted.at:%d %b %H:%M} {quoted.sender or '·'}: {said}"


def _doubt(doubt: Doubt) -> RenderableType:
    head = Text(f"\n{doubt.title}  ", style="bold yellow")
    head.append(plural(doubt.messages, "line"))
    there = [quoted for quoted in doubt.quoted if quoted.is_finding]
    more = doubt.messages - len(there)
    parts: list[RenderableType] = [head, _plain(doubt.why), *map(_pointed_at, there)]
    parts += [_plain(f"  and {plural(more, 'more line')}", "dim")] if more else []
    return Group(*parts, _plain(f"→ {doubt.how}", "cyan"))


def _pointed_at(quoted: Quoted) -> Text:
    return _plain(f"  line {quoted.line:,}, {_said(quoted)}")


def _signals(signals: Sequence[SignalFinding]) -> Table:
    table = Table("sign", "urgency", "messages", "by adults", "why", box=None, pad_edge=False)
    for signal in signals:
        urgency = Text(signal.severity, style=STYLES.get(signal.severity, ""))
        why = _plain("; ".join(signal.reasons[:2]))
        table.add_row(signal.title, urgency, f"{signal.messages:,}", f"{signal.by_adults:,}", why)
    return table


def _people(report: Report) -> Table:
    table = Table(
        "who",
        "role",
        "age",
        "messages",
        "notes",
        box=None,
        pad_edge=False,
        title="\nPeople",
        title_justify="left",
    )
    for person in report.people:
        notes = "; ".join((*(("counts as an adult",) if person.counts_as_adult else ()), *person.notes))
        table.add_row(
            _plain(person.name),
            person.role.replace("_", " "),
            _age(person),
            f"{person.messages:,}",
            _plain(notes),
        )
    for unmatched in report.unmatched:
        near = f" Is it {', '.join(unmatched.near)}?" if unmatched.near else ""
        name = _plain(unmatched.name, "bold red")
        table.add_row(name, "not matched", "", f"{unmatched.messages:,}", _plain(unmatched.why + near))
    if report.unmatched_left_out:
        more = plural(report.unmatched_left_out, "more name")
        table.add_row(f"and {more} with fewer messages", "not matched", "", "", "")
    return table


def _age(person: Participant) -> str:
    if person.age_first is None:
        return ""
    return (
        f"{person.age_first}"
        if person.age_first == person.age_last
        else f"{person.age_first} to {person.age_last}"
    )


def _unchecked(report: Report) -> Table:
    table = Table("clause", "why it could not be checked", "what would help", box=None, pad_edge=False)
    table.title, table.title_justify = "\nNot checkable from this export", "left"
    for one in report.unchecked:
        table.add_row(one.clause_id, one.why, one.how)
    return table


def _steps(steps: Sequence[Step]) -> RenderableType:
    lines = [Text("\nWhat to do next", style="bold")]
    for number, step in enumerate(steps, 1):
        style = "bold red" if step.is_urgent else ""
        lines.append(_plain(f"{number}. {step.text} ({step.who})", style))
    return Group(*lines)


def _plain(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)
