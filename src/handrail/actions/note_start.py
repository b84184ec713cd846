"""The server starts: the record says with which program, and what a stopped one left is ended."""

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._erasing import destroy_covered
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.core.record.leaf_types import LASTING_FIELDS, LeafType
from handrail.store.reads.kept import unfinished_erasures


def note_start(*, deps: Deps) -> int:
    """Write the start down, and destroy what was certified and not destroyed yet; return how many leaves."""
    name, digest = deps.software
    with transaction.atomic():
        fields = {"software": name, "sha256": digest}
        append(deps, Told(type=LeafType.SOFTWARE_STARTED, fields=fields), at=deps.now())
    sequence_waiting(deps)
    return destroy_covered(unfinished_erasures(lasting=sorted(LASTING_FIELDS)))
