"""What the pages of the record show: figures, conversations and their names. No message is opened for it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from handrail.actions._unsealing import NotOpened, unsealed
from handrail.actions.deps import Deps
from handrail.core.record.leaf import read_leaf
from handrail.core.record.notes import parse_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.retention import RetentionClass
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.store.reads import log
from handrail.store.reads.conversations import ConversationRow, conversations, erased_whole, extents
from handrail.store.reads.key_files import KeysMissing, witnesses
from handrail.store.reads.packs import retention_classes
from handrail.store.reads.reviews import again_on

ON_ONE_PAGE = 100  # conversations


class Row(NamedTuple):
    """One conversation as a list shows it."""

    id: UUID
    name: str  # empty where it was erased
    opens: bool  # False where what is kept of the name cannot be opened
    messages: int
    kept_as: RetentionClass
    again_on: date
    is_due: bool
    is_held: bool
    is_erased: bool  # all of it: nothing is left to look at
    facts: ConversationRow


class Listed(NamedTuple):
    """One page of the list; `total` and `due` count all conversations."""

    rows: tuple[Row, ...]
    total: int
    due: int
    number: int
    pages: int


class Witnesses(NamedTuple):
    """Who confirms that the record only grows, and when one last did."""

    names: tuple[str, ...]
    is_readable: bool
    last_size: int
    last_at: datetime | None


class Figures(NamedTuple):
    """The record in a few numbers."""

    name: str
    key: str  # the line to publish
    entries: int
    newest_at: datetime | None
    waiting: int
    witnesses: Witnesses


def figures(deps: Deps) -> Figures:
    """Return the record in a few numbers."""
    key, head, newest = log.log_keys()[-1].key, log.head(), log.last_entry()
    return Figures(
        name=key.name,
        key=print_verifier_key(key),
        entries=head.size if head else 0,
        newest_at=read_leaf(newest.leaf).at if newest else None,
        waiting=log.pending_count(),
        witnesses=_witnesses(deps),
    )


def listed(deps: Deps, *, page: int) -> Listed:
    """Return one page of the conversations: those that are due first, then the newest.

    page  from 1; one that is not there is taken as the nearest that is
    """
    today, everything, gone = deps.now().date(), conversations(), erased_whole()
    due = {row.id for row in everything if row.id not in gone and again_on(row) <= today}
    in_order = sorted(everything, key=lambda row: row.id not in due)
    pages = max(1, -(-len(in_order) // ON_ONE_PAGE))
    number = min(max(page, 1), pages)
    some = in_order[(number - 1) * ON_ONE_PAGE : number * ON_ONE_PAGE]
    return Listed(
        rows=rows_of(deps, some, gone=gone), total=len(everything), due=len(due), number=number, pages=pages
    )


def rows_of(deps: Deps, some: Sequence[ConversationRow], *, gone: frozenset[UUID]) -> tuple[Row, ...]:
    """Return conversations with their names, in the same few queries however many they are.

    gone  those that were erased whole
    """
    today, reach = deps.now().date(), extents([row.id for row in some])
    found = _names(deps, [one.first for one in reach.values() if one.first])
    names = {id_: found.get(one.first or b"", "") for id_, one in reach.items()}
    return tuple(
        Row(
            id=row.id,
            name=names[row.id] or "",
            opens=names[row.id] is not None,
            messages=max(reach[row.id].leaves - 1, 0),  # the first leaf is that of the export itself
            kept_as=retention_classes()[row.retention],
            again_on=again_on(row),
            is_due=again_on(row) <= today and row.id not in gone,
            is_held=reach[row.id].is_held,
            is_erased=row.id in gone,
            facts=row,
        )
        for row in some
    )


def _names(deps: Deps, firsts: Sequence[bytes]) -> Mapping[bytes, str | None]:
    """Return the names of conversations by their first leaf; an erased one is not there.

    returns  None for a name that cannot be opened: the check of the record says what is wrong
    """
    broken: list[NotOpened] = []
    try:
        opened = unsealed(deps, firsts, field="name", broken=broken)
    except (KeysMissing, RecordError):
        return dict.fromkeys(firsts)
    names: dict[bytes, str | None] = {leaf: str(one.value) for leaf, some in opened.items() for one in some}
    return names | {error.leaf_hash: None for error in broken}


def _witnesses(deps: Deps) -> Witnesses:
    sizes = log.cosigned_sizes()
    last = sizes[-1] if sizes else 0
    try:
        known = witnesses(deps.keys)
    except KeysMissing:
        return Witnesses(names=(), is_readable=False, last_size=last, last_at=None)
    head = log.head_at(last) if known and last else None
    try:
        signed = verify_note(parse_note(log.cosigned_note(head)), known) if head else ()
        moments = [one.at_s for one in signed if one.at_s is not None]
    except RecordError:
        moments = []  # signed by somebody who is no longer asked, or not at all
    last_at = datetime.fromtimestamp(max(moments), UTC) if moments else None
    return Witnesses(
        names=tuple(key.name for key in known), is_readable=True, last_size=last, last_at=last_at
    )
