"""The page for trustees: one headline and a few sentences."""

from collections.abc import Iterator, Sequence

from handrail.core.audit.gathered import Gathered
from handrail.core.audit.report import ChatFacts, Finding, Severity, SignalFinding, Totals
from handrail.core.audit.words import day, listed, plural

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
    if totals.unscreened:
        rest = f"but {plural(totals.unscreened, 'message')} could not be screened whole"
        return f"Nothing found in {whose} goes against what this policy could check, {rest}."
    return f"Nothing in {whose} goes against what this policy could check."


def _whose(totals: Totals) -> str:
    """Return the messages that were decided: somebody nobody knows is not called an adult."""
    known, unknown = totals.decided - totals.by_unknown, totals.by_unknown
    adults = f"{plural(known, 'message')} from adults"
    if not unknown:
        return adults
    strangers = f"{unknown:,} from people not yet known"
    return f"{adults} and {strangers}" if known else f"{plural(unknown, 'message')} from people not yet known"


def summary(chat: ChatFacts, totals: Totals, gathered: Gathered) -> tuple[str, ...]:
    """Return two to seven plain sentences for trustees."""
    unchecked = plural(len(gathered.unchecked), "clause")
    return (
        _scope(chat, totals),
        *_reasons(gathered.findings),
        *_people(gathered),
        *_signs(gathered.signals, totals),
        *_unscreened(totals),
        *_doubts(chat),
        f"{unchecked} of the policy cannot be checked from an export; see below.",
    )


def _unscreened(totals: Totals) -> Iterator[str]:
    if totals.unscreened:
        messages = plural(totals.unscreened, "message")
        it = "it" if totals.unscreened == 1 else "them"
        yield f"{messages} could not be screened whole; a person must read {it}."


def _doubts(chat: ChatFacts) -> Iterator[str]:
    if chat.suspect == 1:
        yield "1 line may not be what it seems; a person must look at it."
    elif chat.suspect:
        yield f"{chat.suspect:,} lines may not be what they seem; a person must look at them."


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


def _people(gathered: Gathered) -> Iterator[str]:
    unmatched, more = gathered.unmatched, gathered.unmatched_left_out
    if unmatched:
        names = listed([one.name for one in unmatched], more=more)
        yield f"{plural(len(unmatched) + more, 'name')} could not be matched to the people file: {names}."


def _signs(signals: Sequence[SignalFinding], totals: Totals) -> Iterator[str]:
    if totals.with_signals:
        titles = listed([signal.title.lower() for signal in signals], most=3)
        yield f"{plural(totals.with_signals, 'message')} should be read by the lead: {titles}."
