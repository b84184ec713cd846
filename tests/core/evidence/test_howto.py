"""The commands of HOWTO.txt, run as they stand."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.core.evidence.sample import packed, sample
from tests.core.record.signers import log_key

from handrail.core.record.notes import parse_note, print_note

PARTS = sample().parts


@pytest.fixture
def folder(tmp_path):
    with ZipFile(BytesIO(packed(PARTS))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def blocks(text: str) -> list[str]:
    """Return what is indented: commands and what they print, in turn."""
    return [
        "".join(line[4:] for line in block.splitlines(keepends=True))
        for block in re.findall(r"(?:^ {4}.*\n)+", text, re.MULTILINE)
    ]


def run(folder, *commands: str) -> str:
    script = "set -e\nwork=$(mktemp -d)\n" + "".join(commands)
    done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_every_file_is_checked_by_sha256sum(folder):
    files = blocks((folder / "HOWTO.txt").read_text(encoding="utf-8"))[3]
    lines = run(folder, files).splitlines()
    assert len(lines) == len([one for one in folder.rglob("*") if one.is_file()]) - 1
    assert all(line.endswith(": OK") for line in lines)
    (folder / "report.pdf").write_bytes(b"%PDF another")
    assert "report.pdf: FAILED" in run(folder, files)


def test_a_commitment_is_worked_out_by_hand(folder):
    text = (folder / "HOWTO.txt").read_text(encoding="utf-8")
    commands, printed, hexadecimal = blocks(text)[4:7]
    assert run(folder, commands) == printed.strip()
    assert printed.strip() in (folder / "entries.jsonl").read_text(encoding="utf-8")
    assert hexadecimal.strip() in run(folder, commands, 'sha256sum "$work/committed"')
    other = commands.replace("Mill", "Hall")
    assert other != commands
    assert run(folder, other) != printed.strip()


def test_an_inclusion_proof_is_walked_by_hand(folder):
    commands, root = blocks((folder / "HOWTO.txt").read_text(encoding="utf-8"))[7:9]
    assert run(folder, commands) == root
    assert root.strip() == (folder / "checkpoint").read_text(encoding="utf-8").splitlines()[2]
    assert run(folder, commands.replace('"at":"2025', '"at":"2024')) != root


def test_the_checkpoint_s_signature_is_checked_by_openssl(folder):
    commands = blocks((folder / "HOWTO.txt").read_text(encoding="utf-8"))[9]
    assert "Signature Verified Successfully" in run(folder, commands)
    note = (folder / "checkpoint").read_text(encoding="utf-8")
    (folder / "checkpoint").write_text(re.sub("\n([0-9]+)\n", "\n9\\1\n", note), encoding="utf-8")
    assert "Signature Verified Successfully" not in run(folder, commands)


def howto(parts) -> str:
    with ZipFile(BytesIO(packed(parts))) as archive:
        return archive.read("HOWTO.txt").decode()


def test_timestamps_are_told_of_where_there_are_any():
    assert "This pack holds none" in howto(PARTS)
    assert "holds 2 from authorities" in howto(replace(PARTS, timestamps=(b"\x30\x03", b"\x30\x04")))


def test_what_a_timestamp_is_over_is_the_note_with_the_log_s_signature_alone(folder):
    commands = blocks(howto(replace(PARTS, timestamps=(b"\x30\x03",))))[-1].splitlines()
    assert "openssl ts -verify -in timestamps/1.tsr -data" in commands[2]
    note = parse_note(PARTS.checkpoint)
    alone = print_note(replace(note, signatures=note.signatures[:1]))
    assert run(folder, commands[0], '; cat "$work/stamped"') == alone.decode()


def test_a_checkpoint_that_none_of_the_keys_signed_is_said_so():
    stranger = replace(PARTS, first_key=log_key("stranger").verifier, rotations=())
    assert "None of the pack's keys has signed it." in howto(stranger)
