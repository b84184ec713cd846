from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.core.evidence.sample import PHOTOS, REPORT, kept_file, packed, sample

from handrail.core.evidence.bundle import bundle
from handrail.core.evidence.custody_file import read_custody
from handrail.core.evidence.entry_line import read_entry
from handrail.core.evidence.keys_file import PackKeys, read_earlier, read_keys
from handrail.core.evidence.layout import ALWAYS, MANIFEST, file_name
from handrail.core.evidence.manifest import read_manifest
from handrail.core.evidence.problems import PartRefused

MADE = sample()
PARTS = MADE.parts
RAW = packed(PARTS)


def content(name: str) -> bytes:
    with ZipFile(BytesIO(RAW)) as archive:
        return archive.read(name)


def test_the_same_parts_give_the_same_bytes():
    assert packed(sample().parts) == RAW


def test_a_pack_holds_every_file_of_the_format_and_the_manifest_last():
    with ZipFile(BytesIO(RAW)) as archive:
        names = archive.namelist()
    kept = sorted(file_name(file.sha256) for file in PARTS.files)
    assert names == [*ALWAYS, *kept, MANIFEST]
    assert sorted(read_manifest(content(MANIFEST)).files) == sorted(names[:-1])
    assert content("report.pdf") == REPORT


def test_what_was_written_reads_back_as_it_was():
    lines = content("entries.jsonl").split(b"\n")
    assert lines.pop() == b""
    written = [
        replace(one, openings=tuple(sorted(one.openings, key=lambda o: o.field))) for one in PARTS.entries
    ]
    assert [read_entry(line) for line in lines] == written
    assert read_keys(content("keys.json")) == PackKeys(PARTS.first_key, PARTS.rotations, PARTS.witnesses)
    assert read_earlier(content("earlier.json")) == PARTS.earlier
    assert read_custody(content("custody.json")) == PARTS.custody
    assert content("checkpoint") == PARTS.checkpoint


def test_a_kept_file_that_is_not_what_the_record_speaks_of_stops_the_pack():
    other = replace(kept_file(PHOTOS[0]), chunks=lambda: [b"something else"])
    with pytest.raises(PartRefused, match="does not hold the bytes"):
        packed(replace(PARTS, files=(other,)))


def test_a_pack_is_written_where_nothing_can_be_sought():
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError("not here")

        def tell(self) -> int:
            raise OSError("not here")

    out = Pipe()
    bundle(PARTS, report=REPORT, out=out)
    with ZipFile(BytesIO(out.getvalue())) as archive:
        assert archive.testzip() is None
        assert archive.read("checkpoint") == PARTS.checkpoint


def test_a_title_cannot_pass_itself_off_as_lines_of_the_certificate():
    with ZipFile(BytesIO(packed(replace(PARTS, title="Walkers\nSigned: somebody")))) as archive:
        text = archive.read("certificate.txt").decode()
    assert "Walkers Signed: somebody" in text
    assert "PARTIAL EXPORT" in text
