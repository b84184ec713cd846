import io
import logging
import os
import zipfile

import pytest
from tests.actions.kept import keep
from tests.page import open_page, page_of
from tests.staff import open_staff

from handrail.actions.export_evidence import export_evidence
from handrail.core.record.leaf import read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.entrypoints.desk import evidence
from handrail.store.models import Opening
from handrail.store.reads.conversations import chain
from handrail.store.reads.log import all_entries, head

pytestmark = pytest.mark.django_db
WHY = {"reason": "a request by the police", "which": "all"}


@pytest.fixture
def kept(deps, lead):
    return keep(deps, lead).conversation_id


def exports() -> int:
    now = head()
    assert now is not None
    types = (read_leaf(leaf).type for _, _, leaf in all_entries(now.size))
    return sum(type_ is LeafType.EXPORT_MADE for type_ in types)


def pack(client, kept, **sent) -> dict[str, bytes]:
    response = client.post(f"/record/{kept}/evidence", WHY | sent)
    assert response.status_code == 200, page_of(response, status=response.status_code).text
    content = b"".join(response.streaming_content)  # the last of it closes the response
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert files.testzip() is None
        return {name: files.read(name) for name in files.namelist()}


def refused(client, kept, **sent):
    page = page_of(client.post(f"/record/{kept}/evidence", WHY | sent), status=422)
    return page, page.one("p", role="alert").text


def words(files: dict[str, bytes]) -> str:
    return "\n".join(text.decode() for name, text in files.items() if name.endswith((".json", ".jsonl")))


def test_the_form_says_that_taking_it_out_is_in_the_record_and_names_who_wrote(desk, kept):
    page = open_page(desk, f"/record/{kept}/evidence")
    assert "is itself written into the record" in page.text
    names = [tag.attrs["value"] for tag in page.all("input") if tag.attrs.get("name") == "without"]
    assert names == ["Alex Morgan", "Jo Bright", "Preeya N", "Priya Nair"]
    assert "pizza" not in page.html
    assert exports() == 0


@pytest.mark.parametrize("role", ["lead", "deputy", "auditor"])
def test_a_pack_is_handed_out_whole_under_a_name_that_tells_nothing(signed_in, kept, role):
    client = signed_in(open_staff(f"{role}2@brooklane.example", role=role))
    response = client.post(f"/record/{kept}/evidence", WHY)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="handrail-evidence-{str(kept)[:8]}.zip"'
    )
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "no-store"
    b"".join(response.streaming_content)
    files = pack(client, kept)
    assert {"report.pdf", "entries.jsonl", "manifest.json"} <= set(files)
    assert "is it pizza again" in words(files)
    assert exports() == 2


def test_nothing_of_a_pack_stays_on_the_disk(desk, kept, uploads, monkeypatch):
    seen = []

    def watched(*, out, **asked):
        made = os.fstat(out.fileno())
        seen.append((made.st_mode & 0o777, made.st_dev == uploads.stat().st_dev, list(uploads.iterdir())))
        return export_evidence(out=out, **asked)

    monkeypatch.setattr(evidence, "export_evidence", watched)
    response = desk.post(f"/record/{kept}/evidence", WHY)
    assert list(uploads.iterdir()) == []
    b"".join(response.streaming_content)
    assert seen == [(0o600, True, [])]
    assert list(uploads.iterdir()) == []


def test_a_stretch_leaves_out_the_rest_and_the_file(desk, kept):
    files = pack(desk, kept, which="some", first="3", last="4")
    assert "Bring a waterproof" in words(files)
    assert "pizza" not in words(files)
    assert not [name for name in files if name.startswith("files/")]


def test_what_chosen_authors_wrote_is_withheld(desk, kept):
    files = pack(desk, kept, without=["Jo Bright", "Preeya N"])
    assert "is it pizza again" not in words(files)
    assert "see you there" not in words(files)
    assert "Bring a waterproof" in words(files)
    assert not [name for name in files if name.startswith("files/")]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("", ""),
        ("3", ""),
        ("9", "3"),
        ("0", "3"),
        ("-1", "3"),
        ("a", "b"),
        ("1.5", "3"),
        ("9" * 30, "9" * 31),
    ],
)
def test_numbers_that_are_none_are_refused_and_what_was_written_stays(desk, kept, first, last):
    page, sentence = refused(desk, kept, which="some", first=first, last=last, without=["Jo Bright"])
    assert sentence == "Write two numbers, the first message and the last, such as 3 and 40."
    assert page.one("input", name="first").attrs["value"] == first
    assert page.one("input", name="last").attrs["value"] == last
    assert page.one("textarea", name="reason").text == WHY["reason"]
    assert "checked" in page.one("input", name="which", value="some").attrs
    assert "checked" in page.one("input", name="without", value="Jo Bright").attrs
    assert "checked" not in page.one("input", name="without", value="Priya Nair").attrs
    assert exports() == 0


@pytest.mark.parametrize(
    ("first", "last", "beyond"), [("3", "999999999", "8"), ("500", "900000000", "500"), ("8", "8", "8")]
)
def test_numbers_beyond_the_last_are_refused_with_the_actions_sentence(desk, kept, first, last, beyond):
    _, sentence = refused(desk, kept, which="some", first=first, last=last)
    assert sentence == f"the conversation has no leaf {beyond}: its last is 7"
    assert exports() == 0


def test_a_form_that_does_not_say_how_much_gives_nothing_out(desk, kept):
    _, sentence = refused(desk, kept, which="")
    assert sentence.startswith("Write two numbers")
    assert exports() == 0


def test_a_pack_too_large_to_wait_for_is_refused_before_the_record_says_it_was_made(desk, kept, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_MESSAGES", 3)
    _, sentence = refused(desk, kept)
    assert "handrail evidence export" in sentence
    assert exports() == 0
    assert pack(desk, kept, which="some", first="1", last="3")


@pytest.mark.parametrize(("token", "sent_back"), [("1795428000123", True), ("", False), ("a; Path=/", False)])
def test_the_page_is_told_that_the_pack_has_come(desk, kept, token, sent_back):
    response = desk.post(f"/record/{kept}/evidence", WHY | {"token": token})
    b"".join(response.streaming_content)
    cookie = response.cookies.get(evidence.ARRIVED)
    assert (cookie is not None and cookie.value == token) is sent_back
    if cookie is not None:
        assert cookie["path"] == f"/record/{kept}/evidence"
        assert not cookie["httponly"]  # the page's script reads it


def test_a_pack_without_a_reason_is_refused(desk, kept, uploads):
    _, sentence = refused(desk, kept, reason="  ")
    assert sentence == "taking evidence out needs a reason"
    assert list(uploads.iterdir()) == []
    assert exports() == 0


def test_a_pack_of_something_that_was_tampered_with_is_refused_in_one_sentence(desk, kept, uploads):
    leaf = chain(kept)[3]
    Opening.objects.filter(leaf_hash=leaf, field="author").update(ciphertext=b"x" * 60)
    _, sentence = refused(desk, kept)
    assert sentence == "the pack cannot be made: `author` was changed"
    assert list(uploads.iterdir()) == []


def test_a_pack_of_what_was_erased_holds_the_certificates(desk, kept):
    ground = {"basis": "a request", "rule": "SG04/4", "word": "erase"}
    assert desk.post(f"/record/{kept}/erase", ground).status_code == 302
    page = open_page(desk, f"/record/{kept}/evidence")
    assert not [tag for tag in page.all("input") if tag.attrs.get("name") == "without"]
    files = pack(desk, kept)
    assert "content.erased" in words(files)
    assert "pizza" not in words(files)


def test_no_word_of_a_chat_reaches_the_log(desk, kept, caplog):
    with caplog.at_level(logging.DEBUG):
        pack(desk, kept)
        refused(desk, kept, which="some", first="x", last="y")
    assert "pizza" not in caplog.text
    assert "Jo Bright" not in caplog.text
