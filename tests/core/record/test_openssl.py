import subprocess
from pathlib import Path
from shutil import which

import pytest
from tests.core.record.signers import AT_S, cosigned, log_key, witness_key

from handrail.core.record.keys import SigningKey
from handrail.core.record.notes import parse_note, sign_note
from handrail.core.record.timestamped import cosigned_message, read_timestamped

PUBLIC_DER = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: what stands before the 32 bytes of a key


@pytest.fixture
def openssl() -> str:
    tool = which("openssl")
    assert tool, "openssl is needed: the record promises that it can check our notes"
    return tool


def is_true(tool: str, folder: Path, key: SigningKey, message: bytes, signature: bytes) -> bool:
    for name, content in (
        ("key.der", PUBLIC_DER + key.verifier.public),
        ("message", message),
        ("signature", signature),
    ):
        (folder / name).write_bytes(content)
    words = "pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in message -sigfile signature"
    return (
        subprocess.run([tool, *words.split()], cwd=folder, capture_output=True, check=False).returncode == 0
    )


def test_openssl_confirms_the_signature_of_a_note(openssl, tmp_path):
    note = parse_note(sign_note("Ten leaves, in good order \U0001f342\n", [log_key()]))
    signature = note.signatures[0].signature
    assert is_true(openssl, tmp_path, log_key(), note.text.encode(), signature)
    assert not is_true(openssl, tmp_path, log_key(), note.text.encode() + b"\n", signature)
    assert not is_true(openssl, tmp_path, log_key(seed="other"), note.text.encode(), signature)


def test_openssl_confirms_a_cosignature(openssl, tmp_path):
    witness = witness_key()
    note = parse_note(cosigned(witness))
    stamp = read_timestamped(note.signatures[1].signature)
    assert is_true(openssl, tmp_path, witness, cosigned_message(note.text, AT_S), stamp.signature)
    assert not is_true(openssl, tmp_path, witness, cosigned_message(note.text, AT_S + 1), stamp.signature)
