"""The page for trustees: one headline, a few sentences, and what to do next."""

from collections.abc import Iterator, Sequence

from handrail.core.audit.report import ChatFacts, Finding, Severity, SignalFinding, Step, Totals, Unmatched
from handrail.core.audit.words import day, listed, plural
from handrail.core.policy.pack import Pack

MOST_REASONS = 3


def headline(totals: Totals) -> str:
    """Return the one sentence a trustee remembers."""
    whose = _whose(totals)
    if not totals.decided:
        return "No adult wrote in this chat, so the policy was not asked about any message."
    if totals.refused == totals.decided:
        return f"None of {whose} would have been sent under this policy."
    if totals.refused:
        return f"Of {whose}, {totals.refused:,} would not have been sent under this policy."
    if totals.held or totals.warned:
        looked_at = totals.held + totals.warned
        return f"None of {whose} would have been refused; {looked_at:,} needed a look first."
    return f"Nothing in {whose} goes against what this policy could check."


def _whose(totals: Totals) -> str:
    """Return the messages that were decided: somebody nobody knows is not called an adult."""
    known, unknown = totals.decided - totals.by_unknown, totals.by_unknown
    adults = f"{plural(known, 'message')} from adults"
    if not unknown:
        return adults
    strangers = f"{unknown:,} from people not yet known"
    return f"{adults} and {strangers}" if known else f"{plural(unknown, 'message')} from people not yet known"


def summary(
    chat: ChatFacts,
    totals: Totals,
    findings: Sequence[Finding],
    unmatched: Sequence[Unmatched],
    signals: Sequence[SignalFinding],
    *,
    unchecked: int,
) -> tuple[str, ...]:
    """Return three to six plain sentences for trustees."""
    return (
        _scope(chat, totals),
        *_reasons(findings),
        *_people(unmatched),
        *_signs(signals, totals),
        f"{plural(unchecked, 'clause')} of the policy cannot be checked from an export; see below.",
    )[:6]


def _scope(chat: ChatFacts, totals: Totals) -> str:
    kind = "group" if chat.kind == "group" else "one-to-one chat"
    when = ""
    if chat.first_at and chat.last_at:
        when = f" from {day(chat.first_at)} to {day(chat.last_at)}"
    return f"This {kind} holds {plural(totals.messages, 'message')}{when}."


def _reasons(findings: Sequence[Finding]) -> Iterator[str]:
    grave = [finding for finding in findings if finding.severity is not Severity.WARN]
    if grave:
        parts = [
            f"“{finding.title}” ({finding.clause_id}, {plural(finding.messages, 'message')})"
            for finding in grave[:MOST_REASONS]
        ]
        several = " One message can go against several clauses." if len(grave) > 1 else ""
        yield f"Not kept most often: {', '.join(parts)}.{several}"


def _people(unmatched: Sequence[Unmatched]) -> Iterator[str]:
    if unmatched:
        names = listed([one.name for one in unmatched])
        yield f"{plural(len(unmatched), 'name')} could not be matched to the people file: {names}."


def _signs(signals: Sequence[SignalFinding], totals: Totals) -> Iterator[str]:
    if totals.with_signals:
        titles = listed([signal.title.lower() for signal in signals], most=3)
        yield f"{plural(totals.with_signals, 'message')} should be read by the lead: {titles}."


def steps(
    findings: Sequence[Finding],
    unmatched: Sequence[Unmatched],
    signals: Sequence[SignalFinding],
    pack: Pack,
    worrying: frozenset[str],
    *,
    is_ambiguous: bool,
) -> tuple[Step, ...]:
    """Return what to do next, urgent first.

    worrying  categories that are warning signs, not only private details
    """
    found = [
        *_read_signals(signals, worrying),
        *_find_out(unmatched),
        *_settle_dates(is_ambiguous=is_ambiguous),
        *(_mend(finding, pack) for finding in findings if _is_to_mend(finding, pack, unmatched)),
    ]
    once = {step.text: step for step in reversed(found)}
    in_order = list(reversed(once.values()))
    return tuple(sorted(in_order, key=lambda step: not step.is_urgent))


def _read_signals(signals: Sequence[SignalFinding], worrying: frozenset[str]) -> Iterator[Step]:
    """Yield what to read: warning signs today, private details when there is time."""
    grave = [signal for signal in signals if signal.category in worrying]
    private = [signal for signal in signals if signal.category not in worrying and signal.severity != "low"]
    for found, what, is_urgent in ((grave, "warning signs", True), (private, "private details", False)):
        if found:
            titles = listed([signal.title.lower() for signal in found])
            when = " today" if is_urgent else ""
            text = f"Read{when} the messages with {what}: {titles}."
            because = tuple(signal.category for signal in found)
            yield Step(text=text, who="lead", because=because, is_urgent=is_urgent)


def _find_out(unmatched: Sequence[Unmatched]) -> Iterator[Step]:
    if unmatched:
        names = listed([one.name for one in unmatched])
        text = (
            f"Find out who {names} {'is' if len(unmatched) == 1 else 'are'}, and add them to the people file."
        )
        yield Step(text=text, who="lead", because=(), is_urgent=True)


def _settle_dates(*, is_ambiguous: bool) -> Iterator[Step]:
    if is_ambiguous:
        text = "Say whether the export writes the day or the month first, and audit it again."
        yield Step(text=text, who="lead", because=(), is_urgent=False)


def _is_to_mend(finding: Finding, pack: Pack, unmatched: Sequence[Unmatched]) -> bool:
    """Return whether a finding adds a step of its own: who to find out and what to read have been said."""
    remedies = pack.clause(finding.clause_id).remedies
    is_said = (bool(unmatched) and "identify_people" in remedies) or "report_to_lead" in remedies
    return bool(finding.remedies) and not is_said


def _mend(finding: Finding, pack: Pack) -> Step:
    clause = pack.clause(finding.clause_id)
    whom = f" ({listed(finding.about)})" if finding.about and "not recorded" not in finding.title else ""
    who = pack.remedies[clause.remedies[0]].who if clause.remedies else "lead"
    return Step(
        text=f"{finding.remedies[0].rstrip('.')}{whom}.",
        who=who,
        because=(finding.clause_id,),
        is_urgent=False,
    )
