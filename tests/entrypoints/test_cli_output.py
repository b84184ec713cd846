"""What cannot be written: one sentence and status 2, never a traceback, never the status of refusals."""

import json
import os
import resource
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

DEMO = Path(str(files("handrail") / "demo"))
CHAT, PEOPLE = str(DEMO / "chat.txt"), str(DEMO / "people.csv")
CLOSED_PIPE = 141  # what a shell shows of a program that SIGPIPE ended
REQUEST = json.dumps({"action": "send_message"})
COMMANDS = {
    "audit": ("audit", CHAT, "--people", PEOPLE),
    "audit --template": ("audit", "--template"),
    "screen": ("screen", "dnt tell ur mum"),
    "screen --jsonl": ("screen", "--jsonl"),
    "policy show": ("policy", "show", "sg04"),
    "policy explain": ("policy", "explain", "sg04"),
    "policy check": ("policy", "check", "sg04"),
    "policy test": ("policy", "test", "sg04"),
    "policy decide": ("policy", "decide", "sg04", "--facts", "-"),
    "policy decide --json": ("policy", "decide", "sg04", "--facts", "-", "--json"),
    "import show": ("import", "show", CHAT),
    "import show --jsonl": ("import", "show", CHAT, "--jsonl"),
    "--help": ("--help",),
}
GIVEN = {"screen --jsonl": '{"text": "hello"}\n', "policy decide": REQUEST, "policy decide --json": REQUEST}
each_command = pytest.mark.parametrize("name", COMMANDS)


def handrail(*words: str, given: str = "", stdout: int = subprocess.PIPE, **more):
    command = [sys.executable, "-m", "handrail.entrypoints.cli.main", *words]
    return subprocess.run(
        command, input=given, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, **more
    )


@each_command
def test_a_full_disk_is_one_sentence_and_status_two(name: str):
    with Path("/dev/full").open("wb") as full:
        ended = handrail(*COMMANDS[name], given=GIVEN.get(name, ""), stdout=full.fileno())
    assert (ended.returncode, ended.stderr) == (2, "standard output: no space left on device\n")


@each_command
def test_a_reader_that_has_gone_ends_it_quietly(name: str):
    reading, writing = os.pipe()
    os.close(reading)
    ended = handrail(*COMMANDS[name], given=GIVEN.get(name, ""), stdout=writing)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (CLOSED_PIPE, "")


def test_a_closed_output_is_said_too():
    ended = handrail(*COMMANDS["audit"], stdout=subprocess.DEVNULL, preexec_fn=lambda: os.close(1))
    assert (ended.returncode, ended.stderr) == (2, "standard output: bad file descriptor\n")


def test_when_not_even_the_sentence_can_be_said_the_status_still_tells():
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "handrail.entrypoints.cli.main", "audit", "nowhere.txt"]
        ended = subprocess.run(command, stdout=full, stderr=full, check=False)
    assert ended.returncode == 2


def test_letters_that_the_terminal_cannot_show_are_spelled_out():
    ended = handrail(*COMMANDS["audit"], env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert "\\u2026" in ended.stdout or "\\u201c" in ended.stdout


@pytest.mark.parametrize("option", ["--html", "--json"])
def test_a_result_file_that_does_not_fit_leaves_nothing_behind(option: str, tmp_path: Path):
    ended = handrail(
        *COMMANDS["audit"],
        option,
        "report",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "yes"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert (ended.returncode, ended.stderr, ended.stdout) == (2, "report: file too large\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_result_is_never_put_in_the_place_of_a_device(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ended = handrail(*COMMANDS["audit"], "--html", str(pipe))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{pipe}: cannot be written there\n"
    assert pipe.is_fifo()


def test_a_fault_of_ours_says_where_but_not_what_and_is_no_answer():
    script = """if True:
        from handrail.entrypoints.cli import main, policy
        def broken(_name):
            raise RuntimeError("words of a " + "chat")
        policy.read_pack = broken
        main.run()
    """
    ended = subprocess.run(
        [sys.executable, "-c", script, "policy", "check", "sg04"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "policy.py" in ended.stderr
    assert ended.stderr.endswith("broke (RuntimeError); this is a fault of Handrail, please report it\n")
    assert "words of a chat" not in ended.stderr


def test_a_mistyped_command_still_gets_its_hint():
    ended = handrail("polcy")
    assert ended.returncode == 2
    assert "polcy" in ended.stderr
