import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.leaf_sample import made
from tests.core.record.signers import checkpoint, log_key
from tests.core.record.tree_peer import ListedHashes

from handrail.core.record.checkpoint import CheckpointError, sign_checkpoint
from handrail.core.record.notes import NoteError
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import ProofError, leaf_hash
from handrail.core.record.tlog_proof import (
    TlogProof,
    TlogProofError,
    parse_tlog_proof,
    print_tlog_proof,
    verify_tlog_proof,
)
from handrail.core.record.tree import root_at
from handrail.core.record.tree_proofs import inclusion_proof

LEAVES = [made(seed=str(number))[0] for number in range(11)]
STORED = ListedHashes([leaf_hash(leaf) for leaf in LEAVES])
LOG = [log_key().verifier]


def proof(index: int = 6, size: int = 11, extra: bytes | None = None) -> TlogProof:
    note = sign_checkpoint(checkpoint(size, root_at(STORED, size)), [log_key()])
    hashes = inclusion_proof(STORED, index=index, size=size)
    return TlogProof(index=index, hashes=hashes, note=note, extra=extra)


RAW = print_tlog_proof(proof())


def test_a_proof_is_written_as_the_specification_shows():
    lines = print_tlog_proof(proof(extra=b"out of band")).decode().split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra b3V0IG9mIGJhbmQ=", "index 6"]
    assert lines[7] == ""
    assert lines[8] == "records.charity.example/2026"
    assert print_tlog_proof(proof(0, 1)).startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\nrecords.")


def test_every_leaf_is_proved_at_every_size_and_no_other_leaf_is():
    for size in range(1, 12):
        for index in range(size):
            read = parse_tlog_proof(print_tlog_proof(proof(index, size)))
            assert verify_tlog_proof(read, LEAVES[index], LOG).size == size
            with pytest.raises(ProofError):
                verify_tlog_proof(read, LEAVES[(index + 1) % 11], LOG)


def test_a_proof_of_another_log_is_refused():
    with pytest.raises(NoteError):
        verify_tlog_proof(proof(), LEAVES[6], [log_key(seed="other").verifier])


@given(st.integers(0, 10), st.none() | st.binary(max_size=50))
def test_any_proof_is_written_and_read_back(index, extra):
    one = proof(index, extra=extra)
    assert parse_tlog_proof(print_tlog_proof(one)) == one


HEAD = b"c2sp.org/tlog-proof@v1\n"
NOTE = proof().note


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        HEAD,
        b"wrong-header\nindex 0\n\n" + NOTE,
        b"\n" + RAW,
        HEAD + b"\n\n" + NOTE,
        HEAD + b"\n" + NOTE,
        HEAD + b"index notanumber\n\n" + NOTE,
        HEAD + b"index -5\n\n" + NOTE,
        HEAD + b"index 05\n\n" + NOTE,
        HEAD + b"index\n\n" + NOTE,
        HEAD + b"0\n\n" + NOTE,
        HEAD + b"index  0\n\n" + NOTE,
        HEAD + b"index 11\n\n" + NOTE,
        HEAD + b"index 0\n!!notbase64!!\n\n" + NOTE,
        HEAD + b"index 0\nAAAA\n\n" + NOTE,
        HEAD + b"index 0\n\n\n" + NOTE,
        HEAD + b"extra !!notbase64!!\nindex 0\n\n" + NOTE,
        HEAD + b"extra\nindex 0\n\n" + NOTE,
        HEAD + b"index 0\nextra AAAA\n\n" + NOTE,
        HEAD + b"extra AAAA\nextra AAAA\nindex 0\n\n" + NOTE,
        HEAD + b"index 0\n\ncheckpoint\n",
        HEAD + b"index 0\n\n" + NOTE[:-1],
        HEAD.replace(b"\n", b"\r\n") + b"index 0\n\n" + NOTE,
        HEAD + b"index 0\n" + (b"A" * 43 + b"=\n") * 64 + b"\n" + NOTE,
        HEAD + b"index 0\n" + b"a" * 2_000_000 + b"\n\n" + NOTE,
    ],
    ids=range(25),
)
def test_what_is_not_a_proof_is_refused(raw):
    with pytest.raises(TlogProofError):
        parse_tlog_proof(raw)


def test_a_checkpoint_that_is_not_one_is_refused():
    with pytest.raises(TlogProofError, match="the checkpoint of the proof cannot be read"):
        TlogProof(index=0, hashes=(), note=b"minutes\n\n\xe2\x80\x94 a AAAAAAAA\n")
    assert issubclass(CheckpointError, RecordError)


@given(st.integers(0, len(RAW) * 8 - 1))
def test_any_flipped_bit_of_a_proof_is_refused(bit):
    changed = bytearray(RAW)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(RecordError):
        verify_tlog_proof(parse_tlog_proof(bytes(changed)), LEAVES[6], LOG)
