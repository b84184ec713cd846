"""The report as a PDF, read back with pypdf.

Checked here: what the file claims to be (PDF/A-2a, PDF/UA-1), that Typst, which refuses to write what breaks
those, was asked for both; fonts inside, text that can be copied, tags, language, title, dates, and nothing
that runs. Not checked: the rest of the standards. No validator can be installed from the lock.
"""

import os
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.ui.evidence import evidence_sample
from tests.ui.evidence.evidence_sample import Record, message

from handrail.core.record.leaf_types import LeafType
from handrail.ui.evidence import render
from handrail.ui.evidence.render import render_evidence_pdf
from handrail.ui.evidence.typesetter import CannotSet, set_pdf, unshowable

ROOT = Path(__file__).parents[3]
SCRIPTS = {
    "NotoSansArabic": "مرحبا، هل نلتقي يوم السبت؟",
    "NotoSansHebrew": "שלום, ניפגש בשבת ב-10:30",
    "NotoSansDevanagari": "नमस्ते, क्या हम शनिवार को मिल रहे हैं?",
    "NotoSansBengali": "শনিবার সকালে দেখা হবে",
    "NotoSansGurmukhi": "ਸ਼ਨੀਵਾਰ ਨੂੰ ਮਿਲਦੇ ਹਾਂ",
    "NotoSansCJK": "星期六早上九点在图书馆",
    "NotoEmoji": "🌳 🧿 👩‍👩‍👧 🇬🇧",
}


def read(*bodies, **changed):
    record = Record()
    for body in bodies:
        record.add(message(body, author=changed.get("author", "Marta Quillfeather")))
    return PdfReader(BytesIO(render_evidence_pdf(record.parts(title=changed.get("title", "Walking group")))))


def text(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


@cache
def sample():
    return read("We meet at the bandstand", *SCRIPTS.values())


def fonts(reader):
    return [
        font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()
    ]


def root(reader):
    return reader.trailer["/Root"].get_object()


def test_the_file_claims_to_be_an_archive_copy_that_can_be_read_aloud():
    claims = root(sample())["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims


def test_the_file_is_tagged_and_names_its_language_and_title():
    found = root(sample())
    assert found["/MarkInfo"]["/Marked"]
    assert found["/StructTreeRoot"].get_object()["/K"]
    assert found["/Lang"] == "en-GB"
    assert found["/ViewerPreferences"]["/DisplayDocTitle"]
    assert sample().metadata["/Title"] == "Walking group · evidence report"
    assert found["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"


def test_the_file_holds_nothing_that_runs_is_attached_or_is_locked():
    assert not root(sample()).keys() & {"/OpenAction", "/AA", "/AcroForm", "/Names"}
    assert "/Encrypt" not in sample().trailer
    assert not [page for page in sample().pages if "/Annots" in page or "/AA" in page]


def test_every_font_is_inside_and_its_text_can_be_copied():
    found = fonts(sample())
    assert found
    for font in found:
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        assert descriptor.keys() & {"/FontFile2", "/FontFile3"}
        assert "/ToUnicode" in font


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_is_set_in_a_font_of_its_own(name):
    assert any(name in font["/BaseFont"] for font in fonts(sample()))


@pytest.mark.parametrize(
    "body",
    [
        "Dzień dobry! Łukasz też idzie, żółte kurtki",
        "Bore da, welwn ni chi wrth y tŷ ŵyl",
        "Привет, в субботу у библиотеки",
        "Καλημέρα, τα λέμε το Σάββατο",
        "星期六早上九点在图书馆",
        "🌳 🧿",
        '*bold* _it_ $x$ #read("/etc/passwd") <label>',
        "`raw` @ref // /* -- ~ \\ = [x] #pagebreak()",
        '"}],"is_partial":false',
    ],
)
def test_a_message_is_printed_as_it_was_written(body):
    assert body in text(read(body))


def test_the_file_says_when_it_was_made_by_custody_alone():
    assert sample().metadata["/CreationDate"] == sample().metadata["/ModDate"] == "D:20261125100000Z"


def test_the_same_parts_give_the_same_bytes_in_another_process():
    code = (
        "import sys; from tests.ui.evidence.test_evidence_pdf import render_evidence_pdf, some_parts; "
        "sys.stdout.buffer.write(render_evidence_pdf(some_parts()))"
    )
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), *sys.path])
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": paths, "PYTHONHASHSEED": "7", "TZ": "Asia/Kolkata"},
    ).stdout
    assert made == render_evidence_pdf(some_parts())


def some_parts():
    record = Record()
    for body in ("We meet at the bandstand", "\U00013000 " + " ".join(SCRIPTS.values())):
        record.add(message(body))
    return record.parts()


def test_each_page_has_its_number_the_origin_and_the_root():
    pages = read(*(f"message {number}" for number in range(60))).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        found = page.extract_text()
        assert f"page {number} of {len(pages)}" in found
        assert re.search(r"records\.charity\.example/2026 · root [0-9a-f]{16}", found)
        assert "A rendering. The evidence is the data in the pack" in found


def test_a_partial_pack_says_so_in_the_largest_letters_of_page_one_and_on_every_page():
    record = Record()
    for number in range(60):
        record.add(message(f"message {number}"))
    reader = PdfReader(BytesIO(render_evidence_pdf(record.parts(is_whole=False, drop=[3]))))
    sizes: dict[str, float] = {}

    def visit(found: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        sizes[found.strip()] = max(size, sizes.get(found.strip(), 0))

    first = reader.pages[0].extract_text(visitor_text=visit)
    assert sizes["PARTIAL"] == max(sizes.values())
    assert "This is not the whole conversation" in first
    assert all(page.extract_text().startswith("PARTIAL") for page in reader.pages)


def test_a_whole_pack_nowhere_says_partial():
    assert "PARTIAL" not in text(sample())


def test_the_first_page_fits_on_one_and_tells_how_to_verify():
    first, second, *_ = (page.extract_text() for page in sample().pages)
    assert "python3 verify.py" in first
    assert "exported, not witnessed" in first
    assert "Conversation" in second


def test_right_to_left_text_stands_on_the_right_and_the_rest_stays_on_the_left():
    places: dict[str, float] = {}

    def visit(found: str, cm: list[float], _tm: object, _font: object, _size: float) -> None:
        for word in ("שלום", "bandstand"):
            if word in found:
                places[word] = cm[4]

    read("at the bandstand", "שלום", "and back").pages[1].extract_text(visitor_text=visit)
    assert places["bandstand"] < 200
    assert places["שלום"] > 400  # of 595 points


def test_an_override_flips_nothing_and_is_named():
    found = text(read("\u202eexe.txt", "the next message", author="A\u202eB"))
    assert "U+202E exe.txt" in found
    assert "the next message" in found


def test_a_character_without_a_font_is_named_and_never_a_box():
    found = text(read("hieroglyph \U00013000, rune \u16a0, cuneiform \U0001242b\U0001242b"))
    assert "U+13000" in found
    assert "U+16A0" in found
    assert "U+1242B ×2" in found


def test_a_character_the_first_look_missed_is_named_all_the_same(monkeypatch):
    monkeypatch.setattr(render, "unshowable", lambda _letters, **_at: frozenset())
    assert "U+13000" in text(read("hieroglyph \U00013000"))


def test_the_typesetter_refuses_what_no_font_has_and_names_it():
    at = evidence_sample.AT
    assert unshowable({"\U00013000", "é", "e\u0301", "\u16a0"}, at=at) == {"\U00013000", "\u16a0"}
    with pytest.raises(CannotSet) as refusal:
        set_pdf("letters.typ", {"letters": '["\\ud80c\\udc00"]'}, at=at)
    assert refusal.value.refused == {"\U00013000"}


def test_a_fault_of_the_template_is_not_taken_for_a_letter():
    with pytest.raises(CannotSet) as refusal:
        set_pdf("report.typ", {"report": "{}"}, at=evidence_sample.AT)
    assert not refusal.value.refused


def test_control_characters_are_named_and_the_file_stays_an_archive_copy():
    reader = read("".join(map(chr, range(0xA1))), "\u2028\ufeff\U000e0041\ue000\ufffe", author="A\nB\r\nC")
    found = text(reader)
    assert "U+0000 U+0001" in found
    assert "U+E000" in found
    assert "U+000A" in found
    assert "<pdfaid:conformance>A" in root(reader)["/Metadata"].get_object().get_data().decode()


def test_five_thousand_characters_without_width_are_one_remark():
    assert "zeroU+200B ×5,000 width" in text(read("zero" + "\u200b" * 5000 + "width"))


def test_a_word_of_sixty_kilobytes_wraps():
    lines = [
        line for page in read("x" * 60_000).pages for line in page.extract_text().split() if "xxx" in line
    ]
    assert sum(map(len, lines)) == 60_000
    assert max(map(len, lines)) < 90


def test_a_message_of_a_megabyte_is_set():
    assert len(read("some words here and there " * 40_000).pages) > 100


def test_a_long_name_with_newlines_and_a_long_title_are_set():
    reader = read("hello", author="N\n" * 300, title="T" * 3000 + "\n*x*")
    assert "hello" in text(reader)
    assert "\u200b" not in reader.metadata["/Title"]


def test_an_entry_of_a_kind_without_words_is_shown_by_its_fields():
    record = Record()
    record.add(message())
    record.add({"member": "Rhys"}, type_=LeafType.MEMBER_JOINED)
    assert "member.joined; member: Rhys" in text(PdfReader(BytesIO(render_evidence_pdf(record.parts()))))
