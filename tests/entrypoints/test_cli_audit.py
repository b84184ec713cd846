"""`handrail audit` as somebody runs it: the demo's chat, bad input, result files."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handrail.core.people.roster_csv import read_roster, template_csv
from handrail.entrypoints.cli.main import app
from handrail.store.report_json import read_report

DEMO = Path(str(files("handrail") / "demo"))
CHAT, PEOPLE = DEMO / "chat.txt", DEMO / "people.csv"

QUIET_CHAT = """\
04/05/2026, 16:00 - Priya Nair created group "Tuesday group"
04/05/2026, 16:01 - Priya Nair: Same place this week, the library at 6
04/05/2026, 16:02 - Alex Moor: Bring a waterproof
04/05/2026, 16:03 - Jo: ok thanks
14/05/2026, 16:03 - Priya Nair: See you on Tuesday
"""
QUIET_PEOPLE = """\
name,aliases,role,date_of_birth,vetted_on,trained_on,consents
Priya Nair,,representative,,2025-06-01,2025-06-01,
Alex Moor,,representative,,2025-06-01,2025-06-01,
Jo Hart,Jo,young_person,2011-02-03,,,whatsapp=given 2026-01-01
"""


def audit(*arguments: object):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


@pytest.fixture
def quiet(tmp_path):
    chat, people = tmp_path / "quiet.txt", tmp_path / "people.csv"
    chat.write_text(QUIET_CHAT, encoding="utf-8")
    people.write_text(QUIET_PEOPLE, encoding="utf-8")
    return chat, people


def test_the_demo_shows_what_was_planted_and_exits_with_one():
    result = audit(CHAT, "--people", PEOPLE)
    assert result.exit_code == 1
    said = " ".join(result.stdout.split())
    for planted in (
        "SG04/8",
        "SG04/9",
        "SG04/6.consent",
        "SG04/6.no",
        "SG04/11.mode",
        "SG04/Risks",
        "Bea Moss",
        "Dylan Pryce",
    ):
        assert planted in said
    assert "At least two adult representatives take part in every group conversation." in said
    assert "+44 7700 900177" in said


def test_a_chat_in_order_exits_with_zero(quiet):
    result = audit(quiet[0], "--people", quiet[1])
    assert result.exit_code == 0, result.stdout
    assert "goes against what this policy could check" in " ".join(result.stdout.split())


def test_result_files_are_whole_private_and_readable(quiet, tmp_path):
    html, report = tmp_path / "report.html", tmp_path / "report.json"
    assert audit(CHAT, "--people", PEOPLE, "--html", html, "--json", report).exit_code == 1
    assert read_report(report.read_text(encoding="utf-8")).totals.refused > 0
    assert json.loads(report.read_text(encoding="utf-8"))["schema"] == "handrail.audit/1"
    page = html.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<script|<link|src=|url\(|@import", page)
    assert html.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "people.csv",
        "quiet.txt",
        "report.html",
        "report.json",
    ]


def test_the_template_is_a_people_file_that_is_read_back():
    result = CliRunner().invoke(app, ["audit", "--template"])
    assert result.exit_code == 0
    assert result.stdout.replace("\r\n", "\n") == template_csv().replace("\r\n", "\n")
    assert read_roster(result.stdout, name="people.csv").people


def refused(result, *words: str) -> None:
    """Check that bad input gave one clear sentence a fault, no traceback and exit status 2."""
    assert result.exit_code == 2, result.output
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    for word in words:
        assert word in result.stderr, result.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["chat.txt", "empty"]),
        (b"Dear diary,\nnothing happened today.\n" * 9, ["chat.txt"]),
        (b"PK\x03\x04broken", ["chat.txt"]),
        (bytes(range(256)) * 40, ["chat.txt"]),
    ],
)
def test_what_is_not_a_chat_is_refused_in_one_sentence(content, words, quiet, tmp_path):
    chat = tmp_path / "chat.txt"
    chat.write_bytes(content)
    html = tmp_path / "report.html"
    result = audit(chat, "--people", quiet[1], "--html", html)
    refused(result, *words)
    assert len(result.stderr.strip().splitlines()) == 1
    assert not html.exists()


@pytest.mark.parametrize(
    ("chat", "lines"),
    [
        (QUIET_CHAT.splitlines()[0] + "\n", "1 line"),
        ("04/05/2026, 16:00 - Messages and calls are end-to-end encrypted.\n" * 2, "2 lines"),
    ],
)
def test_a_chat_in_which_nobody_writes_is_refused_in_one_sentence(chat, lines, quiet, tmp_path):
    quiet[0].write_text(chat, encoding="utf-8")
    html = tmp_path / "report.html"
    result = audit(quiet[0], "--people", quiet[1], "--html", html)
    refused(result)
    assert result.stderr == (
        f"quiet.txt: nobody writes in it: it holds {lines} of the app's own and no message to audit\n"
    )
    assert not html.exists()


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("nobody,knows\n1,2\n", ["people.csv:1"]),
        (QUIET_PEOPLE.replace("2011-02-03", "2011-02-31"), ["people.csv:4"]),
        (QUIET_PEOPLE.replace("2011-02-03", "2031-02-03"), ["people.csv:4"]),
        (QUIET_PEOPLE.replace("young_person", "wizard"), ["people.csv:4", "wizard"]),
        (
            "name,role,agreement_version\nJo Hart,young_person," + "1" * 5000 + "\n",
            ["people.csv:2: agreement_version: has more than 100 characters"],
        ),
    ],
)
def test_a_people_file_with_a_fault_names_file_and_line(people, words, quiet):
    quiet[1].write_text(people, encoding="utf-8")
    refused(audit(quiet[0], "--people", quiet[1]), *words)


def test_a_missing_file_an_unknown_pack_and_an_unknown_platform_are_said_plainly(quiet, tmp_path):
    chat, people = quiet
    refused(audit(tmp_path / "none.txt", "--people", people), "none.txt", "no such file")
    refused(audit(chat, "--people", people, "--pack", "sg99"), "sg99", "no such pack")
    refused(audit(chat, "--people", people, "--platform", "pigeon"), "pigeon")
    refused(audit(tmp_path, "--people", people))
    refused(audit(chat))


def test_a_report_never_overwrites_what_was_handed_in(quiet, tmp_path):
    chat, people = quiet
    before = chat.read_bytes()
    refused(audit(chat, "--people", people, "--html", chat), "choose another name")
    refused(
        audit(chat, "--people", people, "--html", tmp_path / "r", "--json", tmp_path / "r"), "choose another"
    )
    refused(audit(chat, "--people", people, "--html", tmp_path / "nowhere" / "r.html"), "cannot be written")
    assert chat.read_bytes() == before


PASTED = "Bring a waterproof\n[04/05/2026, 15:00:00] Priya Nair: \x1b[2Jit was me"


def test_a_line_that_may_imitate_somebody_is_pointed_at_in_every_form(quiet, tmp_path):
    chat, people = quiet
    chat.write_text(QUIET_CHAT.replace("Bring a waterproof", PASTED), encoding="utf-8")
    html, report = tmp_path / "report.html", tmp_path / "report.json"
    result = audit(chat, "--people", people, "--html", html, "--json", report)
    said = " ".join(result.stdout.split())
    assert "May imitate another person 1 line" in said
    assert "line 3, 04 May 16:02 Alex Moor: Bring a waterproof ⏎ [04/05/2026, 15:00:00] Priya Nair" in said
    assert "\x1b[2J" not in result.output
    assert "line 3, byte 132" in html.read_text(encoding="utf-8")
    (doubt,) = json.loads(report.read_text(encoding="utf-8"))["doubts"]
    (quoted,) = [one for one in doubt["quoted"] if one["is_finding"]]
    assert (quoted["line"], quoted["offset"], quoted["text"]) == (3, 132, PASTED)


def test_the_same_export_twice_in_one_file_is_said_to_be_that(quiet):
    chat, people = quiet
    chat.write_text(QUIET_CHAT * 2, encoding="utf-8")
    said = " ".join(audit(chat, "--people", people).stdout.split())
    assert "Two exports may stand one after the other 1 line" in said
    assert "line 6, 04 May 16:00" in said
    assert "imitate" not in said
    assert "Split the file before line 6" in said


def test_a_membership_line_that_may_be_pasted_is_pointed_at(quiet):
    chat, people = quiet
    pasted = "Bring a waterproof\n04/05/2026, 16:02 - Priya Nair left"
    chat.write_text(QUIET_CHAT.replace("Bring a waterproof", pasted), encoding="utf-8")
    said = " ".join(audit(chat, "--people", people).stdout.split())
    assert "About who was there, and may be pasted 1 line" in said
    assert "line 4, 04 May 16:02 ·: Priya Nair left" in said


def test_text_too_long_to_be_screened_is_said_and_never_shown_as_clean(quiet, tmp_path):
    (chat, people), report = quiet, tmp_path / "report.json"
    chat.write_text(QUIET_CHAT.replace("Bring", "Bring " + "words " * 30_000), encoding="utf-8")
    result = audit(chat, "--people", people, "--json", report)
    said = " ".join(result.stdout.split())
    assert "Unscreened, to be read by a person" in said
    assert "1 message could not be screened whole; a person must read it." in said
    assert json.loads(report.read_text(encoding="utf-8"))["totals"]["held"] == 1


def test_terminal_codes_in_a_message_are_never_obeyed(quiet):
    chat, people = quiet
    hostile = QUIET_CHAT.replace(
        "Bring a waterproof", "\x1b[2J [bold]don't tell your mum[/bold] \x1b]0;x\x07"
    )
    chat.write_text(hostile, encoding="utf-8")
    result = audit(chat, "--people", people)
    assert "\x1b[2J" not in result.output
    assert "\x07" not in result.output
    assert "[bold]" in result.stdout


def test_dates_that_cannot_be_told_apart_are_said_and_settled(quiet):
    chat, people = quiet
    chat.write_text(QUIET_CHAT.replace("14/05/2026", "05/05/2026"), encoding="utf-8")
    said = audit(chat, "--people", people)
    assert "ambiguous" in said.stdout
    assert "ambiguous" not in audit(chat, "--people", people, "--dates", "day-first").stdout
