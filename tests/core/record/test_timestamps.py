"""RFC 3161 by the commands on the page, against a timestamp authority made for the test and thrown away."""

import subprocess
from pathlib import Path
from shutil import which

import pytest
from tests.core.record.format_samples import TIMESTAMP_ASK, TIMESTAMP_CHECK
from tests.core.record.sample_log import SECOND_KEY, WITNESS, cosigned_at, signed_at

from handrail.core.record.notes import Note, parse_note, print_note

AUTHORITY = """
[ req ]
distinguished_name = name
[ name ]
[ root ]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[ stamping ]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ tsa ]
default_tsa = stamps
[ stamps ]
serial = ./serial
signer_cert = ./stamper.pem
certs = ./authority.pem
signer_key = ./stamper.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
NEW_AUTHORITY = """
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout authority.key \
  -out authority.pem -subj "/CN=Stamps for a test" -days 2 -config authority.cnf -extensions root
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout stamper.key -out stamper.csr \
  -subj "/CN=Stamper for a test" -config authority.cnf
openssl x509 -req -in stamper.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 \
  -extfile authority.cnf -extensions stamping -out stamper.pem
echo 01 > serial
"""
STAMP = "openssl ts -reply -config authority.cnf -section stamps -queryfile request.tsq -out answer.tsr"


def run(folder: Path, commands: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-ec", commands], cwd=folder, capture_output=True, text=True, check=False)


def make_authority(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "authority.cnf").write_text(AUTHORITY)
    made = run(folder, NEW_AUTHORITY)
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert which("openssl"), "openssl is needed: the record promises that it can check a timestamp"
    folder = tmp_path_factory.mktemp("stamped")
    make_authority(folder)
    (folder / "checkpoint.note").write_bytes(signed_at(6, SECOND_KEY))
    for commands in (TIMESTAMP_ASK, STAMP):
        ran = run(folder, commands)
        assert ran.returncode == 0, ran.stderr
    return folder


def checked(stamped: Path, folder: Path, **changed: bytes) -> subprocess.CompletedProcess[str]:
    """Check the stamp with some of the files exchanged."""
    for name in ("checkpoint.note", "answer.tsr", "authority.pem"):
        (folder / name).write_bytes(changed.get(name.partition(".")[0], (stamped / name).read_bytes()))
    return run(folder, TIMESTAMP_CHECK)


def test_a_stamped_checkpoint_is_verified_and_its_moment_shown(stamped, tmp_path):
    ran = checked(stamped, tmp_path)
    assert ran.returncode == 0
    assert "Verification: OK" in ran.stdout
    assert "Time stamp:" in ran.stdout


def test_the_stamped_bytes_are_found_below_cosignatures(stamped, tmp_path):
    note = parse_note(cosigned_at(6, SECOND_KEY))
    own = tuple(one for one in note.signatures if one.name != WITNESS.name)
    assert (
        checked(stamped, tmp_path, checkpoint=print_note(Note(text=note.text, signatures=own))).returncode
        == 0
    )
    assert checked(stamped, tmp_path, checkpoint=cosigned_at(6, SECOND_KEY)).returncode != 0


@pytest.mark.parametrize("bit", [0, 300, 1000])
def test_a_changed_checkpoint_fails(stamped, tmp_path, bit):
    changed = bytearray(signed_at(6, SECOND_KEY))
    changed[bit // 8] ^= 1 << bit % 8
    ran = checked(stamped, tmp_path, checkpoint=bytes(changed))
    assert ran.returncode != 0
    assert "Verification: OK" not in ran.stdout
    assert "message imprint mismatch" in ran.stderr


def test_an_earlier_checkpoint_does_not_pass_for_the_stamped_one(stamped, tmp_path):
    assert checked(stamped, tmp_path, checkpoint=signed_at(5, SECOND_KEY)).returncode != 0


def test_a_changed_answer_fails(stamped, tmp_path):
    answer = bytearray((stamped / "answer.tsr").read_bytes())
    answer[-20] ^= 1
    assert checked(stamped, tmp_path, answer=bytes(answer)).returncode != 0
    assert checked(stamped, tmp_path, answer=b"").returncode != 0


def test_another_authority_is_not_believed(stamped, tmp_path):
    make_authority(tmp_path / "other")
    other = (tmp_path / "other" / "authority.pem").read_bytes()
    assert checked(stamped, tmp_path, authority=other).returncode != 0
