import io

import pytest

from handrail.core.imports.export import Export, open_export
from handrail.core.imports.message import Mark
from handrail.core.imports.unreadable import UnreadableExport

CHAT = (
    "13/03/2024, 10:00 - Zoë: café\n"
    "13/03/2024, 10:01 - Ben: “naïve” – déjà\nà la\n"
    "14/03/2024, 10:02 - Zoë: ok\n"
)


def _open(content: bytes) -> Export:
    return open_export(io.BytesIO(content), name="chat.txt")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CHAT.encode(), "utf-8"),
        (CHAT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + CHAT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + CHAT.encode("utf-16-be"), "utf-16-be"),
        (CHAT.encode("utf-16-le"), "utf-16-le"),
        (CHAT.encode("utf-16-be"), "utf-16-be"),
        (CHAT.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_messages_and_offsets_into_its_own_bytes(content, name):
    export = _open(content)
    assert export.encoding == name
    read = [(message.sender, message.text) for message in export.messages()]
    assert read == [("Zoë", "café"), ("Ben", "“naïve” – déjà\nà la"), ("Zoë", "ok")]
    starts = [content[message.offset :].decode(name, "replace")[:6] for message in export.messages()]
    assert starts == ["13/03/", "13/03/", "14/03/"]


def test_a_few_broken_bytes_are_shown_and_marked_and_lose_nothing():
    content = (
        CHAT.encode() + b"14/03/2024, 10:03 - Ben: bad \xff\xc3 bytes\n15/03/2024, 10:03 - Zo\xc3\xab: fine\n"
    )
    export = _open(content)
    messages = list(export.messages())
    assert (export.encoding, export.broken_bytes) == ("utf-8", 2)
    assert messages[3].text == "bad \ufffd\ufffd bytes"
    assert [message.marks for message in messages[2:]] == [set(), {Mark.DAMAGED}, set()]
    assert content[messages[4].offset :].startswith(b"15/03/2024")


def test_broken_bytes_among_other_digits_are_shown_too():
    chat = "١٣/٠٣/٢٠٢٤, ١٠:٠٠ - دانة: نعم\n١٤/٠٣/٢٠٢٤, ١٠:٠٠ - دانة: ".encode() + b"\xff\n"
    messages = list(_open(chat).messages())
    assert [(message.text, set(message.marks)) for message in messages] == [
        ("نعم", set()),
        ("\ufffd", {Mark.DAMAGED}),
    ]


def test_a_replacement_character_that_somebody_sent_is_no_damage():
    assert not next(_open("13/03/2024, 10:00 - Ana: \ufffd\n".encode()).messages()).marks


def test_a_chat_cut_in_the_middle_of_a_letter_is_read_to_there():
    assert (
        list(_open(CHAT.encode() + "15/03/2024, 10:00 - Ana: é".encode()[:-1]).messages())[-1].text
        == "\ufffd"
    )


def test_a_lone_carriage_return_is_part_of_the_text():
    assert next(_open(b"13/03/2024, 10:00 - Ana: a\rb\n").messages()).text == "a\rb"


def test_a_line_of_ten_megabytes_is_one_message():
    content = b"13/03/2024, 10:00 - Ana: " + b"x" * 10_000_000 + b"\n13/03/2024, 10:01 - Ben: hi\n"
    assert [len(message.text) for message in _open(content).messages()] == [10_000_000, 2]


def test_a_message_of_ten_megabytes_in_many_lines_is_one_message():
    content = b"13/03/2024, 10:00 - Ana: " + b"some words\n" * 1_000_000 + b"13/03/2024, 10:01 - Ben: hi\n"
    first, second = _open(content).messages()
    assert (len(first.text), second.line) == (11_000_000 - 1, 1_000_001)


def test_a_message_beyond_any_phone_is_refused_with_its_line():
    content = b"13/03/2024, 10:00 - Ana: hi\n13/03/2024, 10:00 - Ana: " + b"x" * 26_000_000
    with pytest.raises(UnreadableExport) as refused:
        list(_open(content).messages())
    assert refused.value.reason == "one message is longer than 24 million characters"


def test_a_sender_with_broken_bytes_is_shown_and_marked_each_time():
    content = b"13/03/2024, 10:00 - Zo\xff: hi\n13/03/2024, 10:01 - Zo\xff: ho\n"
    content += b"13/03/2024, 10:02 - Zo\xc3\xab: ha\n"
    messages = list(_open(content + CHAT.encode()).messages())
    assert [message.sender for message in messages[:3]] == ["Zo\ufffd", "Zo\ufffd", "Zoë"]
    assert [set(message.marks) for message in messages[:3]] == [{Mark.DAMAGED}, {Mark.DAMAGED}, set()]
