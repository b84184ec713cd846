"""A witness's word over one of our checkpoints comes in as a file."""

from handrail.actions._cosigning import Added, kept_lines
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.witness_request import WitnessRequestRefused, parse_witness_request

__all__ = ["Added", "add_cosignatures"]


def add_cosignatures(*, deps: Deps, request: bytes, lines: str) -> Added | Refused:
    """Keep what a witness answered to a request, once it is found true.

    request  the file that was sent to the witness: it says which checkpoint this is about
    lines    the file that came back
    """
    try:
        size = parse_witness_request(request).checkpoint.size
    except WitnessRequestRefused as error:
        return Refused(sentence=f"this is not a request to a witness: {error}")
    return kept_lines(deps, size=size, lines=lines)
