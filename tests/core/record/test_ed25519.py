import json
from collections import Counter
from pathlib import Path

import pytest

from handrail.core.record.ed25519 import is_sound_public_key, verifies
from handrail.core.record.keys import SigningKey
from handrail.core.record.verifier_keys import SignatureType

VECTORS = Path(__file__).parents[2] / "vectors" / "record" / "ed25519_test.json"
GROUPS = json.loads(VECTORS.read_text(encoding="utf-8"))["testGroups"]
PRIME = 2**255 - 19

# RFC 8032 7.1: seed, public key, message, signature
PUBLISHED = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
)


@pytest.mark.parametrize(("seed", "public", "message", "signature"), PUBLISHED)
def test_published_signatures_are_made_and_verified(seed, public, message, signature):
    key = SigningKey(name="rfc8032", type=SignatureType.ED25519, seed=bytes.fromhex(seed))
    assert key.verifier.public.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert verifies(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


def cases():
    for group in GROUPS:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            yield case, verifies(public, bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"]))


def test_every_wycheproof_signature_is_judged_as_published():
    judged = [(case, held) for case, held in cases() if case["result"] != "acceptable"]
    assert not [case["tcId"] for case, held in judged if held != (case["result"] == "valid")]
    assert Counter(case["result"] for case, _ in cases()) == {"valid": 117, "invalid": 64, "acceptable": 29}


def test_where_verifiers_may_differ_keys_of_small_order_are_refused_and_others_are_not():
    answers = {(tuple(case["flags"]), held) for case, held in cases() if case["result"] == "acceptable"}
    assert answers == {(("SmallOrderPublicKey",), False), (("MixedOrderPublicKey",), True)}


def test_a_key_under_which_one_signature_fits_many_texts_is_no_key():
    identity = b"\x01" + bytes(31)
    universal = b"\x58" + b"\x66" * 31 + b"\x01" + bytes(31)
    assert not verifies(identity, b"anything", universal)
    for y in (0, 1, PRIME - 1, PRIME, PRIME + 1):
        for sign in (0, 2**255):
            assert not is_sound_public_key((y | sign).to_bytes(32, "little"))


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33), b"\x02" + bytes(31)])
def test_bytes_that_are_no_key_verify_nothing(public):
    assert not verifies(public, b"", bytes(64))
