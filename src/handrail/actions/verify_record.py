"""Somebody has the whole record checked: the log, its keys, what others remember, and what is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from handrail.actions._content_check import content_faults
from handrail.actions.deps import Deps
from handrail.core.record.log_check import MOST_FAULTS, Remembered, StoredHead, check_log
from handrail.core.record.origins import KeyLine, all_terms
from handrail.core.record.problems import RecordError
from handrail.core.record.rotation import KeyTerm, verify_in_term
from handrail.store.reads import log
from handrail.store.reads.key_files import KeysMissing, guard_note
from handrail.store.triggers import TriggersDiffer, check_triggers


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVerdict:
    """What a check of the whole record came to.

    size, root  of the log
    compared    with whose memory of it
    faults      one plain sentence each; nothing is wrong where there is none
    notices     what somebody should know, and proves nothing wrong
    """

    size: int
    root: bytes
    compared: tuple[str, ...]
    faults: tuple[str, ...]
    notices: tuple[str, ...]


def verify_record(
    *, deps: Deps, outside: Sequence[tuple[str, bytes]] = (), with_content: bool = True
) -> RecordVerdict:
    """Check the log from its first leaf to its last.

    outside       checkpoints that others kept: whose, and the signed note
    with_content  also open everything that is kept; slower
    """
    faults: list[str] = []
    terms = _terms(faults)
    guard = guard_note(deps.keys)
    notes = [*outside, *([("the guard file", guard)] if guard else [])]
    remembered = _remembered(notes, terms, faults)
    entries, size = log.extent()  # what is added from here on is for the next check
    checked = check_log(
        entries=log.all_entries(entries),
        subtrees=log.all_subtrees(size),
        heads=(StoredHead(head.size, head.root, head.note) for head in log.heads(size)),
        terms=terms,
        remembered=remembered,
    )
    faults += checked.faults
    if with_content:
        try:
            faults += islice(content_faults(deps, size=entries), MOST_FAULTS)
        except (KeysMissing, RecordError) as error:
            faults.append(f"what is kept cannot be opened: {error}")
    return RecordVerdict(
        size=checked.size,
        root=checked.root,
        compared=tuple(one.by for one in remembered),
        faults=tuple(faults),
        notices=checked.notices,
    )


def _terms(faults: list[str]) -> tuple[KeyTerm, ...]:
    try:
        check_triggers(connection)
    except TriggersDiffer as error:
        faults.append(str(error))
    try:
        return all_terms([KeyLine(row.key, row.from_size, row.note) for row in log.log_keys()])
    except RecordError as error:
        faults.append(f"the list of the log's keys: {error}")
        return ()


def _remembered(
    notes: Sequence[tuple[str, bytes]], terms: Sequence[KeyTerm], faults: list[str]
) -> list[Remembered]:
    """Return what others remember, each note checked to be signed by a key of this log."""
    found = []
    for by, note in notes:
        try:
            found.append(Remembered(by, verify_in_term(note, terms)))
        except RecordError as error:
            faults.append(f"{by}: {error}")
    return found
