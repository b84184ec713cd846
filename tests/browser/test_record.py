"""The record on the desk, in a real browser: from an audit to its evidence, and through every page of it."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.conftest import DEMO
from tests.browser.test_every_page import check
from tests.browser.ways import hand_in, read_the_chat


@pytest.fixture
def quiet_desk(context: BrowserContext, desk: Page) -> Page:
    """Return a page of the signed-in lead on which axe may complain without failing the test."""
    return context.new_page()


def audited(page: Page) -> None:
    hand_in(page)
    read_the_chat(page)


def test_from_an_audit_to_its_evidence_and_to_the_record(quiet_desk: Page, tmp_path: Path):
    page = quiet_desk
    audited(page)
    bar = page.get_by_role("region", name="Kept in the record")
    expect(bar).to_contain_text("Kept in the record: 157 entries")
    bar.get_by_role("link", name="Evidence pack").click()
    check(page)
    page.get_by_label("Why it is taken out").fill("A request by the police")
    page.get_by_text("Withhold what somebody wrote").click()
    page.get_by_label("Jo Carter").check()
    check(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("Your browser has the pack.")).to_be_visible()
    expect(page.get_by_role("button", name="Make the pack")).not_to_have_attribute("aria-disabled", "true")
    assert saving.value.suggested_filename.startswith("handrail-evidence-")
    saving.value.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        custody = json.loads(pack.read("custody.json"))
        assert pack.read("report.pdf").startswith(b"%PDF-")
    assert custody["reason"] == "A request by the police"
    page.get_by_role("link", name="Record", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Record")
    check(page)
    page.get_by_role("link", name="chat.txt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("chat.txt")
    check(page)


def test_the_form_of_a_pack_shows_the_numbers_only_when_they_are_asked_for(desk: Page):
    audited(desk)
    desk.get_by_role("link", name="Evidence pack").click()
    expect(desk.get_by_label("From message")).to_be_hidden()
    desk.get_by_label("Only some messages").check()
    desk.get_by_label("From message").fill("9")
    desk.get_by_label("To message").fill("3")
    desk.get_by_label("Why it is taken out").fill("A request")
    desk.get_by_role("button", name="Make the pack").click()
    expect(desk.get_by_role("alert")).to_contain_text("Write two numbers")
    expect(desk.get_by_label("From message")).to_have_value("9")


def test_every_deed_and_the_check_are_pages_that_everybody_can_use(quiet_desk: Page):
    page = quiet_desk
    page.goto("/audits/new")
    page.get_by_label("The exported chat").set_input_files(DEMO / "one-to-one.txt")
    page.get_by_label("Your people file").set_input_files(DEMO / "people.csv")
    page.get_by_role("button", name="Go on to the people").click()
    read_the_chat(page)
    page.get_by_role("link", name="In the record").click()
    conversation = page.url
    page.get_by_role("link", name="Decide how it is kept").click()
    check(page)
    page.get_by_label("Meeting points").check()
    page.get_by_label("Why").fill("Only lifts and times")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("It is kept")
    page.get_by_role("link", name="Place a legal hold").click()
    check(page)
    page.get_by_label("Why it must be kept").fill("An inquiry began")
    page.get_by_role("button", name="Place the hold").click()
    check(page)
    page.goto(f"{conversation}/erase")
    expect(page.locator("main")).to_contain_text("A legal hold stands")
    check(page)
    page.goto(conversation)
    page.get_by_role("link", name="Release this hold").click()
    check(page)
    page.get_by_label("Why it may end").fill("It ended")
    page.get_by_role("button", name="Release it as the first of two").click()
    expect(page.get_by_role("status")).to_contain_text("until a second person")
    check(page)
    page.goto("/record")
    page.get_by_role("button", name="Check the whole record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The record is whole")
    check(page)


def test_erasing_takes_the_word_and_then_shows_that_nothing_is_left(quiet_desk: Page):
    page = quiet_desk
    audited(page)
    page.get_by_role("link", name="In the record").click()
    page.get_by_role("link", name="Erase this conversation").click()
    check(page)
    page.get_by_label("Basis in law").fill("A request by the person")
    page.get_by_label("Rule of your policy").fill("SG04/4")
    page.get_by_label("Type ERASE to go on").fill("yes")
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_role("alert")).to_contain_text("Write ERASE")
    check(page)
    page.get_by_label("Type ERASE to go on").fill("ERASE")
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_role("status")).to_contain_text("It is erased")
    check(page)


def test_the_line_to_publish_is_copied(context: BrowserContext, desk: Page):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto("/record")
    desk.get_by_role("button", name="Copy").click()
    expect(desk.get_by_text("Copied")).to_be_visible()
    line = desk.locator("[data-copy-text]").inner_text()
    assert desk.evaluate("navigator.clipboard.readText()") == line
