"""The job loop gives leaves their places that a stopped or hindered deed left waiting."""

from handrail.actions._sequencing import EndChanged, KeyOutOfPlace, sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.store.reads.key_files import KeysMissing


def sequence_leaves(*, deps: Deps) -> int | Refused:
    """Return how many leaves got their place; refused while the key is not at hand, and they wait on."""
    try:
        return sequence_waiting(deps)
    except (EndChanged, KeyOutOfPlace, KeysMissing) as error:
        return Refused(sentence=str(error))
