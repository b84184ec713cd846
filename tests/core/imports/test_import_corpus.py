import io
from zipfile import ZipFile

import pytest
from tests.core.imports.corpus import Sample, samples

from handrail.core.imports.export import Export, open_export
from handrail.core.imports.message import Kind

ALL = list(samples())
LOSSLESS = pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)


def _open(sample: Sample) -> Export:
    return open_export(io.BytesIO(sample.content), name=sample.file_name, dates=sample.dates)


def test_the_corpus_holds_more_than_a_hundred_files():
    assert len(ALL) > 100


@LOSSLESS
def test_every_message_is_read_whole_with_its_time_and_sender(sample):
    read = [(message.at, message.sender, message.text) for message in _open(sample).messages()]
    assert read == [(want.at, want.sender, want.text) for want in sample.wanted]


@LOSSLESS
def test_lines_of_the_app_and_only_they_are_system_lines(sample):
    read = [message.kind is Kind.SYSTEM for message in _open(sample).messages()]
    assert read == [want.kind is Kind.SYSTEM for want in sample.wanted]


@LOSSLESS
def test_every_offset_is_the_first_byte_of_a_header_and_every_line_its_number(sample):
    export = _open(sample)
    chat = sample.content
    if export.chat_member is not None:
        chat = ZipFile(io.BytesIO(sample.content)).read(export.chat_member)
    encoding = export.encoding
    for message in export.messages():
        before = chat[: message.offset].decode(encoding)
        assert not before.strip("\ufeff") or before.endswith("\n")
        assert before.count("\n") + 1 == message.line
        header = chat[message.offset :].decode(encoding).split("\n")[0]
        assert (message.sender or message.text[:20]).split("\n")[0][:20] in header.replace("\u202a", "")


@LOSSLESS
def test_reading_again_gives_the_same(sample):
    export = _open(sample)
    assert list(export.messages()) == list(export.messages())
