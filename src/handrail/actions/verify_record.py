"""Somebody has the whole record checked: the log, its keys, what others remember, and what is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from handrail.actions._content_check import content_faults
from handrail.actions._cosignature_check import check_cosignatures
from handrail.actions.deps import Deps
from handrail.core.record.checkpoint import verify_checkpoint
from handrail.core.record.equivocation import equivocation
from handrail.core.record.log_check import MOST_FAULTS, Remembered, check_log
from handrail.core.record.origins import KeyLine, all_terms
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import EMPTY_ROOT
from handrail.core.record.rotation import KeyTerm, verify_in_term
from handrail.store.reads import log
from handrail.store.reads.key_files import KeysMissing, guard_note
from handrail.store.router import CONTENT_KEYS
from handrail.store.soundness import unsound
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
    try:
        return _verdict(deps, outside, with_content=with_content)
    except DatabaseError as error:
        why = str(error).partition("\n")[0]
        return RecordVerdict(
            size=0, root=EMPTY_ROOT, compared=(), faults=(f"the database cannot be read: {why}",), notices=()
        )


def _verdict(deps: Deps, outside: Sequence[tuple[str, bytes]], *, with_content: bool) -> RecordVerdict:
    faults, notices = list(_database_faults(with_content=with_content)), list[str]()
    terms = _terms(faults)
    guard = guard_note(deps.keys)
    notes = [*outside, *([("the guard file", guard)] if guard is not None else [])]
    remembered = _remembered(notes, terms, faults)
    waiting = [leaf for _, leaf in log.pending(log.pending_count())] if with_content else []
    entries, size = log.extent()  # what is added from here on is for the next check
    checked = check_log(
        entries=log.all_entries(entries),
        subtrees=log.all_subtrees(size),
        heads=log.stored_heads(size),
        terms=terms,
        remembered=remembered,
    )
    faults += checked.faults
    faults += _two_pasts(notes, terms)
    if entries and guard is None:
        notices.append(f"there is no guard file in `{deps.keys}` to hold the record against")
    check_cosignatures(deps, faults, notices)
    if with_content:
        faults += islice(_content_faults(deps, entries, waiting), MOST_FAULTS)
    return RecordVerdict(
        size=checked.size,
        root=checked.root,
        compared=tuple(one.by for one in remembered),
        faults=tuple(faults),
        notices=(*checked.notices, *notices),
    )


def _database_faults(*, with_content: bool) -> Iterator[str]:
    try:
        check_triggers(connection)
    except TriggersDiffer as error:
        yield str(error)
    for alias in (DEFAULT_DB_ALIAS, CONTENT_KEYS) if with_content else ():
        why = unsound(connections[alias])
        if why:
            yield f"the files of the database `{alias}` are not sound: {why}"


def _terms(faults: list[str]) -> tuple[KeyTerm, ...]:
    try:
        rows = log.log_keys()
        if [row.number for row in rows] != list(range(len(rows))):
            faults.append("the list of the log's keys: their numbers are not those they were given")
        return all_terms([KeyLine(row.key, row.from_size, row.note) for row in rows])
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


def _two_pasts(notes: Sequence[tuple[str, bytes]], terms: Sequence[KeyTerm]) -> Iterator[str]:
    """Yield a sentence for each note that, beside our own of that size, proves that we signed two logs."""
    keys = [term.key for term in terms]
    for by, note in notes:
        try:
            own = log.note_at(verify_checkpoint(note, keys).size)
            both = equivocation(own, note, keys) if own else None
        except RecordError:
            continue  # what is wrong with one of them was told
        if both:
            yield (
                f"{by} and this database hold two different checkpoints of size {both.size}, both signed for"
                f" `{both.origin}`: keep both, they prove to anybody that two logs were shown"
            )


def _content_faults(deps: Deps, size: int, waiting: Sequence[bytes]) -> Iterator[str]:
    try:
        yield from content_faults(deps, size=size, waiting=waiting)
    except (KeysMissing, ValueError) as error:  # also a value that its column cannot hold
        yield f"what is kept cannot be opened: {error}"
