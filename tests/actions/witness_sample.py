"""A witness on disk that watches the sample log, and requests to it."""

from datetime import UTC, datetime
from pathlib import Path

from tests.core.record.sample_log import FIRST_KEY, SECOND_KEY, STORED, WITNESS
from tests.core.record.signers import AT_S, ORIGIN
from tests.core.record.tree_peer import ListedHashes, hashed

from handrail.actions.cosign_checkpoint import CosignAnswer, Cosigned, Witness, cosign_checkpoint
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.tree import root_at
from handrail.core.record.tree_proofs import consistency_proof
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.core.record.witness_request import WitnessRequest, print_witness_request
from handrail.store.writes.witness_state import make_state

OWNER = print_verifier_key(WITNESS.verifier)
OTHER = ListedHashes([hashed(f"other {number}".encode()) for number in range(6)])


def made_witness(folder: Path, *, at_s: int = AT_S) -> Witness:
    state = folder / "state"
    if not state.exists():
        make_state(state, OWNER)
    return witness_at(state, at_s)


def witness_at(state: Path, at_s: int) -> Witness:
    return Witness(
        key=WITNESS,
        log_keys=(FIRST_KEY.verifier, SECOND_KEY.verifier),
        state=state,
        now=lambda: datetime.fromtimestamp(at_s, UTC),
    )


def asked(old_size: int, size: int, *, stored: ListedHashes = STORED) -> WitnessRequest:
    signed = sign_checkpoint(
        Checkpoint(origin=ORIGIN, size=size, root=root_at(stored, size)),
        [FIRST_KEY if size < 5 else SECOND_KEY],
    )
    proof = consistency_proof(stored, old_size=old_size, new_size=size) if 0 < old_size <= size else ()
    return WitnessRequest(old_size=old_size, proof=proof, note=signed)


def raw(old_size: int, size: int, *, stored: ListedHashes = STORED) -> bytes:
    return print_witness_request(asked(old_size, size, stored=stored))


def answer_to(witness: Witness, old_size: int, size: int, *, stored: ListedHashes = STORED) -> CosignAnswer:
    return cosign_checkpoint(raw=raw(old_size, size, stored=stored), witness=witness)


def cosigned(witness: Witness, old_size: int, size: int) -> Cosigned:
    answer = answer_to(witness, old_size, size)
    assert isinstance(answer, Cosigned)
    return answer
