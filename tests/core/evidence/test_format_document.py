"""The format's page is complete, and its sample is a pack that both verifiers call good."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from tests.core.evidence.sample import packed
from tests.core.evidence.sample_log import SampleLog
from tests.core.evidence.standalone import answer
from tests.core.evidence.tampering import files_of, relisted

from handrail.core.evidence import check_chain, layout
from handrail.core.evidence.parts import Custody, Parts
from handrail.core.evidence.verify import verify
from handrail.core.record.chain import end_fields
from handrail.core.record.erasure import FieldStanding
from handrail.core.record.leaf_types import LeafType

PAGE = (Path(__file__).parents[3] / "docs" / "formats" / "evidence-pack.md").read_text(encoding="utf-8")
SAMPLE = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
IN_SAMPLE = ("entries.jsonl", "checkpoint", "keys.json", "earlier.json", "custody.json", "manifest.json")


def made() -> Parts:
    """Return the pack of the page: one message, and the leaf of its export."""
    log = SampleLog()
    fields = {
        "author": "Marta Quillfeather",
        "body": "We meet at the bandstand on Saturday at ten 🌳",
        "grade": "imported",
    }
    first = log.append_to("walking-group", LeafType.MESSAGE_POSTED, dict(fields))
    told = {"by": "Sam Okafor, lead", "reason": "asked for by the family"}
    last = log.append(LeafType.EXPORT_MADE, end_fields([log.end("walking-group")]) | told)
    return Parts(
        title="Walking group",
        is_whole=False,
        entries=log.entries([first, last], size=2, unopened={0: {"author"}}, withheld={0: {"author"}}),
        files=(),
        checkpoint=log.checkpoint(2, witnesses=()),
        first_key=log.first_key.verifier,
        rotations=(),
        earlier=(),
        custody=Custody(
            exported_at=datetime(2025, 3, 1, 10, 0, 5, tzinfo=UTC),
            exported_by=told["by"],
            reason=told["reason"],
            software="handrail 0.1.0",
            software_sha256=sha256(b"handrail").hexdigest(),
        ),
    )


RAW = packed(made())


@pytest.mark.parametrize("name", IN_SAMPLE[:-1])
def test_the_page_shows_what_the_code_writes(name):
    written = files_of(RAW)[name].decode()
    assert SAMPLE[name] == (written if written.endswith("\n") else f"{written}\n")


def test_the_page_s_sample_is_a_pack_that_both_verifiers_call_good():
    files = files_of(RAW)
    for name in IN_SAMPLE[:-1]:
        files[name] = (
            SAMPLE[name].encode() if files[name].endswith(b"\n") else SAMPLE[name].rstrip("\n").encode()
        )
    files["report.pdf"] = b"%PDF-"
    raw = relisted(files)
    assert verify(BytesIO(raw), trust=None, at=None).is_good
    assert answer(raw).code == 0
    edited = relisted(files | {"entries.jsonl": files["entries.jsonl"].replace(b"bandstand", b"grandstand")})
    assert answer(edited).faults == ["message 0 (entry 0): `body` is not what the leaf committed to"]


def test_the_page_s_leaf_hash_and_root_are_those_of_the_sample():
    leaf, export = (entry.leaf for entry in made().entries)
    hashes = [sha256(b"\x00" + one).hexdigest() for one in (leaf, export)]
    root = sha256(b"\x01" + bytes.fromhex("".join(hashes))).hexdigest()
    assert SAMPLE["hashes"].split() == [*hashes, root]


@pytest.mark.parametrize(
    "name", [*layout.ALWAYS, layout.MANIFEST, layout.FORMAT, "timestamps/", "files/", "left_out"]
)
def test_every_file_of_a_pack_is_on_the_page(name):
    assert f"`{name}" in PAGE


@pytest.mark.parametrize("standing", [*FieldStanding])
def test_every_standing_is_on_the_page(standing):
    assert f"`{standing.name.lower()}`" in PAGE


def test_every_number_that_bounds_a_reader_is_on_the_page():
    for most in (layout.MOST_MANIFEST_BYTES, layout.MOST_PART_BYTES, layout.SLACK_BYTES):
        assert f"{most:,}" in PAGE


def test_every_section_that_the_code_names_is_on_the_page():
    folder = Path(check_chain.__file__).parent
    named = {
        section
        for path in folder.glob("*.py")
        for section in re.findall(r"§([0-9.]+[0-9]|[0-9])", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert not [
        section for section in named if not re.search(rf"^#+ {re.escape(section)} ", PAGE, re.MULTILINE)
    ]
