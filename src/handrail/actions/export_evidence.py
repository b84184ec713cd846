"""Somebody takes a conversation out of the record, as a pack that a stranger can check."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._gathering import NotGathered, Wanted, gathered
from handrail.actions._sequencing import sequence_waiting
from handrail.actions._unsealing import NotOpened
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.evidence.bundle import bundle
from handrail.core.evidence.left_out import left_out_fields
from handrail.core.evidence.parts import Custody
from handrail.core.record.chain import ChainEnd, end_fields
from handrail.core.record.leaf_types import LeafType
from handrail.store.reads.accounts import LEADS, AccountRow, StaffRole, named
from handrail.store.reads.conversations import chain, conversation
from handrail.ui.evidence.render import render_evidence_pdf

MAY_EXPORT = LEADS | {StaffRole.AUDITOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The pack is written.

    numbers   leaves of the conversation that are in it
    is_whole  all of them are, and nothing is withheld
    """

    title: str
    numbers: int
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What somebody asks for.

    reason   for which it is taken out; it stands in the record and in the pack
    numbers  of the leaves in their conversation; empty for all of it
    without  names whose messages are withheld, such as other children's
    """

    conversation_id: UUID
    reason: str
    numbers: tuple[int, ...] = ()
    without: frozenset[str] = frozenset()


def export_evidence(*, deps: Deps, actor: AccountRow, export: Export, out: BinaryIO) -> Exported | Refused:
    """Write a pack. That it was made, by whom and why, is in the record before the first byte is written.

    out  from its present position; on a refusal nothing of it is a pack
    """
    chosen = _chosen(actor, export)
    if isinstance(chosen, Refused):
        return chosen
    shown = frozenset(export.numbers or range(len(chosen)))
    ends = [ChainEnd(conversation=str(export.conversation_id), count=len(chosen), last=chosen[-1])]
    fields = {
        **end_fields(ends),
        "by": named(actor),
        "reason": export.reason.strip(),
        **left_out_fields(str(export.conversation_id), shown=shown, count=len(chosen)),
    }
    with transaction.atomic():
        (made,) = append(deps, Told(type=LeafType.EXPORT_MADE, fields=fields), at=deps.now())
    sequence_waiting(deps)
    try:
        wanted = Wanted(leaves=chosen, made=made, numbers=export.numbers, without=export.without)
        parts = gathered(deps, wanted, custody=_custody(deps, actor, export))
        bundle(parts, report=render_evidence_pdf(parts), out=out)
    except (NotGathered, NotOpened) as error:
        return Refused(sentence=f"the pack cannot be made: {error}")
    return Exported(title=parts.title, numbers=len(shown), is_whole=parts.is_whole)


def _chosen(actor: AccountRow, export: Export) -> Sequence[bytes] | Refused:
    """Return the leaves of the conversation, or why it may not be taken out."""
    if actor.role not in MAY_EXPORT:
        return Refused(sentence="only a lead, a deputy or an auditor may take evidence out")
    if not export.reason.strip():
        return Refused(sentence="taking evidence out needs a reason")
    if conversation(export.conversation_id) is None:
        return Refused(sentence=f"there is no conversation `{export.conversation_id}`")
    leaves = chain(export.conversation_id)
    beyond = [number for number in export.numbers if not 0 <= number < len(leaves)]
    if beyond:
        return Refused(sentence=f"the conversation has no leaf {beyond[0]}: its last is {len(leaves) - 1}")
    return leaves


def _custody(deps: Deps, actor: AccountRow, export: Export) -> Custody:
    name, digest = deps.software
    return Custody(
        exported_at=deps.now(),
        exported_by=named(actor),
        reason=export.reason.strip(),
        software=name,
        software_sha256=digest,
    )
