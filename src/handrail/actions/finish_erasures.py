"""The server, at its start, destroys what a stopped one had certified and not destroyed yet."""

from handrail.actions._erasing import destroy_covered
from handrail.core.record.leaf_types import LASTING_FIELDS
from handrail.store.reads.kept import unfinished_erasures


def finish_erasures() -> int:
    """Return how many leaves were still to be destroyed."""
    return destroy_covered(unfinished_erasures(lasting=sorted(LASTING_FIELDS)))
