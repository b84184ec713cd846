"""The program that goes into every pack, run as a stranger runs it."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.core.evidence.log_attacks import MADE, RAW, STRANGER, message
from tests.core.evidence.sample_log import WITNESSES
from tests.core.evidence.standalone import MODULE, PROGRAM, answer
from tests.core.evidence.tampering import with_file
from tests.core.record.test_ed25519 import GROUPS

from handrail.core.evidence.bundle import program_bytes
from handrail.core.record.ed25519 import verifies
from handrail.core.record.verifier_keys import print_verifier_key

KEY = print_verifier_key(MADE.parts.first_key)
PYTHONS = [sys.executable, *(path for path in ["/usr/bin/python3"] if Path(path).exists())]


def run(python: str, *words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run with nothing installed, no variables, and an ASCII terminal."""
    return subprocess.run(
        [python, "-I", "-S", *map(str, words)],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(RAW)
    return path


@pytest.mark.parametrize("python", PYTHONS)
def test_a_good_pack_is_good_on_a_machine_with_only_python(python, pack):
    done = run(python, PROGRAM, pack, "--key", KEY, "--messages")
    assert (done.returncode, done.stderr) == (0, "")
    assert "GOOD: everything in the pack was checked and holds" in done.stdout
    assert "messages 3 to 4, imported: all shown" in done.stdout
    assert "message 5, imported: `author` erased, `body` erased" in done.stdout
    assert "message 7, imported: `author` withheld" in done.stdout
    assert "אני מביאה עוגיות לכולם" in done.stdout
    assert "own keys" not in done.stdout


@pytest.mark.parametrize("python", PYTHONS)
def test_one_letter_changed_in_one_message_names_that_message(python, tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(
        with_file(RAW, "entries.jsonl", lambda raw: raw.replace(b"on the left", b"on the loft", 1))
    )
    done = run(python, PROGRAM, path)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"WRONG\n  {message(4)}: `body` is not what the leaf committed to\n\n" in done.stdout


def test_the_pack_brings_the_program_and_it_checks_the_folder_it_lies_in(tmp_path):
    with ZipFile(BytesIO(RAW)) as archive:
        archive.extractall(tmp_path)
    assert (tmp_path / "verify.py").read_bytes() == PROGRAM.read_bytes() == program_bytes()
    assert run(sys.executable, "verify.py", cwd=tmp_path).returncode == 0
    (tmp_path / "notes.txt").write_text("mine")
    done = run(sys.executable, "verify.py", cwd=tmp_path)
    assert (done.returncode, "notes.txt: is not a file of a pack" in done.stdout) == (1, True)


def test_without_a_name_it_checks_the_one_zip_beside_it(tmp_path, pack):
    program = tmp_path / "verify.py"
    program.write_bytes(program_bytes())
    assert run(sys.executable, program).returncode == 0
    (tmp_path / "other.zip").write_bytes(RAW)
    done = run(sys.executable, program)
    assert done.returncode == 2
    assert "say which pack" in done.stderr


def test_a_link_in_an_unpacked_folder_is_not_followed(tmp_path):
    with ZipFile(BytesIO(RAW)) as archive:
        archive.extractall(tmp_path / "pack")
    report = tmp_path / "pack" / "report.pdf"
    report.rename(tmp_path / "elsewhere.pdf")
    report.symlink_to(tmp_path / "elsewhere.pdf")
    assert run(sys.executable, PROGRAM, tmp_path / "pack").returncode == 1


@pytest.mark.parametrize("raw", [b"", b"a letter", RAW[:1000]])
def test_what_is_no_pack_ends_with_two(raw):
    told = answer(raw)
    assert told.code == 2
    assert told.text.startswith("NOT A PACK: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--key"], "a key is written NAME+ID+KEY"),
        (["--key", "nobody"], "a key is written NAME+ID+KEY"),
        (["--key", KEY.replace("records", "record")], "is not its own"),
        (["--colour"], "python3 verify.py"),
        (["missing.zip", "another.zip"], "python3 verify.py"),
    ],
)
def test_words_it_does_not_know_end_with_two(words, said):
    told = answer(RAW, *words)
    assert told.code == 2
    assert said in told.text


def test_a_key_that_is_not_the_log_s_is_told_of():
    told = answer(RAW, "--key", print_verifier_key(STRANGER.parts.first_key))
    assert told.code == 1
    assert told.faults == ["keys.json: the keys do not lead from a key that you trust"]


def test_whose_keys_were_used_is_said():
    assert "compare the key id 1b66455d with the one that is published" in answer(RAW).text
    told = answer(RAW, "--witness", print_verifier_key(WITNESSES[0].verifier)).text
    assert "`witness.council.example` (a key you handed in)" in told
    assert "`witness.auditor.example` (a key the pack brings itself)" in told


def test_a_terminal_is_never_handed_control_characters():
    told = answer(with_file(RAW, "manifest.json", lambda raw: raw.replace(b"Saturday", b"\\u001b[2J")))
    assert "\x1b" not in told.text
    turned = with_file(RAW, "entries.jsonl", lambda raw: raw.replace(b"message.posted", "\u202e".encode()))
    assert "\u202e" not in answer(turned, "--messages").text


def test_every_wycheproof_signature_is_judged_as_openssl_judges_it():
    differing = []
    for group in GROUPS:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            text, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            if MODULE.is_signed(public, text, signature) != verifies(public, text, signature):
                differing.append(case["tcId"])
    assert len(GROUPS) > 50
    assert not differing


def test_signatures_and_keys_have_one_spelling():
    key = MADE.log.first_key
    signature = key.sign(b"a text")
    s = int.from_bytes(signature[32:], "little")
    assert MODULE.is_signed(key.verifier.public, b"a text", signature)
    larger = signature[:32] + (s + MODULE.ORDER).to_bytes(32, "little")
    assert not MODULE.is_signed(key.verifier.public, b"a text", larger)
    assert not MODULE.is_signed(key.verifier.public, b"a text", signature[:-1])
    assert not MODULE.is_signed(key.verifier.public, b"a text", b"")
    for y in (0, 1, 2, MODULE.P - 1, MODULE.P, MODULE.P + 1, MODULE.P + 3, 2**255 - 1):
        assert MODULE.negated(y.to_bytes(32, "little")) is None
    assert not MODULE.is_signed(b"\x01" + bytes(31), b"a", b"\x58" + b"\x66" * 31 + b"\x01" + bytes(31))


def test_it_imports_nothing_but_the_standard_library():
    lines = PROGRAM.read_text(encoding="utf-8").splitlines()
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert "hashlib" in imported
    assert imported <= sys.stdlib_module_names | {"__future__"}
