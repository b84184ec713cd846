"""The step that destroys: only what a certificate in the log already covers."""

from collections.abc import Sequence

from django.db import transaction

from handrail.actions._unsealing import key_ids
from handrail.core.record.leaf_types import LASTING_FIELDS
from handrail.store.reads.kept import certificates_of
from handrail.store.reads.log import entries_of
from handrail.store.writes.kept import delete_content, destroy_content_keys


def destroy_covered(leaf_hashes: Sequence[bytes]) -> int:
    """Destroy what is kept of leaves whose certificate has its place in the log; return how many there were.

    The keys go first: a crash between leaves ciphertext that nothing opens, and the next start removes it.
    """
    certificates = certificates_of(leaf_hashes)
    placed = entries_of([one for some in certificates.values() for one in some])
    covered = [leaf for leaf, some in certificates.items() if any(one in placed for one in some)]
    if not covered:
        return 0
    destroy_content_keys(key_ids(covered, but=LASTING_FIELDS))
    with transaction.atomic():
        delete_content(covered, lasting=sorted(LASTING_FIELDS))
    return len(covered)
