from dataclasses import replace

import pytest
from tests.core.record.signers import log_key
from tests.ui.evidence.evidence_sample import FIRST_INDEX, SOURCE, Record, message, note

from handrail.core.record.commitments import OpeningRefused
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import leaf_hash
from handrail.ui.evidence.cover import ContradictoryParts
from handrail.ui.evidence.lines import BREAK, Span
from handrail.ui.evidence.rows import Row
from handrail.ui.evidence.view import EvidenceView, evidence_view


def words(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def rows(view: EvidenceView) -> list[Row]:
    return [row for day in view.days for row in day.rows]


def text(row: Row) -> str:
    return "\n".join(words(line.spans) for line in row.lines)


def counts(view: EvidenceView) -> list[str]:
    return [count.number for count in view.standing.counts]


def two_messages() -> Record:
    record = Record()
    record.add(message("first"))
    record.add(message("second", author="Jo Penhallow", shown_at="2026-11-21T09:05:00"))
    return record


def test_a_whole_conversation_says_so_and_counts_its_messages():
    view = evidence_view(two_messages().parts())
    assert (view.standing.is_partial, view.standing.headline) == (False, "Whole conversation")
    assert counts(view) == ["2", "0", "0", "0"]


def test_rows_stand_under_their_day_with_time_author_number_and_grade():
    view = evidence_view(two_messages().parts())
    assert [day.name for day in view.days] == ["Fri 20 November 2026", "Sat 21 November 2026"]
    row = view.days[1].rows[0]
    assert (row.clock, words(row.author), row.number, row.grade) == ("09:05", "Jo Penhallow", "1", "imported")
    assert text(row) == "second"


def test_what_is_left_out_has_a_row_where_it_would_stand_and_one_at_the_end():
    record = Record()
    for number in range(6):
        record.add(message(f"message {number}"))
    view = evidence_view(record.parts(is_whole=False, drop=[1, 2, 5]))
    told = [text(row) for row in rows(view)]
    assert told == [
        "message 0",
        "Entries 1 to 2 of the conversation are not in this pack.",
        "message 3",
        "message 4",
        "Entry 5 of the conversation is not in this pack.",
    ]
    assert view.standing.is_partial
    assert counts(view) == ["3", "0", "0", "3"]


def test_a_withheld_text_author_and_time_are_said_to_be_withheld():
    record = Record()
    record.add(message("secret"), withheld=["author", "body", "shown_at", "file"])
    view = evidence_view(record.parts(is_whole=False))
    (row,) = rows(view)
    assert (row.clock, words(row.author), words(row.gone), row.lines) == (
        "withheld",
        "withheld",
        "Withheld",
        (),
    )
    assert [words(one) for one in row.notes] == ["Withheld: name of the attachment"]
    assert counts(view) == ["0", "1", "0", "0"]


def test_an_erased_text_is_shown_with_its_certificate():
    record = Record()
    of = record.add(message("gone"), erased=["body", "file"])
    record.certify(of, ["body", "file"], basis="request", rule="retention 4.2", authorised_by="P. Nair")
    view = evidence_view(record.parts())
    (row,) = rows(view)
    assert words(row.gone) == "Erased on 23 November 2026: request (retention 4.2), authorised by P. Nair"
    assert [words(one) for one in row.notes] == ["Erased with the text: name of the attachment"]
    assert counts(view) == ["0", "0", "1", "0"]


def test_another_erased_field_is_told_below_the_text():
    record = Record()
    of = record.add(message("kept"), erased=["marks"])
    record.certify(of, ["marks"])
    (row,) = rows(evidence_view(record.parts()))
    assert text(row) == "kept"
    assert words(row.notes[0]).startswith("Remarks of the reader: erased on 23 November 2026: ")


def test_a_text_that_is_gone_without_a_certificate_is_said_loudly():
    record = Record()
    record.add(message("gone"), erased=["body"])
    view = evidence_view(record.parts())
    (row,) = rows(view)
    assert words(row.gone) == "Missing, without a certificate"
    assert words(row.notes[0]) == "Cannot be accounted for, no certificate says why: text"
    assert view.standing.counts[-1].number == "1"
    assert view.standing.counts[-1].label == "that cannot be accounted for"


def test_the_app_s_own_lines_files_attachments_and_remarks_are_told_apart():
    record = Record()
    record.add({"name": "chat.zip", "sha256": SOURCE, "size_bytes": 48_213}, type_=LeafType.FILE_ADDED)
    record.add(message("Rhys joined", author=None, kind="system"))
    record.add(message("", kind="media", file="IMG-1.jpg", marks=["may imitate a header"]))
    record.add(message(""))
    handed_in, joined, picture, empty = rows(evidence_view(record.parts()))
    assert handed_in.is_system
    assert text(handed_in) == "File handed in: chat.zip, 47 KB"
    assert words(handed_in.notes[0]).replace(BREAK, "") == f"SHA-256 {SOURCE}"
    assert joined.is_system
    assert joined.author == ()
    assert picture.kind == "Picture, film or sound"
    assert [words(one) for one in picture.notes] == [
        "Attachment: IMG-1.jpg",
        "Remark of the reader: may imitate a header",
    ]
    assert words(empty.gone) == "No text"


def test_the_first_page_names_custody_checkpoint_key_and_witness():
    parts = two_messages().parts()
    view = evidence_view(parts)
    told = {fact.label: words(fact.value) for fact in (*view.custody, *view.checkpoint)}
    assert told["By"] == parts.custody.exported_by
    assert told["Made"] == "Wed 25 November 2026, 10:00 UTC"
    assert told["Origin"] == "records.charity.example/2026"
    assert told["Entries"] == f"{FIRST_INDEX + 3:,}"
    assert told["Key id"] == log_key().verifier.key_id.hex()
    assert told["Witness"] == "witness.council.example, which states Mon 23 November 2026, 10:00 UTC"
    assert told["Root"][:16] in words(view.head)


def test_the_list_at_the_end_has_every_entry_with_index_and_leaf_hash():
    parts = two_messages().parts()
    heading, *listed = evidence_view(parts).entries
    assert heading.split() == ["Number", "Log", "index", "Leaf", "hash", "Recorded", "What"]
    for entry, line in zip(parts.entries, listed, strict=True):
        assert f"{entry.index:,}  {leaf_hash(entry.leaf).hex()[:16]}" in line


def test_what_cannot_be_proved_speaks_of_what_is_in_the_pack():
    told = " ".join(evidence_view(two_messages().parts()).limits)
    assert "the phone that made the export" in told
    assert "withheld part" not in told
    assert "provider copied" not in told


def test_parts_that_call_themselves_whole_and_are_not_are_refused():
    record = Record()
    record.add(message("secret"), withheld=["body"])
    with pytest.raises(ContradictoryParts):
        evidence_view(record.parts(is_whole=True))
    with pytest.raises(ContradictoryParts):
        evidence_view(two_messages().parts(is_whole=True, drop=[1]))


def test_parts_without_their_export_made_are_refused():
    parts = two_messages().parts()
    with pytest.raises(ContradictoryParts, match=r"export\.made"):
        evidence_view(replace(parts, entries=parts.entries[:-1]))


def test_a_text_that_the_leaf_did_not_commit_to_is_refused():
    parts = two_messages().parts()
    entry = parts.entries[0]
    altered = tuple(
        replace(one, value="not what was said") if one.field == "body" else one for one in entry.openings
    )
    with pytest.raises(OpeningRefused):
        evidence_view(replace(parts, entries=(replace(entry, openings=altered), *parts.entries[1:])))


def test_a_checkpoint_that_another_key_signed_is_refused():
    parts = two_messages().parts()
    with pytest.raises(RecordError):
        evidence_view(replace(parts, first_key=log_key("another").verifier))


def test_a_witness_of_an_impossible_moment_is_still_shown():
    parts = replace(two_messages().parts(), checkpoint=note(9, at_s=2**62))
    told = {fact.label: words(fact.value) for fact in evidence_view(parts).checkpoint}
    assert told["Witness"] == "witness.council.example, which states no moment"


def test_what_is_too_long_to_print_is_counted_on_the_first_page_and_said_where_it_would_stand(monkeypatch):
    monkeypatch.setattr("handrail.ui.evidence.view.MOST_PRINTED", 2)
    record = Record()
    for number in range(5):
        record.add(message(f"message {number}"))
    view = evidence_view(record.parts())
    told = [text(row) for row in rows(view)]
    everything = len(record.parts().entries) - 1  # the last is the export itself
    assert len(told) == 3
    assert f"{everything - 2} more entries of the conversation are in the pack and not printed" in told[-1]
    assert [one.label for one in view.standing.counts][-1] == "in the pack, and not printed here"
    assert view.standing.counts[-1].number == str(everything - 2)
    assert not any("is not in this pack" in line for line in told)
