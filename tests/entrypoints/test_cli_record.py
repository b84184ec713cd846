"""The record from the command line, on a real installation: from a chat to a pack that a stranger checks."""

import os
import re
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

CHAT = Path(str(files("handrail") / "demo" / "chat.txt"))
LEAD, DEPUTY = "sam@brooklane.example", "ade@brooklane.example"


class Installation:
    """An installation in a folder of its own, worked with by commands."""

    def __init__(self, home: Path, **more: str) -> None:
        self.home = home
        clean = {name: text for name, text in os.environ.items() if not name.startswith("HANDRAIL_")}
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        self.environment = clean | {"HANDRAIL_HOME": str(home), "COLUMNS": "200"} | more

    def run(self, *arguments: object, status: int = 0) -> str:
        command = [sys.executable, "-m", "handrail.entrypoints.cli.main", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, check=False)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        assert done.returncode == status, said
        return said


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("home") / "var")
    for email, name, role in ((LEAD, "Sam Okafor", "lead"), (DEPUTY, "Ade Bello", "deputy")):
        password = ("--password", "a long and invented password")
        made.run("account", "open", email, "--name", name, "--role", role, *password)
    return made


@pytest.fixture(scope="module")
def conversation(installation: Installation) -> str:
    said = installation.run("import", "keep", CHAT, "--by", LEAD)
    found = re.search(r"as conversation ([0-9a-f-]{36})", said)
    assert found, said
    return found[1]


@pytest.fixture(scope="module")
def pack(installation: Installation, conversation: str) -> Path:
    path = installation.home / "pack.zip"
    reason = ("--reason", "asked for by the youth court")
    said = installation.run("evidence", "export", conversation[:8], "--by", LEAD, *reason, "--out", path)
    assert "the whole conversation" in said
    return path


def by_itself(pack: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the pack's own verifier where there is nothing but Python."""
    with zipfile.ZipFile(pack) as archive:
        (folder / "verify.py").write_bytes(archive.read("verify.py"))
    command = [sys.executable, "-I", "-S", "verify.py", str(pack)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env={}, check=False)


def test_an_audited_chat_can_be_kept_in_the_same_go(installation, conversation):
    people = CHAT.with_name("people.csv")
    said = installation.run("audit", CHAT, "--people", people, "--keep", LEAD, status=1)
    assert f"chat.txt was kept before, as conversation {conversation}" in said
    assert "has no account" in installation.run(
        "audit", CHAT, "--people", people, "--keep", "nobody@brooklane.example", status=2
    )


def test_a_pack_verifies_on_a_machine_that_has_only_python(pack, tmp_path):
    done = by_itself(pack, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "GOOD" in done.stdout


def test_one_changed_letter_names_exactly_its_message_in_both_verifiers(installation, pack, tmp_path):
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(pack) as source, zipfile.ZipFile(changed, "w") as target:
        for info in source.infolist():
            raw = source.read(info)
            if info.filename == "entries.jsonl":
                raw = raw.replace(b"running late my bus is stuck", b"running late my bus is stuuk")
            target.writestr(info, raw)
    done = by_itself(changed, tmp_path)
    named = (
        "message 25 (entry 27): `body` is not what the leaf committed to"  # two accounts stand above the chat
    )
    assert done.returncode == 1
    assert named in done.stdout
    assert re.findall(r"message \d+ \(entry", done.stdout) == ["message 25 (entry"]
    assert named in installation.run("verify", changed, status=1)


def test_the_record_is_whole_and_says_so(installation, conversation):
    assert "the record is whole" in installation.run("record", "verify")
    assert "157" in installation.run("record", "list")
    assert "guard file" in installation.run("record", "status").lower()


def test_a_stretch_says_that_it_is_partial_and_does_not_hold_the_whole_file(installation, conversation):
    path = installation.home / "stretch.zip"
    reason = ("--reason", "asked for by the family")
    only = ("--only", "10-20")
    said = installation.run("evidence", "export", conversation, "--by", LEAD, *reason, *only, "--out", path)
    assert "PARTIAL" in said
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.startswith("files/")]
    assert "10 to 20" in installation.run("verify", path)


def test_a_hold_keeps_everything_until_two_people_have_released_it(installation):
    chat = installation.home / "other.txt"
    chat.write_text("05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n", encoding="utf-8")
    said = installation.run("import", "keep", chat, "--by", LEAD, "--dates", "day-first")
    found = re.search(r"as conversation ([0-9a-f-]{36})", said)
    assert found
    erase = (
        "record",
        "erase",
        found[1],
        "--basis",
        "request by the person",
        "--rule",
        "SG04/4",
        "--by",
        LEAD,
    )
    reason = ("--reason", "an inquiry")
    held = re.search(
        r"held: ([0-9a-f-]{36})", installation.run("record", "hold", found[1], "--by", LEAD, *reason)
    )
    assert held
    assert "legal hold" in installation.run(*erase, status=2)
    assert "one of two" in installation.run("record", "release", held[1], "--by", LEAD, *reason)
    assert "has ended" in installation.run("record", "release", held[1], "--by", DEPUTY, *reason)
    assert "3 erased" in installation.run(*erase)
    assert "erased before" in installation.run(*erase, status=2)
    assert "the record is whole" in installation.run("record", "verify")


def test_the_key_can_be_turned_over_and_packs_still_verify(installation, conversation, tmp_path):
    assert "Publish this key" in installation.run("record", "rotate-key", "--by", LEAD)
    path = tmp_path / "later.zip"
    reason = ("--reason", "asked for again")
    installation.run("evidence", "export", conversation, "--by", LEAD, *reason, "--out", path)
    assert by_itself(path, tmp_path).returncode == 0
    assert "the record is whole" in installation.run("record", "verify")


def test_a_witness_cosigns_by_file_and_its_word_is_in_the_next_pack(installation, conversation, tmp_path):
    key, state = tmp_path / "witness.key", tmp_path / "state"
    made = installation.run("witness", "new-key", "witness.council.example", "--key", key, "--state", state)
    witness = re.search(r"witness\.council\.example\+\S+", made)
    assert witness, made
    installation.run("record", "name-witness", witness[0], "--by", LEAD)
    request = tmp_path / "request"
    to_witness = ("record", "checkpoint", "--witness", "witness.council.example", "--request", request)
    installation.run(*to_witness)
    log = re.search(r"handrail\.invalid\S*\+\S+", installation.run("record", "status"))
    assert log
    cosign = ("witness", "cosign", request, "--key", key, "--state", state)
    installation.run(*cosign, "--log", log[0])
    assert "witness.council.example" in installation.run("record", "checkpoint", "--add", request)
    path = tmp_path / "witnessed.zip"
    reason = ("--reason", "asked for by the court")
    installation.run("evidence", "export", conversation, "--by", LEAD, *reason, "--out", path)
    assert "witness.council.example" in installation.run("verify", path)
    (tmp_path / "request.cosigned").write_text("— witness.council.example AAAA\n", encoding="utf-8")
    assert "not kept" in installation.run("record", "checkpoint", "--add", request, status=2)


def test_a_backup_is_put_back_on_another_machine_that_has_the_key_folder(
    installation, conversation, tmp_path
):
    said = installation.run("backup", tmp_path / "backups")
    record, keys = re.findall(r"^/.*\.zip$", said, flags=re.MULTILINE)
    other = Installation(tmp_path / "other")
    (other.home / "keys").mkdir(parents=True)
    for name in ("log-key", "master-key", "guard"):
        (other.home / "keys" / name).write_bytes((installation.home / "keys" / name).read_bytes())
    assert "are back" in other.run("restore", record, "--content-keys", keys)
    assert "the record is whole" in other.run("record", "verify")
    assert "already holds a record" in other.run("restore", record, "--content-keys", keys, status=2)


def test_a_database_put_back_to_an_older_state_is_not_added_to(installation, tmp_path):
    old = Installation(tmp_path / "old")
    password = ("--password", "a long and invented password")
    old.run("account", "open", LEAD, "--name", "Sam Okafor", *password)
    old.run("import", "keep", CHAT, "--by", LEAD)
    before = {path: path.read_bytes() for path in old.home.glob("handrail.sqlite3*")}
    old.run("record", "rotate-key", "--by", LEAD)
    (old.home / "keys" / "log-key").write_bytes((old.home / "keys" / "log-key").read_bytes())
    for path in old.home.glob("handrail.sqlite3*"):
        path.unlink()
    for path, raw in before.items():
        path.write_bytes(raw)
    assert "may not be added to" in old.run("import", "keep", CHAT, "--by", LEAD, status=2)
    assert "remembers" in old.run("record", "verify", status=1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "keep", CHAT, "--by", "nobody@brooklane.example"), "has no account here"),
        (("import", "keep", "missing.txt", "--by", LEAD), "no such file"),
        (
            ("evidence", "export", "zzzz", "--by", LEAD, "--reason", "r", "--out", "p.zip"),
            "no conversation has",
        ),
        (("record", "release", "zzzz", "--by", LEAD, "--reason", "r"), "not the id of a hold"),
        (("record", "verify", "--checkpoint", "missing"), "no such file"),
        (("restore", "missing.zip", "--content-keys", "missing.zip"), "already holds a record"),
    ],
)
def test_bad_input_is_one_sentence(installation, conversation, arguments, says):
    said = installation.run(*arguments, status=2)
    assert says in said.lower()
    assert len(said.strip().splitlines()) == 1


def test_where_there_is_no_record_it_is_said_and_none_is_made(tmp_path):
    empty = Installation(tmp_path / "empty")
    assert "there is no record" in empty.run("record", "status", status=2)
    assert not (empty.home / "handrail.sqlite3").exists()
