"""`handrail verify` as somebody runs it who has only the pack."""

import json
import subprocess
import sys

import pytest
from tests.core.evidence.log_attacks import MADE, RAW, STRANGER, message
from tests.core.evidence.sample_log import WITNESSES
from tests.core.evidence.tampering import with_file
from typer.testing import CliRunner

from handrail.core.record.verifier_keys import print_verifier_key
from handrail.entrypoints.cli.main import app

KEY = print_verifier_key(MADE.parts.first_key)
WITNESS = print_verifier_key(WITNESSES[0].verifier)
POLICY = f"log {KEY}\nwitness council {WITNESS}\nquorum council\n"
EDITED = with_file(RAW, "entries.jsonl", lambda raw: raw.replace(b"on the left", b"on the loft", 1))


def verify(*words: object):
    return CliRunner().invoke(app, ["verify", *map(str, words)])


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(RAW)
    return path


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "trust.policy"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_a_good_pack_is_good_and_whose_keys_were_used_is_said(pack):
    done = verify(pack)
    assert done.exit_code == 0
    assert "Good: everything in the pack was checked and holds." in done.output
    assert "Nobody but the pack has said whose keys these are" in done.output
    assert "messages 3 to 4: imported, all shown" in done.output
    assert "message 5: imported, `author` erased; `body` erased" in done.output
    assert "message 7: imported, `author` withheld" in done.output
    assert "What this cannot prove" in done.output


def test_with_the_published_key_the_keys_are_the_reader_s(pack):
    done = verify(pack, "--key", KEY)
    assert done.exit_code == 0
    assert "its first key 1b66455d, which you trust" in done.output
    assert "Nobody but the pack" not in done.output


def test_with_a_policy_witnesses_are_the_reader_s_too(pack, policy):
    done = verify(pack, "--policy", policy)
    assert done.exit_code == 0
    assert "`witness.council.example`, which you trust" in done.output


def test_another_log_s_key_is_told_of(pack):
    done = verify(pack, "--key", print_verifier_key(STRANGER.parts.first_key))
    assert done.exit_code == 1
    assert "keys.json: the keys do not lead from a key that you trust" in done.output


def test_one_letter_changed_names_the_message(pack):
    pack.write_bytes(EDITED)
    done = verify(pack)
    assert done.exit_code == 1
    assert f"{message(4)}: `body` is not what the leaf committed to" in done.output
    assert "Not good: 1 found wrong." in done.output
    assert "message 4: imported, `body` false" in done.output
    assert "holds." not in done.output


def test_json_names_faults_and_never_repeats_what_people_wrote(pack):
    pack.write_bytes(EDITED)
    done = verify(pack, "--json")
    told = json.loads(done.output)
    assert done.exit_code == 1
    assert told["schema"] == "handrail.verdict/1"
    assert (told["is_pack"], told["is_good"], told["is_whole"]) == (True, False, False)
    assert told["faults"] == [
        {
            "place": message(4),
            "text": "`body` is not what the leaf committed to",
            "entry": MADE.indexes[4],
            "field": "body",
        }
    ]
    assert told["entries"][5]["fields"]["body"] == "erased"
    assert told["log"]["voucher"] == "pack"
    assert "bandstand" not in done.output


def test_a_terminal_is_never_handed_control_characters(pack):
    pack.write_bytes(
        with_file(RAW, "manifest.json", lambda raw: raw.replace(b"Saturday", b"\\u001b[2J[bold]"))
    )
    done = verify(pack)
    assert "\x1b" not in done.output
    assert "[2J[bold]" in done.output


@pytest.mark.parametrize("json_words", [[], ["--json"]])
def test_what_is_no_pack_ends_with_two(pack, json_words):
    pack.write_bytes(RAW[: len(RAW) // 2])
    done = verify(pack, *json_words)
    assert done.exit_code == 2
    assert "this is not a zip, or its end is missing" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--key", "nobody"], "the key: a key is written `name+id+key`"),
        (["--key", WITNESS], "the key: it is a witness's, not a log's"),
        (["--policy", "missing.policy"], "missing.policy: no such file or directory"),
    ],
)
def test_keys_that_cannot_be_read_are_refused_in_one_sentence(pack, words, said):
    done = verify(pack, *words)
    assert done.exit_code == 2
    assert done.stderr.strip() == said


def test_a_policy_that_cannot_be_read_is_refused_in_one_sentence(pack, policy):
    policy.write_text("quorum nobody\n", encoding="utf-8")
    assert verify(pack, "--policy", policy).stderr.strip() == f"{policy}: 1: `nobody` is not defined above"
    policy.write_bytes(b"\xff")
    assert verify(pack, "--policy", policy).stderr.strip() == f"{policy}: it is not UTF-8"
    policy.write_bytes(b"#" * 1_000_001)
    assert "has at most 1,000,000 bytes" in verify(pack, "--policy", policy).stderr
    both = verify(pack, "--policy", policy, "--key", KEY)
    assert (both.exit_code, "not both" in both.stderr) == (2, True)


def test_a_pack_that_is_not_there_is_refused_in_one_sentence(tmp_path):
    done = verify(tmp_path / "missing.zip")
    assert done.exit_code == 2
    assert done.stderr.strip() == f"{tmp_path / 'missing.zip'}: no such file or directory"


def test_it_runs_where_nothing_is_set_up_and_never_brings_django_or_a_database(pack):
    program = (
        "import sys; from handrail.entrypoints.cli.main import app\n"
        "try: app(['verify', sys.argv[1]])\n"
        "except SystemExit as ended: code = ended.code\n"
        "brought = {name.split('.')[0] for name in sys.modules} & {'django', 'sqlite3', 'psycopg'}\n"
        "settings = [name for name in sys.modules if name.startswith('handrail.config')]\n"
        "print('brought', sorted(brought), settings, code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(pack)],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "brought [] [] 0", done.stderr
