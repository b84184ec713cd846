"""The step before anything is destroyed: a certificate for each leaf, unless a legal hold stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from handrail.actions._appending import Told, append
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.erasure import Erasure, erasure_fields
from handrail.core.record.leaf import read_leaf
from handrail.core.record.leaf_types import LASTING_FIELDS, LeafType
from handrail.store.reads.accounts import AccountRow, named
from handrail.store.reads.conversations import chain, conversation, is_held
from handrail.store.reads.kept import certificates_of
from handrail.store.reads.log import EntryRow, entries_of
from handrail.store.writes.conversations import hold_conversation
from handrail.store.writes.kept import insert_erasures


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """What somebody asks to have erased, and on what ground.

    numbers  of the leaves in their conversation; empty for all of it
    basis    in law, such as a request by the person
    rule     of the policy that is followed
    """

    conversation_id: UUID
    numbers: tuple[int, ...]
    basis: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """Leaves that may be destroyed once their certificates have their places, by their numbers."""

    leaves: tuple[bytes, ...]
    certificates: tuple[bytes, ...]


def certify(deps: Deps, actor: AccountRow, erasing: Erasing) -> Certified | Refused:
    """Write a certificate for each leaf that was not erased before, in the transaction of the deed."""
    chosen = _chosen(erasing)
    if isinstance(chosen, Refused):
        return chosen
    leaves = tuple(row.leaf_hash for row in chosen)
    certificates = append(deps, *(_certificate(row, erasing, actor) for row in chosen), at=deps.now())
    insert_erasures(leaves, certificates)
    return Certified(leaves=leaves, certificates=certificates)


def _chosen(erasing: Erasing) -> Sequence[EntryRow] | Refused:
    """Return the leaves to erase, or why none may be."""
    if conversation(erasing.conversation_id) is None:
        return Refused(sentence=f"there is no conversation `{erasing.conversation_id}`")
    hold_conversation(erasing.conversation_id)
    if is_held(erasing.conversation_id):
        return Refused(sentence="the conversation is under a legal hold: nothing of it may be erased")
    leaves = chain(erasing.conversation_id)
    beyond = [number for number in erasing.numbers if not 0 <= number < len(leaves)]
    if beyond:
        return Refused(sentence=f"the conversation has no leaf {beyond[0]}: its last is {len(leaves) - 1}")
    wanted = list(leaves) if not erasing.numbers else _with_their_file(leaves, erasing.numbers)
    placed, done = entries_of(wanted), certificates_of(wanted)
    if len(placed) < len(wanted):
        return Refused(sentence="some of it waits for its place in the record; try again in a moment")
    rows = [placed[leaf] for leaf in wanted if leaf not in done]
    return rows or Refused(sentence="all of that was erased before")


def _with_their_file(leaves: Sequence[bytes], numbers: Sequence[int]) -> list[bytes]:
    """Return the leaves with some numbers, and that of the export they came from: it holds the same words."""
    first = entries_of(leaves[:1]).get(leaves[0])
    from_file = first is not None and read_leaf(first.leaf).type is LeafType.FILE_ADDED
    return [leaves[number] for number in sorted({*numbers, *((0,) if from_file else ())})]


def _certificate(row: EntryRow, erasing: Erasing, actor: AccountRow) -> Told:
    erasure = Erasure(
        of=row.leaf_hash,
        fields=frozenset(read_leaf(row.leaf).commitments) - LASTING_FIELDS,
        basis=erasing.basis.strip(),
        rule=erasing.rule.strip(),
        authorised_by=named(actor),
        index=row.seq,
    )
    return Told(type=LeafType.CONTENT_ERASED, fields=erasure_fields(erasure))
