"""What to do next, after an audit."""

from collections.abc import Iterator, Sequence

from handrail.core.audit.doubts import UNSCREENED
from handrail.core.audit.gathered import Gathered
from handrail.core.audit.report import Doubt, Finding, SignalFinding, Step, Unmatched
from handrail.core.audit.words import listed
from handrail.core.policy.pack import Pack

MOST_ASKED = 10  # new numbers asked about one by one


def steps(
    gathered: Gathered, pack: Pack, worrying: frozenset[str], *, is_ambiguous: bool
) -> tuple[Step, ...]:
    """Return what to do next, urgent first.

    worrying  categories that are warning signs, not only private details
    """
    unmatched = gathered.unmatched
    found = [
        *_read_unscreened(gathered.doubts),
        *_read_signals(gathered.signals, worrying),
        *_find_out(gathered),
        *_ask_about(gathered.new_numbers),
        *_settle_dates(is_ambiguous=is_ambiguous),
        *_look_at(gathered.doubts),
        *(_mend(finding, pack) for finding in gathered.findings if _is_to_mend(finding, pack, unmatched)),
    ]
    once = {step.text: step for step in reversed(found)}
    in_order = list(reversed(once.values()))
    return tuple(sorted(in_order, key=lambda step: not step.is_urgent))


def _read_unscreened(doubts: Sequence[Doubt]) -> Iterator[Step]:
    for doubt in doubts:
        if doubt.kind == UNSCREENED:
            text = f"Read the {_number(doubt.messages, 'message')} that could not be screened whole."
            yield Step(text=text, who="lead", because=(doubt.kind,), is_urgent=True)


def _look_at(doubts: Sequence[Doubt]) -> Iterator[Step]:
    """Yield one step for all lines that may not be what they seem; the report points at each."""
    seeming = [doubt for doubt in doubts if doubt.kind != UNSCREENED]
    if seeming:
        lines = sum(doubt.messages for doubt in seeming)
        seems = "what it seems" if lines == 1 else "what they seem"
        text = f"Look at the {_number(lines, 'line')} that may not be {seems}."
        yield Step(text=text, who="lead", because=tuple(doubt.kind for doubt in seeming), is_urgent=False)


def _number(count: int, noun: str) -> str:
    """Return a count with its noun after `the`: `message`, `12 messages`."""
    return noun if count == 1 else f"{count:,} {noun}s"


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


def _find_out(gathered: Gathered) -> Iterator[Step]:
    unmatched = gathered.unmatched
    if unmatched:
        names = listed([one.name for one in unmatched], more=gathered.unmatched_left_out)
        text = (
            f"Find out who {names} {'is' if len(unmatched) == 1 else 'are'}, and add them to the people file."
        )
        yield Step(text=text, who="lead", because=(), is_urgent=True)


def _ask_about(new_numbers: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Step]:
    """Yield whom to ask about a new number: the chat suggests somebody, and only they can say."""
    for number, old in new_numbers[:MOST_ASKED]:
        which = f"whether {number} is their new number" if len(old) == 1 else f"whose new number {number} is"
        text = f"Ask {listed(old)} {which}, and write it into the people file."
        yield Step(text=text, who="lead", because=(), is_urgent=False)


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
