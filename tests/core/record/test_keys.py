import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.signers import log_key, witness_key
from tests.core.record.test_notes import ENOCH, PETER, PETER_KEY, SPEC

from handrail.core.record.keys import SigningKey, parse_signing_key, print_signing_key
from handrail.core.record.verifier_keys import (
    KeyRefused,
    SignatureType,
    VerifierKey,
    parse_verifier_key,
    print_verifier_key,
)

# a witness of the public network, and the keys of a published test of witness policies
REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
WITNESSES = (
    (
        "Wit1+55ee4561+AVhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk",
        "AeadRiG7XM4XiieCHzD8lxysXMwcViy5nYsoXURWGrlE",
    ),
    (
        "Wit2+85ecc407+AWVbwFJte9wMQIPSnEnj4KibeO6vSIOEDUTDp3o63c2x",
        "AfPTvxw5eUcqSgivo2vaiC7JPOMUZ/9baHPSDrWqgdGm",
    ),
    (
        "Wit3+d3ed3be7+ASb6Uz1+fxAcXkMvDd7nGa3FjDce7LxIKmbbTCT0MpVn",
        "AR2Kg8k6ccBr5QXz5SHtnkOS4UGQGEQaWi6Gfr6Mm3X5",
    ),
)


@pytest.mark.parametrize("text", [PETER, ENOCH, SPEC, REMORA, *(public for public, _ in WITNESSES)])
def test_published_public_keys_are_read_and_written(text):
    assert print_verifier_key(parse_verifier_key(text)) == text


@pytest.mark.parametrize(("public", "private"), WITNESSES)
def test_published_private_keys_have_their_published_public_keys(public, private):
    named = "+".join(public.split("+")[:2])
    text = f"PRIVATE+KEY+{named}+{private}\n"
    key = parse_signing_key(text)
    assert print_verifier_key(key.verifier) == public
    assert print_signing_key(key) == text


def test_every_piece_and_every_changed_letter_of_a_public_key_is_refused():
    for start in range(len(PETER) + 1):
        for stop in range(start, len(PETER) + 1):
            if (start, stop) != (0, len(PETER)):
                with pytest.raises(KeyRefused):
                    parse_verifier_key(PETER[start:stop])
    for at, letter in enumerate(PETER):
        with pytest.raises(KeyRefused):
            parse_verifier_key(PETER[:at] + chr(ord(letter) + 1) + PETER[at + 1 :])


def test_every_piece_and_every_changed_letter_of_a_private_key_file_is_refused_without_quoting_it():
    secret = PETER_KEY.strip().rpartition("+")[2]
    changed = [
        PETER_KEY[:at] + chr(ord(letter) + 1) + PETER_KEY[at + 1 :] for at, letter in enumerate(PETER_KEY)
    ]
    pieces = [
        PETER_KEY[start:stop] for start in range(len(PETER_KEY)) for stop in range(start, len(PETER_KEY))
    ]
    for wrong in (*changed, *pieces, f"{PETER_KEY}\n", f" {PETER_KEY}", PETER_KEY.replace("\n", "\r\n")):
        with pytest.raises(KeyRefused) as refused:
            parse_signing_key(wrong)
        assert secret[:20] not in str(refused.value)
        assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+c74f20a3+AQ==",
    ],
)
def test_a_key_of_another_length_type_or_spelling_is_refused(text):
    with pytest.raises(KeyRefused):
        parse_verifier_key(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2028b", "a\u00a0b", "a\x00", "a\n", "\ud800"])
def test_a_name_that_could_not_stand_in_a_signature_line_is_refused(name):
    with pytest.raises(KeyRefused):
        SigningKey(name=name, type=SignatureType.ED25519, seed=bytes(32))


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), b"\x01" + bytes(31)])
def test_a_public_key_that_proves_nothing_is_refused(public):
    with pytest.raises(KeyRefused):
        VerifierKey(name="a", type=SignatureType.ED25519, public=public)


def test_a_private_key_of_another_length_is_refused():
    with pytest.raises(KeyRefused, match="is not 32 bytes"):
        SigningKey(name="a", type=SignatureType.ED25519, seed=bytes(31))


@given(st.binary(min_size=32, max_size=32), st.sampled_from(SignatureType))
def test_any_key_is_written_and_read_back(seed, type_):
    key = SigningKey(name="records.charity.example/2026", type=type_, seed=seed)
    assert parse_signing_key(print_signing_key(key)) == key
    assert parse_verifier_key(print_verifier_key(key.verifier)) == key.verifier


def test_one_key_has_another_id_for_each_use():
    seed = log_key().seed
    ids = {SigningKey(name="a", type=type_, seed=seed).verifier.key_id for type_ in SignatureType}
    assert len(ids) == len(SignatureType)
    assert witness_key().verifier.type is SignatureType.COSIGNATURE
