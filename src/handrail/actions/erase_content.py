"""A lead has messages erased: certificates first, then the keys, then the rows."""

from dataclasses import dataclass

from django.db import transaction

from handrail.actions._certifying import Erasing, certify
from handrail.actions._erasing import destroy_covered
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.store.reads.accounts import LEADS, AccountRow

__all__ = ["Erased", "Erasing", "erase_content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was destroyed, and the certificates of it.

    certificates  hashes of the leaves `content.erased`, in the order of the numbers
    """

    certificates: tuple[bytes, ...]


def erase_content(*, deps: Deps, actor: AccountRow, erasing: Erasing) -> Erased | Refused:
    """Destroy what is kept of a conversation's leaves, and leave a certificate for each.

    What says nothing about a person stays, so that the numbers still show that nothing else is missing. The
    file that a chat was imported from goes with the first message of it.
    """
    if actor.role not in LEADS:
        return Refused(sentence="only a safeguarding lead or deputy may have something erased")
    if not erasing.basis.strip() or not erasing.rule.strip():
        return Refused(sentence="an erasure names its basis in law and the rule of the policy")
    with transaction.atomic():
        certified = certify(deps, actor, erasing)
    if isinstance(certified, Refused):
        return certified
    sequence_waiting(deps)
    destroy_covered(certified.leaves)
    return Erased(certificates=certified.certificates)
