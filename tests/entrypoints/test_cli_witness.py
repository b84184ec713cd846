import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.actions.witness_sample import OTHER, made_witness, raw
from tests.core.record.sample_log import FIRST_KEY, WITNESS
from tests.core.record.signers import ORIGIN
from tests.entrypoints.served_witness import LOGS, SRC, key_file, serve_words
from typer.testing import CliRunner, Result

from handrail.core.record.keys import SigningKey, parse_signing_key, print_signing_key
from handrail.core.record.notes import parse_signatures
from handrail.core.record.verifier_keys import SignatureType, print_verifier_key
from handrail.entrypoints.cli.main import app


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["witness", *map(str, words)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made_witness(tmp_path, at_s=0)
    key_file(tmp_path)
    return tmp_path


def cosign(folder: Path, request: bytes, *words: str) -> Result:
    (folder / "request").write_bytes(request)
    logs = [word for key in LOGS for word in ("--log", key)]
    return run(
        "cosign",
        folder / "request",
        "--key",
        folder / "witness.key",
        "--state",
        folder / "state",
        *logs,
        *words,
    )


def test_a_witness_is_made_and_prints_what_others_are_to_know(tmp_path):
    result = run(
        "new-key", "witness.council.example", "--key", tmp_path / "key", "--state", tmp_path / "state"
    )
    key = parse_signing_key((tmp_path / "key").read_text())
    assert result.exit_code == 0
    assert result.stdout == f"{print_verifier_key(key.verifier)}\n"
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    other = run("new-key", "witness.council.example", "--key", tmp_path / "2", "--state", tmp_path / "2s")
    assert other.stdout != result.stdout


def test_a_witness_is_not_made_over_another(folder):
    before = (folder / "witness.key").read_bytes()
    result = run("new-key", "other.example", "--key", folder / "witness.key", "--state", folder / "new")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is there already; nothing was made" in result.stderr
    assert (folder / "witness.key").read_bytes() == before


def test_a_request_by_file_is_cosigned_and_said_in_words(folder):
    first = cosign(folder, raw(0, 3))
    assert (first.exit_code, first.stdout) == (0, "")
    assert f"{ORIGIN} is seen for the first time, with 3 leaves" in first.stderr
    second = cosign(folder, raw(3, 6))
    assert f"{ORIGIN} grew from 3 to 6 leaves since " in second.stderr
    (line,) = parse_signatures((folder / "request.cosigned").read_text())
    assert line.name == WITNESS.name
    assert "Send back" in second.stderr


def test_a_request_handed_in_twice_is_answered_twice(folder):
    cosign(folder, raw(0, 3))
    again = cosign(folder, raw(0, 3), "--stdout")
    assert again.exit_code == 0
    assert len(parse_signatures(again.stdout)) == 1
    assert "is as it was on " in again.stderr


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        (raw(3, 6, stored=OTHER), 1, "not shown to have only grown"),
        (raw(3, 3, stored=OTHER), 1, "two different pasts of 3 leaves"),
        (raw(0, 6), 1, "last cosigned this log at 3 leaves"),
        (raw(6, 3), 1, "cannot have grown"),
        (b"Dear witness,\n", 2, "not a request"),
        (b"", 2, "not a request"),
        (b"\xff" * 200_000, 2, "at most 100000 bytes"),
    ],
)
def test_a_refusal_is_one_line_and_writes_no_cosignature(folder, request_, status, said):
    cosign(folder, raw(0, 3))
    (folder / "request.cosigned").unlink()
    result = cosign(folder, request_)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (folder / "request.cosigned").exists()


def test_what_cannot_be_read_is_said_in_one_sentence(folder):
    words = ["--key", folder / "witness.key", "--state", folder / "state", "--log", LOGS[0]]
    assert run("cosign", folder / "absent", *words).stderr.endswith("absent: no such file or directory\n")
    assert "is a directory" in run("cosign", folder / "state", *words).stderr


def test_an_answer_that_cannot_be_written_can_be_asked_for_again(folder):
    (folder / "request.cosigned").mkdir()
    result = cosign(folder, raw(0, 3))
    assert result.exit_code == 2
    assert list((folder / "state" / "last").iterdir()) == []
    (folder / "request.cosigned").rmdir()
    assert cosign(folder, raw(0, 3)).exit_code == 0


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (print_signing_key(WITNESS), 0o644, "others than its owner may read this key"),
        (print_signing_key(WITNESS), 0o640, "others than its owner may read this key"),
        (print_signing_key(FIRST_KEY), 0o600, "is the key of a log, not of a witness"),
        ("PRIVATE+KEY+secret", 0o600, "a private key file is one line"),
        ("\ud800", 0o600, "is not a private key file"),
    ],
)
def test_a_key_file_that_cannot_be_trusted_is_refused_and_not_quoted(folder, content, mode, said):
    path = folder / "bad.key"
    path.write_bytes(content.encode(errors="surrogatepass"))
    path.chmod(mode)
    result = run("cosign", folder / "r", "--key", path, "--state", folder / "state", "--log", LOGS[0])
    assert result.exit_code == 2
    assert said in result.stderr
    assert content.strip().split("+")[-1] not in result.stderr


@pytest.mark.parametrize(
    ("logs", "said"),
    [
        (["nonsense"], "a key is written `name+id+key`"),
        ([print_verifier_key(WITNESS.verifier)], "is the key of a witness, not of a log"),
        ([LOGS[0], LOGS[0]], "is given twice"),
        (
            [
                print_verifier_key(
                    SigningKey(name="a.example", type=SignatureType.ED25519, seed=WITNESS.seed).verifier
                )
            ],
            "nobody is their own witness",
        ),
    ],
)
def test_a_log_that_cannot_be_watched_is_refused(folder, logs, said):
    words = [word for key in logs for word in ("--log", key)]
    result = run("serve", "--key", folder / "witness.key", "--state", folder / "state", "--port", "0", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_witness_does_not_start_on_a_state_that_is_not_its_own(folder):
    result = run("serve", "--key", folder / "witness.key", "--state", folder / "lost", "--log", LOGS[0])
    assert result.exit_code == 2
    assert "is not the state of a witness" in result.stderr


def test_a_port_that_is_taken_is_named(folder):
    words = [str(word) for word in serve_words(folder)]
    words[words.index("--port") + 1] = "1"
    result = run(*words, "--host", "203.0.113.1")
    assert result.exit_code == 2
    assert "port `1` of `203.0.113.1`: " in result.stderr


def test_a_witness_needs_no_django(folder):
    program = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'django':\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from handrail.entrypoints.cli.witness import app\n"
        "app()\n"
    )
    (folder / "request").write_bytes(raw(0, 3))
    words = ["cosign", "request", "--key", "witness.key", "--state", "state", "--log", LOGS[0], "--stdout"]
    ran = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(parse_signatures(ran.stdout.decode())) == 1
