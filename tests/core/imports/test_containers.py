import io
import zipfile

import pytest

from handrail.core.imports.export import open_export
from handrail.core.imports.unreadable import UnreadableExport

CHAT = "13/03/2024, 10:00 - Ana: hi\n13/03/2024, 10:01 - Ben: hello\n"


def _zip(*files: tuple[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


def _refusal(content: bytes, name: str = "chat.zip") -> str:
    with pytest.raises(UnreadableExport) as refused:
        list(open_export(io.BytesIO(content), name=name).messages())
    return refused.value.reason


def test_a_zip_tells_the_chat_the_files_and_the_digest_of_the_zip_itself():
    content = _zip(("_chat.txt", CHAT), ("00000001-PHOTO.jpg", b"\xff\xd8"))
    export = open_export(io.BytesIO(content), name="chat.zip")
    assert export.chat_member == "_chat.txt"
    assert export.files == ("_chat.txt", "00000001-PHOTO.jpg")
    assert export.size_bytes == len(content)
    assert len(list(export.messages())) == 2


def test_a_text_that_somebody_sent_is_not_taken_for_the_chat():
    content = _zip(
        ("WhatsApp Chat with Ana.txt", CHAT), ("notes.txt", "bread\nmilk\n"), ("__MACOSX/x.txt", CHAT)
    )
    assert open_export(io.BytesIO(content), name="chat.zip").chat_member == "WhatsApp Chat with Ana.txt"


def test_chats_may_be_read_side_by_side_from_one_stream():
    for content in (CHAT.encode() * 5000, _zip(("_chat.txt", CHAT * 5000))):
        export = open_export(io.BytesIO(content), name="x")
        pairs = zip(export.messages(), export.messages(), strict=True)
        assert all(one == other for one, other in pairs)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"not a zip at all", "the name ends in `.zip` but the file is not a zip"),
        (_zip(("_chat.txt", CHAT))[:-30], "the zip is damaged or cut short"),
        (_zip(("photo.jpg", b"\xff")), "the zip holds no chat: no `_chat.txt` and no other text"),
        (_zip(), "the zip holds no chat: no `_chat.txt` and no other text"),
        (
            _zip(("inner.zip", _zip(("_chat.txt", CHAT)))),
            "the zip holds another zip, `inner.zip`, and no chat; open that one first",
        ),
        (_zip(("a/_chat.txt", CHAT), ("b/_chat.txt", CHAT)), "the zip holds 2 chats; give one at a time"),
        (
            _zip(("_chat.txt", CHAT), ("../up.jpg", b"x")),
            "the zip holds a file named `../up.jpg`, which points outside it",
        ),
        (
            _zip(("_chat.txt", CHAT), ("/etc/up", b"x")),
            "the zip holds a file named `/etc/up`, which points outside it",
        ),
        (
            _zip(("_chat.txt", CHAT), ("C:\\up.jpg", b"x")),
            "the zip holds a file named `C:\\up.jpg`, which points outside it",
        ),
        (
            _zip(("_chat.txt", b"0" * (40 << 20))),
            "`_chat.txt` would unpack to 40 MiB: a zip bomb, not a chat",
        ),
        (
            _zip(("_chat.txt", "hello\n")),
            "no line looks like the start of a message; this is not a chat export",
        ),
    ],
)
def test_a_bad_zip_is_refused_in_one_sentence(content, sentence):
    assert _refusal(content) == sentence


def test_a_locked_zip_is_refused():
    content = bytearray(_zip(("_chat.txt", CHAT)))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    assert _refusal(bytes(content)) == "the zip is locked with a password"


def test_damage_inside_a_zip_is_refused_when_it_is_met():
    content = bytearray(_zip(("_chat.txt", CHAT * 20_000), kind=zipfile.ZIP_STORED))
    content[len(content) // 2] ^= 0x55
    assert _refusal(bytes(content)) == "the zip is damaged: `_chat.txt` cannot be read to its end"


def test_a_zip_that_lies_about_its_size_is_damaged_not_unpacked():
    content = bytearray(_zip(("_chat.txt", CHAT * 1000)))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (64).to_bytes(4, "little")
    assert _refusal(bytes(content)) == "the zip is damaged: `_chat.txt` cannot be read to its end"


def test_a_picture_and_a_plain_note_are_no_chats():
    assert _refusal(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 50, "x.jpg").startswith(
        "the file holds binary data"
    )
    assert _refusal(b"dear all\nsee you\n", "x.txt").startswith("no line looks like the start of a message")
