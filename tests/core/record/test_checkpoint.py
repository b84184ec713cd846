import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.signers import ORIGIN, checkpoint, cosigned, log_key, witness_key

from handrail.core.record.checkpoint import (
    Checkpoint,
    CheckpointError,
    parse_checkpoint,
    print_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from handrail.core.record.notes import NoteError, parse_note, sign_note
from handrail.core.record.proofs import EMPTY_ROOT

# C2SP tlog-checkpoint
SPEC = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
SPEC_NOTE = (
    f"{SPEC}\n— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
SIGNED = sign_checkpoint(checkpoint(), [log_key()])


def test_the_specifications_checkpoint_is_read_and_written():
    read = parse_checkpoint(parse_note(SPEC_NOTE.encode()).text)
    assert (read.origin, read.size, read.extensions) == ("example.com/behind-the-sofa", 20_852_163, ())
    assert read.root.hex() == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62"
    assert print_checkpoint(read) == SPEC


def test_a_checkpoint_is_believed_once_its_log_has_signed_it():
    assert verify_checkpoint(SIGNED, [log_key().verifier]) == checkpoint()
    with pytest.raises(NoteError, match="no known key"):
        verify_checkpoint(SIGNED, [log_key(seed="other").verifier])


def test_a_log_does_not_speak_for_another():
    stranger = log_key(name="elsewhere.example/log")
    with pytest.raises(CheckpointError, match="does not sign for the log"):
        sign_checkpoint(checkpoint(), [stranger])
    raw = sign_note(print_checkpoint(checkpoint()), [stranger])
    with pytest.raises(CheckpointError, match="was signed for by another"):
        verify_checkpoint(raw, [stranger.verifier])


def test_a_cosignature_in_the_logs_name_is_not_the_logs_word():
    namesake = witness_key(ORIGIN)
    raw = cosigned(namesake)
    assert verify_checkpoint(raw, [log_key().verifier, namesake.verifier])
    with pytest.raises(CheckpointError, match="was signed for by another"):
        verify_checkpoint(raw, [namesake.verifier])


def test_extension_lines_are_kept():
    text = f"{SPEC}one\ntwo\n"
    assert parse_checkpoint(text).extensions == ("one", "two")
    assert print_checkpoint(parse_checkpoint(text)) == text


def test_the_empty_log_has_the_root_of_nothing():
    empty = Checkpoint(origin=ORIGIN, size=0, root=EMPTY_ROOT)
    assert parse_checkpoint(print_checkpoint(empty)) == empty
    with pytest.raises(CheckpointError, match="the root of an empty log"):
        Checkpoint(origin=ORIGIN, size=0, root=bytes(32))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a\n1\n",
        f"a\n1\n{ROOT}",
        f"\n1\n{ROOT}\n",
        f"a\n01\n{ROOT}\n",
        f"a\n\n{ROOT}\n",
        f"a\n-1\n{ROOT}\n",
        f"a\n+1\n{ROOT}\n",
        f"a\n1 \n{ROOT}\n",
        f"a\n\u0661\n{ROOT}\n",
        f"a\n{2**63}\n{ROOT}\n",
        f"a\n0x1\n{ROOT}\n",
        "a\n1\n\n",
        f"a\n1\n{ROOT[:-1]}\n",
        f"a\n1\n{ROOT.replace('I=', 'J=')}\n",
        f"a\n1\n{ROOT} \n",
        "a\n1\nAAAA\n",
        f"a\n1\n{ROOT}\n\n",
        f"a\n1\n{ROOT}\n\nmore\n",
        f"a\n1\n{ROOT}\nmore",
        f"a\t\n1\n{ROOT}\n",
    ],
    ids=range(22),
)
def test_what_is_not_a_checkpoint_is_refused(text):
    with pytest.raises(CheckpointError):
        parse_checkpoint(text)


@given(st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_any_checkpoint_is_written_signed_and_verified(size, root):
    one = Checkpoint(origin=ORIGIN, size=size, root=root)
    assert parse_checkpoint(print_checkpoint(one)) == one
    assert verify_checkpoint(sign_checkpoint(one, [log_key()]), [log_key().verifier]) == one


@given(st.integers(0, len(SIGNED) * 8 - 1))
def test_any_flipped_bit_of_a_checkpoint_is_refused(bit):
    changed = bytearray(SIGNED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((NoteError, CheckpointError)):
        verify_checkpoint(bytes(changed), [log_key().verifier])
