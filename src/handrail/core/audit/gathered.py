from dataclasses import dataclass

from handrail.core.audit.report import Doubt, Finding, SignalFinding, Unchecked, Unmatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What both walks found: the parts of a report from which its sentences and steps are made."""

    findings: tuple[Finding, ...]
    signals: tuple[SignalFinding, ...]
    doubts: tuple[Doubt, ...]
    unmatched: tuple[Unmatched, ...]
    unmatched_left_out: int  # names beyond those
    new_numbers: tuple[tuple[str, tuple[str, ...]], ...]  # a number, and whose it may be
    unchecked: tuple[Unchecked, ...]
