import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from handrail.core.screening.failure import ScreeningFailed
from handrail.entrypoints.cli import screen as command

app = typer.Typer()
app.command()(command.screen)
RUNNER = CliRunner()


def jsonl(given: bytes) -> tuple[int, list[dict[str, object]]]:
    result = RUNNER.invoke(app, ["--jsonl"], input=given)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_is_answered_with_its_signals():
    status, answers = jsonl(b'{"text": "wats ur snap"}\n{"text": "hello"}\n')
    assert status == 0
    assert answers == [
        {
            "signals": [
                {
                    "category": "moving_app",
                    "start": 0,
                    "end": 12,
                    "severity": "medium",
                    "score": 0.85,
                    "detector": "moving_app.asks_for_handle/1",
                    "reason": "Asks for a personal account name or number.",
                }
            ]
        },
        {"signals": []},
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"nope", "line 1: not JSON"),
        (b"", "line 1: not JSON"),
        (b"[" * 100_000, "line 1: not JSON"),
        (b'{"body": "x"}', "line 1: needs an object with a `text`"),
        (b'{"text": 3}', "line 1: needs an object with a `text`"),
        (b"\xff", "line 1: not UTF-8"),
        (b'{"text": "x", "n": ' + b"1" * 5000 + b"}", "line 1: not JSON: a number in it has too many digits"),
    ],
)
def test_a_bad_line_is_answered_with_an_error_and_the_rest_still_pairs(line: bytes, says: str):
    status, answers = jsonl(line + b'\n{"text": "hello"}\n')
    assert status == 1
    assert answers == [{"signals": None, "error": says}, {"signals": []}]


def test_a_byte_order_mark_at_the_start_is_no_part_of_the_first_line():
    status, answers = jsonl(b'\xef\xbb\xbf{"text": "hello"}\n{"text": "hello"}\n')
    assert (status, answers) == (0, [{"signals": []}, {"signals": []}])


def test_a_byte_order_mark_elsewhere_is_a_bad_line():
    status, answers = jsonl(b'{"text": "hello"}\n\xef\xbb\xbf{"text": "hello"}\n')
    assert (status, answers) == (1, [{"signals": []}, {"signals": None, "error": "line 2: not JSON"}])


def test_a_message_that_could_not_be_screened_says_so(monkeypatch: pytest.MonkeyPatch):
    def breaks(_text: str) -> tuple[()]:
        raise ScreeningFailed("planted")

    monkeypatch.setattr(command, "signals_of", breaks)
    status, answers = jsonl(b'{"text": "hello"}\n')
    assert status == 1
    assert answers == [{"signals": None, "error": "line 1: unscreened, hold it for a person: planted"}]


def test_an_answer_comes_before_the_next_line_is_sent():
    script = "import typer; from handrail.entrypoints.cli.screen import screen; typer.run(screen)"
    with subprocess.Popen(
        [sys.executable, "-c", script, "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for text, count in (("send me a pic", 1), ("hello", 0)):
            running.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            running.stdin.flush()
            assert len(json.loads(running.stdout.readline())["signals"]) == count
        running.stdin.close()
        assert running.wait() == 0


def test_a_text_is_shown_with_the_reason_in_words():
    result = RUNNER.invoke(app, ["dnt tell ur mum"])
    assert result.exit_code == 0
    assert "Secrecy: “dnt tell ur mum”. Asks not to tell someone, or offers not to." in result.stdout


def test_a_quiet_text_is_not_called_safe():
    assert "does not mean it is safe" in RUNNER.invoke(app, ["hello"]).stdout


def test_no_text_at_all_is_refused_with_the_cure():
    result = RUNNER.invoke(app, [])
    assert result.exit_code == 2
    assert "--jsonl" in result.output
