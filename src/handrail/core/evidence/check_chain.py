"""Shows whether everything is there: the numbers of each conversation up to its stated end (§3.4, §3.5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handrail.core.evidence import layout
from handrail.core.evidence.check_entries import Checked
from handrail.core.evidence.left_out import FIELD, read_left_out
from handrail.core.evidence.problems import PartRefused
from handrail.core.evidence.verdict import Fault, Range
from handrail.core.record.chain import ChainEnd, ChainFault, ChainFaultKind, chain_faults, read_ends
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.problems import RecordError

_SAID = {
    ChainFaultKind.TWICE: "has the number of another entry",
    ChainFaultKind.UNLINKED: "names another entry before it than the one that is there",
    ChainFaultKind.OUT_OF_ORDER: "is in the log before the one numbered one less",
    ChainFaultKind.BEYOND_END: "comes after the end that the export states",
    ChainFaultKind.ANOTHER_END: "is not the last entry that the export states",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """What was found.

    export    the entry that says what was exported
    left_out  numbers that it says are left out, and are
    """

    export: Checked | None
    left_out: tuple[Range, ...]
    faults: tuple[Fault, ...]


def check_chain(entries: Sequence[Checked]) -> ChainCheck:
    """Check each conversation's numbers and links against what `export.made` commits to."""
    faults: list[Fault] = []
    export = _export(entries, faults)
    ends, excused = _committed(export, faults) if export else ((), {})
    stated = {end.conversation: end for end in ends}
    chains: dict[str, list[Checked]] = defaultdict(list)
    for checked in entries:
        if checked.link is not None:
            chains[checked.link.conversation].append(checked)
    gaps: list[Range] = []
    for name in sorted(chains.keys() | stated.keys()):
        if export and ends and name not in stated:
            faults.append(Fault(f"conversation `{name}`", "the export does not speak of it"))
        for fault in _found(chains.get(name, []), stated.get(name)):
            if fault.kind is ChainFaultKind.MISSING:
                missing = Range(name, fault.first, fault.last)
                told = [*_without(missing, excused.get(name, ()))]
                faults += map(_missing, told)
                gaps += _between(missing, told)
            else:
                faults += _told(fault, chains[name])
    return ChainCheck(export=export, left_out=tuple(gaps), faults=tuple(faults))


def _export(entries: Sequence[Checked], faults: list[Fault]) -> Checked | None:
    exports = [checked for checked in entries if checked.leaf.type is LeafType.EXPORT_MADE]
    faults += [
        one.fault("is an export that is not the last entry") for one in exports if one is not entries[-1]
    ]
    if not exports:
        faults.append(Fault(layout.ENTRIES, "has no entry `export.made`: nothing says where the pack ends"))
    return exports[-1] if exports else None


def _committed(
    export: Checked, faults: list[Fault]
) -> tuple[Sequence[ChainEnd], Mapping[str, Sequence[Range]]]:
    if "ends" not in export.values:
        if "ends" not in export.false:
            faults.append(export.fault("does not show where its conversations end", "ends"))
        return (), {}
    try:
        ends = read_ends(export.values)
    except RecordError as error:
        faults.append(export.fault(f"{error}", "ends"))
        return (), {}
    names = [end.conversation for end in ends]
    if not ends or len(set(names)) != len(names):
        faults.append(export.fault("states no end, or two for one conversation", "ends"))
    excused: dict[str, list[Range]] = defaultdict(list)
    try:
        for one in read_left_out(export.values):
            excused[one.conversation].append(one)
    except PartRefused as error:
        faults.append(export.fault(f"{error}", FIELD))
    return ends, excused


def _found(chain: Sequence[Checked], end: ChainEnd | None) -> Iterable[ChainFault]:
    if not chain:
        return [ChainFault(ChainFaultKind.MISSING, 0, end.count - 1)] if end else []
    return chain_faults([one.link for one in chain if one.link is not None], end=end)


def _without(missing: Range, excused: Iterable[Range]) -> Iterator[Range]:
    """Yield what of the missing numbers nobody excuses."""
    name, first, last = missing
    for _, start, stop in sorted(excused):
        if first < start <= last:
            yield Range(name, first, start - 1)
        first = max(first, stop + 1) if start <= last else first
    if first <= last:
        yield Range(name, first, last)


def _between(missing: Range, told: Sequence[Range]) -> Iterator[Range]:
    """Yield the rest: the missing numbers that are excused."""
    yield from _without(missing, told)


def _missing(gap: Range) -> Fault:
    return Fault(str(gap), "missing, unauthorised: not in the pack")


def _told(fault: ChainFault, chain: Sequence[Checked]) -> Iterator[Fault]:
    about = [one for one in chain if one.link and fault.first <= one.link.seq <= fault.last]
    # of two with one number the later one is told of; each of those beyond the end is
    chosen = about if fault.kind is ChainFaultKind.BEYOND_END else about[-1:]
    for one in chosen:
        yield one.fault(_SAID[fault.kind])
