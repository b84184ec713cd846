"""A leaf's proof with its checkpoint, in one text to hand to anybody (C2SP tlog-proof@v1; §8).

c2sp.org/tlog-proof@v1
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=

<the checkpoint's signed note>
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.core.record.checkpoint import Checkpoint, CheckpointError, parse_checkpoint, verify_checkpoint
from handrail.core.record.notes import MOST_BYTES, NoteError, parse_note
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import HASH_BYTES, leaf_hash, verify_inclusion
from handrail.core.record.text_forms import print_base64, read_base64, read_decimal, read_hash
from handrail.core.record.verifier_keys import VerifierKey

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63  # levels of a tree below 2**63 leaves


class TlogProofError(RecordError):
    """A text that is not a proof of this format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TlogProof:
    """Where a leaf stands, and how to get from it to a signed root.

    index   from 0
    hashes  32 bytes each, from the leaf's sibling upwards
    note    the checkpoint, as signed
    extra   anything; never to be believed, for nobody signs it
    """

    index: int
    hashes: tuple[bytes, ...]
    note: bytes
    extra: bytes | None = None

    def __post_init__(self) -> None:
        try:
            size = parse_checkpoint(parse_note(self.note).text).size
        except (NoteError, CheckpointError) as error:
            raise TlogProofError(f"the checkpoint of the proof cannot be read: {error}") from error
        if not 0 <= self.index < size:
            raise TlogProofError(f"index `{self.index}` is outside a log of `{size}` leaves")
        if len(self.hashes) > MOST_HASHES or any(len(one) != HASH_BYTES for one in self.hashes):
            raise TlogProofError(f"a proof has at most {MOST_HASHES} hashes of {HASH_BYTES} bytes")


def print_tlog_proof(proof: TlogProof) -> bytes:
    """Return a proof as bytes; usually kept in a file ending in `.tlog-proof`."""
    extra = () if proof.extra is None else (f"extra {print_base64(proof.extra)}",)
    lines = (HEADER, *extra, f"index {proof.index}", *map(print_base64, proof.hashes), "")
    return "".join(f"{line}\n" for line in lines).encode() + proof.note


def parse_tlog_proof(raw: bytes) -> TlogProof:
    """Read a proof.

    raises  TlogProofError: anything `print_tlog_proof` would not have printed
    """
    if len(raw) > 2 * MOST_BYTES:
        raise TlogProofError(f"a proof has at most {2 * MOST_BYTES} bytes, not `{len(raw)}`")
    head, parted, note = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
        extra = read_base64(lines.pop(1)[6:]) if lines[1:] and lines[1].startswith("extra ") else None
        first, named_index, *hashes = lines
        index = read_decimal(named_index.removeprefix("index "))
        path = tuple(map(read_hash, hashes))
    except ValueError as error:  # too few lines, not ASCII, not base64, not a number
        raise TlogProofError(f"a proof begins with `{HEADER}`, an index and base64, a line each") from error
    if not parted or first != HEADER or not named_index.startswith("index "):
        raise TlogProofError(f"a proof begins with `{HEADER}`, an index and base64, a line each")
    return TlogProof(index=index, hashes=path, note=note, extra=extra)


def verify_tlog_proof(proof: TlogProof, leaf: bytes, log_keys: Sequence[VerifierKey]) -> Checkpoint:
    """Return the checkpoint that proves a leaf to be in its log.

    leaf    the leaf's bytes, not its hash
    raises  NoteError, CheckpointError: not signed by the log; ProofError: another leaf, or another place
    """
    checkpoint = verify_checkpoint(proof.note, log_keys)
    verify_inclusion(
        index=proof.index,
        size=checkpoint.size,
        leaf_hash=leaf_hash(leaf),
        proof=proof.hashes,
        root=checkpoint.root,
    )
    return checkpoint
