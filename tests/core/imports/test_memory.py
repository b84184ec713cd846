import io
import tracemalloc

import pytest

from handrail.core.imports.export import open_export


def _peak(content: bytes) -> int:
    """Return the most bytes held while a chat is read, the file itself not counted."""
    stream = io.BytesIO(content)
    tracemalloc.start()
    for _ in open_export(stream, name="x").messages():
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _chat(messages: int, *, senders: int) -> bytes:
    lines = (
        f"{1 + number % 28:02}/03/2024, 10:{number % 60:02} - Ana {number % senders}: some words {number}\n"
        for number in range(messages)
    )
    return "".join(lines).encode()


def _said(*texts: str) -> bytes:
    return "".join(f"13/03/2024, 10:00 - Ana: {text}\n" for text in texts).encode()


@pytest.mark.parametrize("line", ["12\n", "[x\n", "see you\n", "é🎉\n"])
def test_a_message_of_very_many_lines_takes_little_more_than_its_size(line):
    content = _said("hi", line * (2_000_000 // len(line.encode())), "bye")
    assert _peak(content) < 8 * len(content)


@pytest.mark.parametrize("kind", ["{}", "Ana added {}", 'Ana changed the subject from "{}" to "{}"'])
def test_a_line_of_the_apps_own_takes_little_more_than_its_size(kind):
    content = b"13/03/2024, 10:00 - " + kind.format("Ben, " * 400_000, "x").encode() + b"\n" + _said("hi")
    assert _peak(content) < 8 * len(content)


def test_long_messages_are_not_gathered_up_to_compare_their_times():
    content = _said(*["some words " * 50_000] * 80)
    assert _peak(content) < len(content) / 2


def test_memory_does_not_grow_with_the_file():
    small, large = _chat(10_000, senders=5), _chat(60_000, senders=5)
    assert _peak(large) < _peak(small) * 1.5


def test_memory_does_not_grow_without_end_with_the_senders():
    assert _peak(_chat(120_000, senders=120_000)) < 60_000_000
