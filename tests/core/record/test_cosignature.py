from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.signers import AT_S, cosigned, log_key, witness_key

from handrail.core.record.checkpoint import CheckpointError
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.ed25519 import verifies
from handrail.core.record.notes import NoteError, parse_note, print_note, sign_note, verify_note
from handrail.core.record.timestamped import (
    TimestampRefused,
    cosigned_message,
    print_timestamped,
    read_timestamped,
)

# C2SP tlog-cosignature
SPEC = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
# transparency-dev/formats: a witness's signature of 3 October 2024, and a plain note's
OF_2024 = (
    "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=="
)
PLAIN = "eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY="
WITNESS = witness_key()


def test_the_specifications_cosignature_states_its_moment():
    log, witness = parse_note(SPEC.encode()).signatures
    assert (witness.name, witness.key_id.hex()) == ("witness.example.com/w1", "8d66cf3f")
    assert read_timestamped(witness.signature).at_s == 1_679_315_147
    with pytest.raises(TimestampRefused):
        read_timestamped(log.signature)


def test_a_published_cosignature_states_its_moment_and_a_plain_signature_none():
    stamp = read_timestamped(b64decode(OF_2024)[4:])
    assert stamp.at_s == 1_727_964_367
    assert print_timestamped(stamp) == b64decode(OF_2024)[4:]
    with pytest.raises(TimestampRefused):
        read_timestamped(b64decode(PLAIN)[4:])


def test_the_signed_message_is_that_of_the_specification():
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert cosigned_message(text, 1_679_315_147) == (f"cosignature/v1\ntime 1679315147\n{text}").encode()


def test_a_cosignature_is_true_for_its_checkpoint_and_moment_only():
    note = parse_note(cosigned(WITNESS))
    signed = verify_note(note, [log_key().verifier, WITNESS.verifier])
    assert [(one.key.name, one.at_s) for one in signed] == [(log_key().name, None), (WITNESS.name, AT_S)]
    stamp = read_timestamped(note.signatures[1].signature)
    assert verifies(WITNESS.verifier.public, cosigned_message(note.text, AT_S), stamp.signature)
    for text, at_s in ((note.text, AT_S + 1), (note.text.replace("\n7\n", "\n8\n"), AT_S)):
        assert not verifies(WITNESS.verifier.public, cosigned_message(text, at_s), stamp.signature)


def test_a_witness_signs_only_checkpoints_and_only_as_a_witness():
    with pytest.raises(CheckpointError):
        cosign(parse_note(sign_note("minutes of the meeting\n", [log_key()])), WITNESS, at_s=AT_S)
    with pytest.raises(NoteError, match="only a key for cosignatures cosigns"):
        cosign(parse_note(cosigned()), log_key(), at_s=AT_S)


@pytest.mark.parametrize("at_s", [-1, 2**63, 10**5000], ids=["before 1970", "too late", "absurd"])
def test_a_moment_that_cannot_be_written_is_refused(at_s):
    with pytest.raises(TimestampRefused):
        cosign(parse_note(cosigned()), WITNESS, at_s=at_s)
    with pytest.raises(TimestampRefused):
        read_timestamped(b"\xff" * 72)


def test_the_same_line_is_not_written_twice():
    note = parse_note(cosigned(WITNESS))
    assert add_signatures(note, *note.signatures) == note
    assert len(add_signatures(note, cosign(note, WITNESS, at_s=AT_S + 1)).signatures) == 3


@given(st.integers(0, len(cosigned(WITNESS)) * 8 - 1))
def test_any_flipped_bit_under_a_cosignature_costs_it(bit):
    changed = bytearray(cosigned(WITNESS))
    changed[bit // 8] ^= 1 << bit % 8
    try:
        note = parse_note(bytes(changed))
        signed = verify_note(note, [WITNESS.verifier])
    except NoteError:
        return
    # what the witness said is untouched: the bit was in the log's own line
    assert print_note(note).rpartition(b"\n\xe2")[2] == cosigned(WITNESS).rpartition(b"\n\xe2")[2]
    assert [one.at_s for one in signed] == [AT_S]
