"""Somebody has a witness asked to cosign the newest checkpoint, over the network or by a file."""

from dataclasses import dataclass

from handrail.actions._cosigning import kept_lines
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.channels.witness import answers
from handrail.channels.witness.send import ask_witness
from handrail.core.record.cached_hashes import CachedHashes
from handrail.core.record.notes import print_signatures
from handrail.core.record.tree_proofs import consistency_proof
from handrail.core.record.verifier_keys import VerifierKey
from handrail.core.record.witness_request import WitnessRequest
from handrail.store.reads.key_files import KeysMissing, witnesses
from handrail.store.reads.log import StoredLog, cosigned_by, head


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The witness has cosigned the checkpoint of this size, and its word is kept."""

    name: str
    size: int


def witness_request(*, deps: Deps, name: str, old_size: int | None = None) -> WitnessRequest | Refused:
    """Return what to ask a witness: the newest checkpoint, with a proof from the last one it cosigned.

    name      of the witness's key
    old_size  what it says it cosigned last; None for what we know of
    """
    now = head()
    if now is None:
        return Refused(sentence="the record has no checkpoint yet")
    known = _witness(deps, name)
    if isinstance(known, Refused):
        return known
    old = max(cosigned_by(name), default=0) if old_size is None else old_size
    if old > now.size:
        return Refused(
            sentence=f"`{name}` has cosigned {old} entries, and the record has {now.size}:"
            " the end was cut off, or an older backup was put in place"
        )
    stored = CachedHashes(StoredLog(), size=now.size)
    proof = consistency_proof(stored, old_size=old, new_size=now.size) if old else ()
    return WitnessRequest(old_size=old, proof=proof, note=now.note)


def request_cosignature(*, deps: Deps, name: str, address: str) -> Asked | Refused:
    """Ask a witness over the network, and keep its word. Asking again is always safe."""
    known = _witness(deps, name)
    if isinstance(known, Refused):
        return known
    request = witness_request(deps=deps, name=name)
    if isinstance(request, Refused):
        return request
    answer = ask_witness(address=address, request=request, witness=known)
    if isinstance(answer, answers.Behind):  # it knows another size than we do: prove from there
        request = witness_request(deps=deps, name=name, old_size=answer.size)
        if isinstance(request, Refused):
            return request
        answer = ask_witness(address=address, request=request, witness=known)
    if not isinstance(answer, answers.Cosigned):
        return Refused(sentence=_why(name, answer))
    size = request.checkpoint.size
    kept = kept_lines(deps, size=size, lines=print_signatures(answer.lines))
    return kept if isinstance(kept, Refused) else Asked(name=name, size=size)


def _witness(deps: Deps, name: str) -> VerifierKey | Refused:
    try:
        found = [key for key in witnesses(deps.keys) if key.name == name]
    except KeysMissing as error:
        return Refused(sentence=str(error))
    if not found:
        return Refused(sentence=f"no witness is called `{name}`: see docs/guide/witness.md")
    return found[0]


def _why(name: str, answer: answers.Behind | answers.Refused | answers.Unsure) -> str:
    if isinstance(answer, answers.Behind):
        return f"`{name}` says that it cosigned {answer.size} entries, and did not take the proof from there"
    return f"`{name}` has not cosigned: {answer.sentence}"
