"""What a log asks a witness, as text (C2SP tlog-witness, add-checkpoint; §13.1).

old 3
ADmKTdQHA8gCn+D21oyanG5MnOqw0xN5nFD8jLLjd9U=

<the new checkpoint's signed note>
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.core.record.checkpoint import Checkpoint, CheckpointError, parse_checkpoint
from handrail.core.record.notes import NoteError, parse_note
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import HASH_BYTES, MOST_LEAVES
from handrail.core.record.text_forms import print_base64, read_decimal, read_hash
from handrail.core.record.tlog_proof import MOST_HASHES

MOST_REQUEST_BYTES = (
    100_000  # proof lines take 3,000, a checkpoint of ours 500; the rest is for other signatures
)
_OLD = "old "


class WitnessRequestRefused(RecordError):
    """A text that is not a request of this format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRequest:
    """A checkpoint to be cosigned, and the proof that its log only grew.

    old_size  of the checkpoint that the witness cosigned last; 0 for a log it does not know yet
    proof     32 bytes each, from the old size to the new one
    note      the new checkpoint, as signed
    """

    old_size: int
    proof: tuple[bytes, ...]
    note: bytes

    def __post_init__(self) -> None:
        if not 0 <= self.old_size <= MOST_LEAVES:
            raise WitnessRequestRefused("the old size is from 0 to 2**63 - 1")
        if len(self.proof) > MOST_HASHES or any(len(one) != HASH_BYTES for one in self.proof):
            raise WitnessRequestRefused(f"a proof has at most {MOST_HASHES} hashes of {HASH_BYTES} bytes")
        try:
            _ = self.checkpoint
        except (NoteError, CheckpointError) as error:
            raise WitnessRequestRefused(f"the checkpoint cannot be read: {error}") from error

    @property
    def checkpoint(self) -> Checkpoint:
        """What is asked about. Not to be believed before its log's signature was checked."""
        return parse_checkpoint(parse_note(self.note).text)


def print_witness_request(request: WitnessRequest) -> bytes:
    """Return a request as bytes.

    raises  WitnessRequestRefused: more than 100,000 bytes
    """
    lines = (f"{_OLD}{request.old_size}", *map(print_base64, request.proof), "")
    raw = "".join(f"{line}\n" for line in lines).encode() + request.note
    _check_length(raw)
    return raw


def parse_witness_request(raw: bytes) -> WitnessRequest:
    """Read a request.

    raises  WitnessRequestRefused: anything `print_witness_request` would not have printed
    """
    _check_length(raw)
    head, parted, note = raw.partition(b"\n\n")
    try:
        first, *hashes = head.decode("ascii").split("\n")
        old_size = read_decimal(first.removeprefix(_OLD))
        proof = tuple(map(read_hash, hashes))
    except ValueError as error:  # not ASCII, not a number, not base64
        raise _unlike_a_request() from error
    if not parted or not first.startswith(_OLD):
        raise _unlike_a_request()
    return WitnessRequest(old_size=old_size, proof=proof, note=note)


def _unlike_a_request() -> WitnessRequestRefused:
    return WitnessRequestRefused("a request begins with `old`, a size, hashes in base64 and an empty line")


def _check_length(raw: Sequence[int]) -> None:
    if len(raw) > MOST_REQUEST_BYTES:
        raise WitnessRequestRefused(f"a request has at most {MOST_REQUEST_BYTES} bytes, not `{len(raw)}`")
