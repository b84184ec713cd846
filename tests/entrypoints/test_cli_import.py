import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from handrail.entrypoints.cli import import_lines, import_show
from handrail.entrypoints.cli.main import app

CHAT = (
    "13/03/2024, 10:00 - Messages and calls are end-to-end encrypted.\n"
    "13/03/2024, 10:00 - Ana added you\n"
    '13/03/2024, 10:01 - Ana: hello\nthere \u2028 "quoted" é🎉\n'
    "13/03/2024, 10:02 - Ben: IMG-20240313-WA0001.jpg (file attached)\n"
    "13/03/2024, 09:02 - Ben: ok <This message was edited>\n"
)


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "chat.txt"
    path.write_bytes(CHAT.encode())
    return path


def _show(*arguments: str):
    return CliRunner().invoke(app, ["import", "show", *arguments])


def _lines(*arguments: str) -> list[dict[str, Any]]:
    shown = _show(*arguments, "--jsonl")
    assert shown.exit_code == 0, shown.output
    return [json.loads(line) for line in shown.stdout_bytes.decode().split("\n")[:-1]]


def test_the_first_line_is_about_the_file(chat):
    meta = _lines(str(chat))[0]["meta"]
    assert (meta["format"], meta["date_order"], meta["ambiguous"]) == ("whatsapp-android", "dmy", False)
    assert meta["size_bytes"] == len(CHAT.encode())


def test_then_comes_one_line_a_message_in_the_files_order(chat):
    _, *messages = _lines(str(chat))
    shown = [(line["at"], line["sender"], line["kind"], line["text"], line["file"]) for line in messages]
    assert shown == [
        ("2024-03-13T10:00:00", None, "system", "Messages and calls are end-to-end encrypted.", None),
        ("2024-03-13T10:00:00", None, "system", "Ana added you", None),
        ("2024-03-13T10:01:00", "Ana", "text", 'hello\nthere \u2028 "quoted" é🎉', None),
        (
            "2024-03-13T10:02:00",
            "Ben",
            "media",
            "IMG-20240313-WA0001.jpg (file attached)",
            "IMG-20240313-WA0001.jpg",
        ),
        ("2024-03-13T09:02:00", "Ben", "text", "ok", None),
    ]
    assert messages[1]["event"] == {"kind": "added", "actor": "Ana", "subjects": [{"you": True}]}
    assert messages[4]["marks"] == ["backwards", "edited"]
    assert [line["line"] for line in messages] == [1, 2, 3, 5, 6]


@pytest.mark.parametrize(("dates", "day"), [("day-first", "2024-04-03"), ("month-first", "2024-03-04")])
def test_a_person_says_which_number_is_the_day(tmp_path, dates, day):
    path = tmp_path / "chat.txt"
    path.write_text("03/04/2024, 10:00 - Ana: hi\n", encoding="utf-8")
    assert _lines(str(path))[0]["meta"]["ambiguous"] is True
    meta, message = _lines(str(path), "--dates", dates)
    assert meta["meta"]["ambiguous"] is False
    assert message["at"] == f"{day}T10:00:00"


def test_an_order_the_file_contradicts_is_one_line_with_its_place(chat):
    shown = _show(str(chat), "--dates", "month-first")
    assert shown.exit_code == 2
    assert shown.stderr == "chat.txt:1: the date `13/03/2024` cannot be read month first\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"hello\n", "no line looks like the start of a message; this is not a chat export"),
        (b"PK\x03\x04broken", "the zip is damaged or cut short"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_status_two(tmp_path, content, sentence):
    path = tmp_path / "chat.bin"
    path.write_bytes(content)
    shown = _show(str(path), "--jsonl")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == f"chat.bin: {sentence}\n"


def test_a_file_that_is_not_there_is_one_line_too(tmp_path):
    assert _show(str(tmp_path / "none.txt")).stderr == "none.txt: no such file or directory\n"
    assert _show(str(tmp_path)).exit_code == 2


def test_without_json_a_table_sums_the_chat_up(chat):
    shown = _show(str(chat))
    assert shown.exit_code == 0
    for words in ("whatsapp-android", "day first", "text 2", "Ben 2", "backwards 1"):
        assert words in shown.output


def test_the_table_shows_the_busiest_senders_and_counts_the_others(tmp_path):
    path = tmp_path / "chat.txt"
    lines = [f"13/03/2024, 10:00 - Ana {number}: hi\n" for number in range(60)]
    path.write_text("".join([*lines, lines[7]]), encoding="utf-8")
    shown = " ".join(_show(str(path)).output.split())
    assert "Ana 7 2, Ana 0 1" in shown
    assert "and 10 more" in shown


def test_more_senders_than_any_chat_has_are_still_counted_and_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(import_show, "MOST_SENDERS", 3)
    monkeypatch.setattr(import_lines, "MOST_NAMES", 3)
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"13/03/2024, 10:00 - Ana {n}: hi\n" for n in range(9)), encoding="utf-8")
    assert "(others) 6" in " ".join(_show(str(path)).output.split())
    assert [line["sender"] for line in _lines(str(path))[1:]] == [f"Ana {n}" for n in range(9)]


def test_lines_are_written_long_before_they_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(import_show, "TOGETHER", 100)
    path = tmp_path / "chat.txt"
    path.write_text("13/03/2024, 10:00 - Ana: hi\n" * 50, encoding="utf-8")
    assert len(_lines(str(path))) == 51


def test_a_reader_that_has_had_enough_ends_it_quietly(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("13/03/2024, 10:00 - Ana: hi\n" * 50_000, encoding="utf-8")
    command = [sys.executable, "-m", "handrail.entrypoints.cli.main", "import", "show", str(path), "--jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b'{"meta"')
        running.stdout.close()
        assert running.stderr.read() == b""
