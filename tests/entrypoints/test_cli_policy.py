import json
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from handrail import packs
from handrail.entrypoints.cli.policy import app
from handrail.store.reads.packs import read_pack

SG04 = Path(packs.__file__).parent / "sg04"
KEYS = ["outcome", "pack", "action", "violations", "next_steps"]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the shipped pack that a test may spoil."""
    copytree(SG04, tmp_path / "club")
    return tmp_path / "club"


@pytest.fixture
def handrail(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "160")

    def run(*words: str, given: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, words, input=given)
        assert result.exception is None or isinstance(result.exception, SystemExit), "a traceback"
        return result

    return run


def replaced(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


def asked(**facts: object) -> str:
    return json.dumps({"action": "accept_contact", "today": "2026-06-15", "young": [], **facts})


def test_show_lists_every_heading_with_what_it_does(handrail):
    shown = handrail("show", "sg04").stdout
    assert "SG04/10.second" in shown
    assert "SG04/Educate" in shown
    assert "taught" in shown


def test_explain_puts_the_policys_words_beside_what_is_checked(handrail):
    shown = handrail("explain", "sg04", "SG04/9").stdout
    assert "At least two adult representatives are in every group chat" in shown
    assert "less than 2" in " ".join(shown.split())
    assert "SG04/10" not in shown


def test_explain_without_a_clause_explains_all_and_says_what_is_only_taught(handrail):
    shown = handrail("explain", "sg04").stdout
    assert "SG04/Reporting" in shown
    assert "Nothing: taught." in shown


def test_explain_of_a_clause_there_is_not_suggests_one(handrail):
    result = handrail("explain", "sg04", "SG04/10.secnd")
    assert result.exit_code == 2
    assert result.stderr == "sg04: there is no clause `SG04/10.secnd`; did you mean `SG04/10.second`?\n"


def test_check_counts_what_the_pack_holds_and_says_where_there_is_no_way_out(handrail):
    result = handrail("check", "sg04")
    assert result.exit_code == 0
    assert f"{len(read_pack('sg04').clauses)} clauses, " in result.stdout
    assert "1 recorded, 2 taught" in result.stdout
    assert "`SG04/1.friends`: no way out" in result.stdout


def test_check_names_every_problem_with_file_line_and_caret(handrail, pack: Path):
    replaced(pack / "pack.toml", "account.owner != 'organisation'", "account.ownr != 'organisation'")
    replaced(pack / "pack.toml", 'severity = "hold"', 'severity = "hodl"')
    result = handrail("check", str(pack))
    assert result.exit_code == 2
    assert "unknown fact `account.ownr`; did you mean `account.owner`?" in result.stderr
    assert 'violated = "account.ownr' in result.stderr
    assert "severity is one of refuse, hold, warn" in result.stderr
    assert not result.stdout


def test_check_tells_of_a_remedy_nobody_offers_and_an_action_nobody_asks_about(handrail, pack: Path):
    replaced(pack / "pack.toml", 'remedies = ["report_to_lead"]', "remedies = []")
    replaced(pack / "pack.toml", '["direct", "receive_message"]', '"direct"')
    said = handrail("check", str(pack)).stdout
    assert "`report_to_lead`: no clause offers this remedy" in said
    assert "`receive_message`: permitted, and no clause asks about it: always allowed" in said


def test_the_shipped_packs_own_cases_come_out_as_they_say(handrail):
    result = handrail("test", "sg04")
    assert result.exit_code == 0
    assert f"{len(read_pack('sg04').cases)} of {len(read_pack('sg04').cases)} cases" in result.stdout


def test_a_case_that_comes_out_otherwise_is_printed_and_the_exit_status_is_one(handrail, pack: Path):
    replaced(pack / "pack.toml", "conversation.adults < 2", "conversation.adults < 3")
    result = handrail("test", str(pack))
    assert result.exit_code == 1
    assert "expected allow, no clause\n    got      refuse, SG04/9" in result.stdout


def test_a_pack_that_is_not_there_gets_one_sentence(handrail):
    result = handrail("show", "sg05")
    assert result.exit_code == 2
    assert result.stderr == "sg05: no such pack; give a folder, or one of sg04\n"


def test_decide_prints_the_whole_decision_as_json(handrail, tmp_path: Path):
    request = tmp_path / "request.json"
    request.write_text(
        asked(account={"owner": "personal"}, platform={"is_ephemeral": True, "minimum_age": 13}), "utf-8"
    )
    result = handrail("decide", "sg04", "--facts", str(request), "--json")
    given = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(given) == KEYS
    assert given["outcome"] == "refuse"
    assert given["action"] == "accept_contact"
    assert given["pack"].keys() == {"id", "version", "digest"}
    assert [found["clause"] for found in given["violations"]] == ["SG04/1.friends", "SG04/11"]
    assert given["violations"][1] == {
        "clause": "SG04/11",
        "title": "No platform whose messages disappear",
        "text": read_pack("sg04").clause("SG04/11").text,
        "severity": "refuse",
        "about": [],
        "reason": "Messages on this platform disappear by design.",
        "is_unknown": False,
        "unknown": [],
        "remedies": [
            {
                "id": "move_to_own_chat",
                "text": "Move to the organisation's own web chat, with a parent's agreement to it.",
            }
        ],
    }
    assert given["next_steps"] == {"record": [], "ways": []}


def test_decide_says_who_may_take_the_next_step(handrail):
    request = asked(account={"owner": "organisation"}, platform={"is_ephemeral": True})
    given = json.loads(handrail("decide", "sg04", "--facts", "-", "--json", given=request).stdout)
    (way,) = given["next_steps"]["ways"]
    assert [(step["id"], step["who"]) for step in way] == [("move_to_own_chat", "lead")]


def test_decide_names_the_facts_nobody_recorded(handrail):
    request = asked(young=[{"ref": "Jo"}], account={"owner": "organisation"}, platform={"minimum_age": 13})
    given = json.loads(handrail("decide", "sg04", "--facts", "-", "--json", given=request).stdout)
    assert given["next_steps"]["record"] == ["y.age", "platform.is_ephemeral"]
    assert given["violations"][0]["about"] == ["Jo"]
    assert given["violations"][0]["is_unknown"]
    assert given["violations"][0]["remedies"] == [
        {"id": "record:y.age", "text": "Record the young person's age on the day."}
    ]


def test_decide_without_json_shows_a_panel_in_words(handrail):
    shown = handrail("decide", "sg04", "--facts", "-", given=asked(account={"owner": "personal"})).stdout
    assert "accept contact: refuse" in shown
    assert "A request to a representative's own account is never accepted." in shown
    assert "Record whether messages on the platform disappear by design." in shown


def test_an_allowed_request_says_that_nothing_stands_in_the_way(handrail):
    request = asked(account={"owner": "organisation"}, platform={"is_ephemeral": False})
    shown = handrail("decide", "sg04", "--facts", "-", given=request).stdout
    assert "Nothing stands in the way." in shown


TOO_LONG = "a number in it has more than 18 digits"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "standard input:1:1: not JSON: expecting value"),
        ('{"action":\n  oops}', "standard input:2:3: not JSON: expecting value\n      oops}\n      ^"),
        ("[]", "standard input: a request is one JSON object, with `action` beside the facts"),
        ("{}", "standard input: `action` is missing; one of send_message, "),
        ('{"action": 3}', "standard input: unknown action `3`; one of send_message, "),
        (asked(action="accept_contct"), "unknown action `accept_contct`; did you mean `accept_contact`?"),
        (asked(acount={}), "standard input: unknown fact `acount`; did you mean `account`?"),
        (asked(today="2026-02-30"), "standard input: `today` must be a day such as 2026-01-31"),
        (asked(young=[{"age": 12}]), "standard input: `young.0.ref` is missing"),
        ('{"action": 1, "action": 2}', "standard input: `action` is written twice in one object"),
        ('{"action": NaN}', "standard input: `NaN` is not JSON"),
        ('{"action": "\\ud800"}', "standard input: a text in it holds half of a character"),
        ("[" * 100_000, "standard input: nested too deeply"),
        ('{"minute": 1' + "0" * 5000 + "}", f"standard input: {TOO_LONG}\n"),
        ('{"minute": -1' + "0" * 18 + "}", f"standard input: {TOO_LONG}\n"),
        ('{"action": ' + "7" * 5000 + "}", f"standard input: {TOO_LONG}\n"),
        ('{"minute": 1' + "0" * 17 + "}", "standard input: `action` is missing"),
        (b'{"action":\n"\xff"}', "standard input:2: not UTF-8 text"),
        (b" " * 1_000_001, "standard input: larger than 1000000 bytes"),
        ('{"action": "\\u001b[31m"}', "standard input: unknown action `\N{REPLACEMENT CHARACTER}[31m`"),
    ],
)
def test_a_request_that_cannot_be_read_gets_a_sentence_and_exit_two(handrail, given: str | bytes, said: str):
    result = handrail("decide", "sg04", "--facts", "-", "--json", given=given)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout


def test_every_fault_of_a_request_is_named_at_once(handrail):
    result = handrail("decide", "sg04", "--facts", "-", given=asked(minute="noon", device={"ownr": "x"}))
    assert result.stderr == (
        "standard input: `minute` must be a whole number\n"
        "standard input: unknown fact `device.ownr`; did you mean `owner`?\n"
    )


def test_a_request_file_that_is_missing_or_a_folder_gets_a_sentence(handrail, tmp_path: Path):
    assert "cannot be read: no such file" in handrail("decide", "sg04", "--facts", "none.json").stderr
    assert "cannot be read: is a directory" in handrail("decide", "sg04", "--facts", str(tmp_path)).stderr
