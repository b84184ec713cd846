import pytest
from tests.core.record.signers import ORIGIN, checkpoint, log_key

from handrail.core.record.checkpoint import CheckpointError, sign_checkpoint
from handrail.core.record.equivocation import TwoPasts, equivocation
from handrail.core.record.notes import NoteError

KEYS = [log_key().verifier, log_key("second").verifier]
ONE, OTHER = checkpoint(8, root=bytes([1]) * 32), checkpoint(8, root=bytes([2]) * 32)


def signed(said, seed="log", name=ORIGIN):
    return sign_checkpoint(said, [log_key(seed, name)])


@pytest.mark.parametrize("seed", ["log", "second"])
def test_two_roots_of_one_size_signed_for_one_log_are_proof_whichever_of_its_keys_signed(seed):
    first, second = signed(ONE), signed(OTHER, seed)
    assert equivocation(first, second, KEYS) == TwoPasts(
        origin=ORIGIN, size=8, roots=(ONE.root, OTHER.root), notes=(first, second)
    )


@pytest.mark.parametrize(
    "other", [signed(ONE), signed(ONE, "second"), signed(checkpoint(9, root=OTHER.root))]
)
def test_what_can_both_be_true_proves_nothing(other):
    assert equivocation(signed(ONE), other, KEYS) is None


def test_a_checkpoint_that_the_log_did_not_sign_proves_nothing_against_it():
    with pytest.raises(NoteError):
        equivocation(signed(ONE), signed(OTHER, "stranger"), KEYS)


def test_a_log_does_not_answer_for_another_one():
    elsewhere = log_key(name="records.other.example/2026")
    forged = signed(checkpoint(8), "log").replace(b"charity", b"other", 1)
    with pytest.raises((NoteError, CheckpointError)):
        equivocation(signed(ONE), forged, [*KEYS, elsewhere.verifier])
