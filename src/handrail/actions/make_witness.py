"""Make a witness: its key, and the folder in which it will remember."""

from dataclasses import dataclass
from pathlib import Path

from handrail.actions.refused import Refused
from handrail.core.record.keys import SigningKey, print_signing_key
from handrail.core.record.verifier_keys import KeyRefused, SignatureType, print_verifier_key
from handrail.store.writes.private_file import write_new_private
from handrail.store.writes.witness_state import make_state


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWitness:
    """A witness that can start.

    verifier_key  for whoever is to believe it
    """

    verifier_key: str


def make_witness(*, name: str, seed: bytes, key_file: Path, state: Path) -> MadeWitness | Refused:
    """Write a new key and an empty state, or neither.

    They are made together: a state that was lost must not be replaced by an empty one under the same key.

    seed  32 bytes from a source of randomness
    """
    try:
        key = SigningKey(name=name, type=SignatureType.COSIGNATURE, seed=seed)
    except KeyRefused as error:
        return Refused(sentence=str(error))
    owner = print_verifier_key(key.verifier)
    try:
        write_new_private(key_file, print_signing_key(key))
    except OSError as error:
        return _not_written(key_file, error)
    try:
        make_state(state, owner)
    except OSError as error:
        key_file.unlink()
        return _not_written(state, error)
    return MadeWitness(verifier_key=owner)


def _not_written(path: Path, error: OSError) -> Refused:
    why = "is there already" if isinstance(error, FileExistsError) and error.errno else error.strerror
    return Refused(sentence=f"{path}: {(why or 'cannot be written').lower()}; nothing was made")
