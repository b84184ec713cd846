import io
import tracemalloc

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


def test_memory_does_not_grow_with_the_file():
    small, large = _chat(10_000, senders=5), _chat(60_000, senders=5)
    assert _peak(large) < _peak(small) * 1.5


def test_memory_does_not_grow_without_end_with_the_senders():
    assert _peak(_chat(120_000, senders=120_000)) < 60_000_000
