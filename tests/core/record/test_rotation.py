import pytest
from tests.core.record.signers import ORIGIN, checkpoint, log_key, witness_key

from handrail.core.record.checkpoint import sign_checkpoint
from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import NoteError
from handrail.core.record.rotation import KeyTerm, Rotation, RotationError, key_terms, verify_in_term
from handrail.core.record.verifier_keys import SignatureType

FIRST, SECOND, THIRD = (log_key(seed=str(number)) for number in range(3))


def rotation(new: SigningKey, size: int, *signing: SigningKey) -> Rotation:
    return Rotation(new.verifier, sign_checkpoint(checkpoint(size), signing))


ROTATIONS = [rotation(SECOND, 10, FIRST, SECOND), rotation(THIRD, 25, THIRD, SECOND)]
TERMS = key_terms(FIRST.verifier, ROTATIONS)


def test_each_key_has_its_term():
    assert (
        KeyTerm(key=FIRST.verifier, from_size=0, until_size=10),
        KeyTerm(key=SECOND.verifier, from_size=10, until_size=25),
        KeyTerm(key=THIRD.verifier, from_size=25, until_size=None),
    ) == TERMS
    assert key_terms(FIRST.verifier, []) == (KeyTerm(key=FIRST.verifier, from_size=0, until_size=None),)


@pytest.mark.parametrize(
    ("key", "size"), [(FIRST, 1), (FIRST, 10), (SECOND, 10), (SECOND, 25), (THIRD, 25), (THIRD, 1000)]
)
def test_a_checkpoint_signed_within_a_term_is_believed(key, size):
    assert verify_in_term(sign_checkpoint(checkpoint(size), [key]), TERMS) == checkpoint(size)


@pytest.mark.parametrize(("key", "size"), [(FIRST, 11), (SECOND, 9), (SECOND, 26), (THIRD, 24)])
def test_a_checkpoint_signed_outside_a_term_is_refused(key, size):
    with pytest.raises(RotationError, match="by a key whose term it is not"):
        verify_in_term(sign_checkpoint(checkpoint(size), [key]), TERMS)


def test_a_key_that_never_took_over_is_a_stranger():
    with pytest.raises(NoteError, match="no known key"):
        verify_in_term(sign_checkpoint(checkpoint(30), [log_key(seed="thief")]), TERMS)


@pytest.mark.parametrize("signing", [(FIRST,), (SECOND,), (FIRST, THIRD)])
def test_a_key_takes_over_only_where_both_have_signed(signing):
    with pytest.raises(RotationError, match="is not signed by both keys"):
        key_terms(FIRST.verifier, [rotation(SECOND, 10, *signing)])


def test_a_key_does_not_come_back():
    again = [*ROTATIONS, rotation(FIRST, 40, FIRST, THIRD)]
    with pytest.raises(RotationError, match="came back, or took over at a size of the past"):
        key_terms(FIRST.verifier, again)


@pytest.mark.parametrize("size", [9, 10])
def test_a_key_does_not_take_over_at_a_size_of_the_past(size):
    with pytest.raises(RotationError, match="came back, or took over at a size of the past"):
        key_terms(FIRST.verifier, [ROTATIONS[0], rotation(THIRD, size, SECOND, THIRD)])


def test_only_a_key_of_the_log_takes_over():
    elsewhere = log_key(name="elsewhere.example/log")
    note = ROTATIONS[0].note
    for stranger in (elsewhere.verifier, witness_key(ORIGIN).verifier):
        with pytest.raises(RotationError, match="is not one of the log"):
            key_terms(FIRST.verifier, [Rotation(stranger, note)])
    assert SECOND.type is SignatureType.ED25519
