import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.format_samples import GROWN
from tests.core.record.sample_log import FIRST_KEY, SECOND_KEY, STORED, WITNESS, cosigned_at, signed_at
from tests.core.record.signers import AT_S, ORIGIN, log_key, witness_key
from tests.core.record.tree_peer import ListedHashes, hashed

from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import parse_note, print_note, verify_note
from handrail.core.record.proofs import EMPTY_ROOT
from handrail.core.record.tree import root_at
from handrail.core.record.tree_proofs import consistency_proof
from handrail.core.record.verifier_keys import SignatureType, VerifierKey
from handrail.core.record.witness import (
    BadProof,
    BadSignature,
    BadSize,
    Conflict,
    LastSeen,
    MayCosign,
    TwoRoots,
    UnknownLog,
    WitnessStateRefused,
    decide,
    last_seen,
    witnessed_note,
)
from handrail.core.record.witness_request import WitnessRequest

KEYS = [FIRST_KEY.verifier, SECOND_KEY.verifier]
GROWING = ListedHashes([hashed(str(number).encode()) for number in range(12)])
OTHER = ListedHashes([hashed(f"other {number}".encode()) for number in range(12)])


def at(size: int, stored: ListedHashes = STORED) -> Checkpoint:
    return Checkpoint(origin=ORIGIN, size=size, root=root_at(stored, size))


def request(
    old_size: int, size: int, *, stored: ListedHashes = STORED, key: SigningKey = SECOND_KEY
) -> WitnessRequest:
    proof = consistency_proof(stored, old_size=old_size, new_size=size) if 0 < old_size <= size else ()
    return WitnessRequest(old_size=old_size, proof=proof, note=sign_checkpoint(at(size, stored), [key]))


def test_a_log_that_grew_may_be_cosigned():
    decided = decide(at(3), GROWN, KEYS)
    assert decided == MayCosign(checkpoint=at(6), note=parse_note(GROWN.note))


@pytest.mark.parametrize("size", [0, 1, 6])
def test_a_log_seen_for_the_first_time_may_be_cosigned_at_any_size(size):
    assert isinstance(decide(None, request(0, size), KEYS), MayCosign)


def test_a_log_may_grow_from_nothing_and_be_cosigned_again_where_it_stands():
    assert isinstance(decide(at(0), request(0, 6), KEYS), MayCosign)
    assert isinstance(decide(at(0), request(0, 0), KEYS), MayCosign)
    assert isinstance(decide(at(6), request(6, 6), KEYS), MayCosign)


def test_another_logs_checkpoint_is_not_for_this_witness():
    stranger = log_key(name="elsewhere.example/log")
    raw = sign_checkpoint(Checkpoint(origin=stranger.name, size=0, root=EMPTY_ROOT), [stranger])
    asked = WitnessRequest(old_size=0, proof=(), note=raw)
    assert decide(None, asked, KEYS) == UnknownLog(origin=stranger.name)
    assert isinstance(decide(None, asked, [*KEYS, stranger.verifier]), MayCosign)


def test_a_key_for_cosignatures_is_not_a_logs_key():
    namesake = VerifierKey(
        name=ORIGIN, type=SignatureType.COSIGNATURE, public=witness_key("namesake").verifier.public
    )
    assert decide(None, GROWN, [namesake]) == UnknownLog(origin=ORIGIN)


def test_a_checkpoint_that_the_log_did_not_sign_is_refused():
    forged = request(3, 6, key=log_key(seed="thief"))
    assert decide(at(3), forged, KEYS) == BadSignature(why="no known key has signed the note")


def test_a_false_signature_of_a_known_key_is_refused_even_beside_a_true_one():
    false = parse_note(signed_at(5, FIRST_KEY)).signatures[0]
    note = print_note(add_signatures(parse_note(GROWN.note), false))
    decided = decide(at(3), dataclasses.replace(GROWN, note=note), KEYS)
    assert isinstance(decided, BadSignature)
    assert "is false" in decided.why


def test_strangers_signatures_are_neither_kept_nor_a_reason_to_refuse():
    note = parse_note(GROWN.note)
    crowded = add_signatures(note, cosign(note, witness_key("stranger.example"), at_s=1))
    assert decide(at(3), dataclasses.replace(GROWN, note=print_note(crowded)), KEYS) == MayCosign(
        checkpoint=at(6), note=note
    )


def test_a_checkpoint_smaller_than_its_beginning_is_refused():
    assert decide(at(6), request(6, 3), KEYS) == BadSize(old_size=6, size=3)


@pytest.mark.parametrize(("last", "old"), [(None, 3), (3, 0), (3, 2), (5, 3), (6, 3)])
def test_a_request_from_another_size_is_told_the_right_one(last, old):
    seen = None if last is None else at(last)
    assert decide(seen, request(old, 6), KEYS) == Conflict(size=last or 0)


def test_a_rollback_is_refused():
    for asked in (request(0, 3), request(3, 3), request(2, 3)):
        assert decide(at(6), asked, KEYS) == Conflict(size=6)


@pytest.mark.parametrize("size", [3, 4, 6, 12])
def test_a_log_that_rewrote_its_history_is_refused(size):
    decided = decide(at(3), request(3, size, stored=OTHER), KEYS)
    assert isinstance(decided, TwoRoots if size == 3 else BadProof)


def test_two_trees_of_one_size_are_told_apart_whatever_the_request_starts_from():
    for old, is_conflict in ((6, False), (3, True), (0, True)):
        asked = request(old, 6, stored=OTHER)
        decided = decide(at(6), asked, KEYS)
        assert decided == TwoRoots(size=6, note=parse_note(asked.note), is_conflict=is_conflict)


@pytest.mark.parametrize(
    "asked",
    [
        dataclasses.replace(GROWN, proof=()),
        dataclasses.replace(GROWN, proof=GROWN.proof[:-1]),
        dataclasses.replace(GROWN, proof=(*GROWN.proof, bytes(32))),
        dataclasses.replace(GROWN, proof=GROWN.proof[::-1]),
    ],
    ids=["none", "cut", "surplus", "turned round"],
)
def test_a_proof_that_does_not_hold_is_refused(asked):
    assert isinstance(decide(at(3), asked, KEYS), BadProof)


@pytest.mark.parametrize("last", [None, 0])
def test_a_proof_from_nothing_is_refused(last):
    asked = dataclasses.replace(request(0, 6), proof=(bytes(32),))
    assert isinstance(decide(None if last is None else at(last), asked, KEYS), BadProof)


def test_extension_lines_do_not_make_another_tree():
    raw = sign_checkpoint(dataclasses.replace(at(6), extensions=("word",)), [SECOND_KEY])
    asked = WitnessRequest(old_size=6, proof=(), note=raw)
    assert isinstance(decide(at(6), asked, KEYS), MayCosign)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.booleans())
def test_nothing_is_allowed_that_does_not_continue_what_was_cosigned(last, old, size, is_other):
    shown = OTHER if is_other else GROWING
    decided = decide(at(last, GROWING), request(old, size, stored=shown), KEYS)
    continues = not is_other or last == 0
    assert isinstance(decided, MayCosign) == (old == last <= size and continues)


def test_what_is_kept_is_believed_once_the_witness_finds_its_own_cosignature():
    decided = decide(at(3), GROWN, KEYS)
    assert isinstance(decided, MayCosign)
    note = witnessed_note(decided, WITNESS, at_s=AT_S)
    assert print_note(note) == cosigned_at(6, SECOND_KEY)
    assert last_seen(print_note(note), WITNESS.verifier) == LastSeen(checkpoint=at(6), at_s=AT_S)
    assert len(verify_note(note, [*KEYS, WITNESS.verifier])) == 2


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff",
        GROWN.note,
        cosigned_at(6, SECOND_KEY)[:-9],
        cosigned_at(6, SECOND_KEY).replace(b"6", b"7", 2),
    ],
)
def test_what_was_not_cosigned_is_no_state(raw):
    with pytest.raises(WitnessStateRefused):
        last_seen(raw, WITNESS.verifier)


def test_another_witnesss_state_is_refused():
    with pytest.raises(WitnessStateRefused):
        last_seen(cosigned_at(6, SECOND_KEY), witness_key("another.example").verifier)
    with pytest.raises(WitnessStateRefused, match="not one for cosignatures"):
        last_seen(GROWN.note, SECOND_KEY.verifier)
