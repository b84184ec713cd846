"""Whatever the bytes: messages, or one sentence. Never another exception."""

import io
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.imports.corpus import samples

from handrail.core.imports.export import open_export
from handrail.core.imports.message import Message
from handrail.core.imports.unreadable import UnreadableExport

SEEDS = [(sample.file_name, sample.content[:20_000]) for sample in samples()]


def _read(content: bytes, name: str) -> list[Message]:
    try:
        messages = list(open_export(io.BytesIO(content), name=name).messages())
    except UnreadableExport as refused:
        return _one_sentence(refused.reason)
    for message in messages:
        message.text.encode()
        (message.sender or "").encode()
        assert 0 <= message.offset < len(content) or name.endswith(".zip")
    return messages


@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.zip"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content, name):
    _read(content, name)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_after_a_header_are_kept(content):
    messages = _read(b"13/03/2024, 10:00 - Ana: hi\n13/03/2024, 10:01 - Ben: " + content, "x.txt")
    assert len(messages) != 1


LINES = st.sampled_from(
    [
        "13/03/2024, 10:00 - ",
        "[13/03/2024, 10:00:00] ",
        "Ana: ",
        "\u200e",
        "\n",
        "\r\n",
        ": ",
        "added ",
        "<",
        ">",
        "\x00",
        "é",
    ]
)


@given(
    st.lists(st.one_of(LINES, st.text(max_size=8)), max_size=40).map("".join),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
@settings(max_examples=300, deadline=None)
def test_any_jumble_of_headers_and_text_is_read_or_refused(text, encoding):
    _read(text.encode(encoding, "replace"), "x.txt")


def _one_sentence(reason: str) -> list[Message]:
    assert reason
    assert "\n" not in reason
    return []


def _mutated(content: bytes, random: Random) -> bytes:
    """Return the bytes with a few changed, cut out, doubled or put in."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(changed) + 1)
        match random.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del changed[at : at + random.randrange(60)]
            case 2:
                changed[at:at] = changed[at : at + random.randrange(90)]
            case _:
                changed[at:at] = random.randbytes(random.randrange(5))
    return bytes(changed)


def test_real_shapes_with_bytes_changed_are_read_or_refused():
    random = Random(20240313)
    for name, content in SEEDS:
        for _ in range(12):
            _read(_mutated(content, random), name)
