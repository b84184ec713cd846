"""Checkpoints: a log's size and root, signed (C2SP tlog-checkpoint; §6).

records.charity.example/2026
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import parse_note, sign_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import EMPTY_ROOT, HASH_BYTES, MOST_LEAVES
from handrail.core.record.text_forms import FormRefused, print_base64, read_decimal, read_hash
from handrail.core.record.verifier_keys import SignatureType, VerifierKey

_LINES = 3


class CheckpointError(RecordError):
    """A text that is not a checkpoint, or one signed by another log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A log at one size.

    origin      names the log; ours is its key's name
    size        leaves
    root        32 bytes
    extensions  further lines; ours have none
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if any(not line or any(letter < " " for letter in line) for line in lines):
            raise CheckpointError("an origin or extension is a line of its own, and not empty")
        if not 0 <= self.size <= MOST_LEAVES or len(self.root) != HASH_BYTES:
            raise CheckpointError("a checkpoint has a size below 2**63 and a root of 32 bytes")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise CheckpointError("the root of an empty log is the hash of nothing")


def print_checkpoint(checkpoint: Checkpoint) -> str:
    """Return the note text of a checkpoint: origin, size and root, a line each."""
    lines = (checkpoint.origin, str(checkpoint.size), print_base64(checkpoint.root), *checkpoint.extensions)
    return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a note's text as a checkpoint.

    raises  CheckpointError: anything `print_checkpoint` would not have printed
    """
    lines = text.split("\n")
    if len(lines) <= _LINES or lines.pop():
        raise CheckpointError("a checkpoint has an origin, a size and a root, a line each")
    origin, size, root, *extensions = lines
    try:
        numbers = read_decimal(size), read_hash(root)
    except FormRefused as error:
        raise CheckpointError(f"a checkpoint cannot be read: {error}") from error
    return Checkpoint(origin=origin, size=numbers[0], root=numbers[1], extensions=tuple(extensions))


def sign_checkpoint(checkpoint: Checkpoint, keys: Sequence[SigningKey]) -> bytes:
    """Return a checkpoint as a signed note.

    keys    the log's; two of them where the second takes over (§5.6)
    raises  CheckpointError: a key is not named as the log; NoteError: as `sign_note`
    """
    for key in keys:
        if key.name != checkpoint.origin:
            raise CheckpointError(f"the key `{key.name}` does not sign for the log `{checkpoint.origin}`")
    return sign_note(print_checkpoint(checkpoint), keys)


def verify_checkpoint(raw: bytes, log_keys: Sequence[VerifierKey]) -> Checkpoint:
    """Return the checkpoint of a note, once a key of its log has signed it.

    log_keys  old and present ones; a key speaks only for the log that it is named after
    raises    NoteError, CheckpointError: not signed by the log, or not a checkpoint
    """
    note = parse_note(raw)
    signed = verify_note(note, log_keys)
    checkpoint = parse_checkpoint(note.text)
    if (checkpoint.origin, SignatureType.ED25519) not in {(one.key.name, one.key.type) for one in signed}:
        raise CheckpointError(f"the log `{checkpoint.origin}` was signed for by another")
    return checkpoint
