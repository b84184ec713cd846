"""Lines that end in LF, CR LF or CR: each reads the same, and a mixture never swallows a message unseen."""

import io
import zipfile

import pytest
from tests.core.imports.corpus import IOS, Sample, samples

from handrail.core.imports.export import Export, open_export
from handrail.core.imports.message import Mark
from handrail.core.imports.unreadable import UnreadableExport

LF = "13/03/2024, 10:00 - Zoë: café\n13/03/2024, 10:01 - Ben: one\ntwo\n14/03/2024, 10:02 - Zoë: ok\n"
CR = LF.replace("\n", "\r")


def _open(content: bytes, name: str = "chat.txt") -> Export:
    return open_export(io.BytesIO(content), name=name)


def _read(content: bytes) -> list[tuple[str | None, str, int]]:
    return [(message.sender, message.text, message.line) for message in _open(content).messages()]


def _texts() -> list[Sample]:
    texts = [sample for sample in samples() if sample.file_name.endswith(".txt")]
    return [sample for sample in texts if b"\r" not in sample.content]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_that_end_in_cr_alone_are_read_like_any_other(encoding):
    assert _read(CR.encode(encoding)) == _read(LF.encode(encoding))
    assert [text for _, text, _ in _read(CR.encode(encoding))] == ["café", "one\ntwo", "ok"]


def test_offsets_into_a_chat_of_cr_are_those_of_its_own_bytes():
    content = CR.encode()
    starts = [content[message.offset :][:19] for message in _open(content).messages()]
    assert starts == [b"13/03/2024, 10:00 -", b"13/03/2024, 10:01 -", b"14/03/2024, 10:02 -"]


@pytest.mark.parametrize("sample", [pytest.param(sample, id=sample.name) for sample in _texts()])
def test_every_chat_of_the_corpus_reads_the_same_with_cr(sample):
    encoding = open_export(io.BytesIO(sample.content), name="x", dates=sample.dates).encoding
    lf, cr = "\n".encode(encoding), "\r".encode(encoding)
    as_lf, as_cr = (
        list(open_export(io.BytesIO(content), name="x", dates=sample.dates).messages())
        for content in (sample.content, sample.content.replace(lf, cr))
    )
    assert as_cr == as_lf


def test_what_stands_after_the_last_cr_does_not_matter():
    wanted = _read(LF.encode())
    assert _read(CR.encode() + b"\n") == wanted
    assert _read(CR.removesuffix("\r").encode()) == wanted
    assert _read(CR.removesuffix("\r").encode() + b"\n") == wanted


def test_a_chat_of_cr_streams_through_pieces_cut_anywhere():
    lines = [f"13/03/2024, 10:{at % 60:02} - Ana: words {at}" for at in range(20_000)]
    messages = list(_open("\r".join(lines).encode()).messages())
    assert [message.text for message in messages] == [f"words {at}" for at in range(20_000)]


def test_a_chat_of_cr_in_a_zip_is_found_beside_another_text():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes.txt", "nothing here\r")
        archive.writestr("chat.txt", f"an older line\r{CR}")
    assert len(list(_open(packed.getvalue(), "x.zip").messages())) == 3


@pytest.mark.parametrize("turned", ["\r", "\r\n"])
def test_most_lines_in_cr_and_a_few_in_lf_are_refused_in_one_sentence(turned):
    content = "x\n" + CR + CR + turned.join(["13/03/2024, 10:05 - Ana: a", "13/03/2024, 10:06 - Ana: b\n"])
    with pytest.raises(UnreadableExport) as refused:
        _open(content.encode())
    assert refused.value.reason == (
        "some lines end in CR alone and others in LF, so where messages begin cannot be told; export it again"
    )


@pytest.mark.parametrize("turned", ["\r", "\u2028", "\u2029", "\x85"])
def test_a_header_behind_another_kind_of_line_end_is_marked(turned):
    pasted = f"look{turned}13/03/2024, 10:00 - Ben: it was me"
    chat = f"13/03/2024, 10:00 - Ana: {pasted}\n13/03/2024, 10:01 - Ben: no\n"
    first, second = _open(chat.encode()).messages()
    assert (first.text, set(first.marks)) == (pasted, {Mark.IMITATION})
    assert not second.marks


def test_a_header_behind_a_cr_is_marked_on_phones_that_end_lines_in_crlf_too():
    header = IOS.header.format(d=13, m=3, Y=2024, y=24, H=10, h=10, M=0, S=0, p="AM")
    chat = f"{header}Ana: look\r{header}Ben: it was me\r\n{header}Ben: no\r\n"
    assert [set(message.marks) for message in _open(chat.encode()).messages()] == [{Mark.IMITATION}, set()]
