"""The server starts: the record is begun, or the one there is looked over before anything is added."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection

from handrail.actions.deps import Deps
from handrail.core.record.keys import SigningKey
from handrail.core.record.origins import KeyLine, all_terms
from handrail.core.record.problems import RecordError
from handrail.core.record.rotation import KeyTerm, verify_in_term
from handrail.core.record.sealing import KEY_BYTES
from handrail.core.record.tree import root_at
from handrail.core.record.verifier_keys import SignatureType, print_verifier_key
from handrail.store.dialects import NotDurable, check_durable
from handrail.store.reads.key_files import (
    KeysMissing,
    guard_note,
    has_keys,
    master_key,
    next_key,
    signing_key,
)
from handrail.store.reads.log import StoredLog, head, last_entry, log_keys
from handrail.store.triggers import TriggersDiffer, check_triggers
from handrail.store.writes.key_files import make_master_key, make_signing_key, use_next_key
from handrail.store.writes.log import insert_log_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The record may be added to."""

    origin: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReady:
    """One sentence for the operator: why nothing may be added."""

    sentence: str


def begin_record(*, deps: Deps, origin: str) -> Ready | NotReady:
    """Begin the record, or check that the one there is whole so far as a start can see.

    origin  how a new record is to be called; empty for a name of our own. Another one than the record has
            is refused: a record keeps its name
    """
    try:
        check_triggers(connection)
        check_durable(connection)
        if not log_keys():
            _begin(deps, origin)
        return _looked_over(deps, origin)
    except (TriggersDiffer, NotDurable, KeysMissing, RecordError) as error:
        return NotReady(sentence=str(error))
    except DatabaseError as error:
        return NotReady(sentence=f"the database cannot be used: {str(error).partition('\n')[0]}")


def _begin(deps: Deps, origin: str) -> None:
    if guard_note(deps.keys) is not None or has_keys(deps.keys):
        raise KeysMissing(
            f"`{deps.keys}` holds the keys of a record that this database does not have:"
            " restore it from a backup, or move the folder away to begin another"
        )
    name = origin or f"handrail.invalid/{deps.random_bytes(8).hex()}"
    key = SigningKey(name=name, type=SignatureType.ED25519, seed=deps.random_bytes(KEY_BYTES))
    make_master_key(deps.keys, deps.random_bytes(KEY_BYTES))
    make_signing_key(deps.keys, key)
    insert_log_key(0, print_verifier_key(key.verifier), from_size=0, note=None)


def _looked_over(deps: Deps, origin: str) -> Ready | NotReady:
    last = log_keys()[-1].key
    if next_key(deps.keys) == last:  # a rotation stopped before its last step
        use_next_key(deps.keys)
    key = signing_key(deps.keys).verifier
    if key != last:
        return NotReady(
            sentence=f"the key in `{deps.keys}` is not the one that signs this record"
            f" (`{print_verifier_key(last)}`)"
        )
    if origin and origin != key.name:
        return NotReady(sentence=f"`HANDRAIL_ORIGIN` is `{origin}`, and the record is called `{key.name}`")
    master_key(deps.keys)
    terms = all_terms([KeyLine(row.key, row.from_size, row.note) for row in log_keys()])
    sentence = _end_not_whole(terms) or _compared_with_guard(deps, terms)
    if sentence:
        return NotReady(sentence=sentence)
    return Ready(origin=key.name, key=print_verifier_key(key))


def _end_not_whole(terms: Sequence[KeyTerm]) -> str:
    """Return what is wrong with the end of the log, from which it would go on; nothing where it is whole."""
    now, last = head(), last_entry()
    entries, size = last.seq + 1 if last else 0, now.size if now else 0
    if entries != size:
        return f"the record has {entries} entries, and its last checkpoint is over {size}"
    if now is None:
        return ""
    signed = verify_in_term(now.note, terms)
    if (signed.size, signed.root) != (size, now.root) or now.frontier.root != now.root:
        return f"the checkpoint of size {size} says something else than its row"
    if root_at(StoredLog(), size) != now.root:
        return f"the {size} entries of the record are not those that its last checkpoint was signed for"
    return ""


def _compared_with_guard(deps: Deps, terms: Sequence[KeyTerm]) -> str:
    note = guard_note(deps.keys)
    if note is None:
        return ""
    try:
        kept = verify_in_term(note, terms)
    except RecordError as error:
        return f"the guard file in `{deps.keys}` cannot be believed: {error}"
    now = head()
    size = now.size if now else 0
    if kept.size > size:
        return (
            f"the record has {size} entries, and its guard file remembers {kept.size}: the end was cut off,"
            " or an older backup was put in place; see `handrail restore --help`"
        )
    if root_at(StoredLog(), kept.size) != kept.root:
        return f"the first {kept.size} entries of the record are not those that its guard file remembers"
    return ""
