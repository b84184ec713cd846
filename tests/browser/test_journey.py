"""A safeguarding lead's way, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Site
from tests.browser.ways import ADDRESS_OF_ONE, hand_in, read_the_chat


def test_from_signing_in_to_the_report_and_to_its_deletion(desk: Page, tmp_path: Path):
    hand_in(desk)
    expect(desk.get_by_role("heading", name="we do not recognise")).to_be_visible()
    desk.get_by_text("Add this person").click()
    desk.get_by_label("Full name").fill("Robin Ash")
    desk.get_by_label("What they are").select_option("guardian")
    read_the_chat(desk)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Brook Lane Project")
    expect(desk.get_by_role("img", name="Adults present and messages over time")).to_be_visible()
    expect(desk.locator("#people")).to_contain_text("Robin Ash")
    with desk.expect_download() as saving:
        desk.get_by_role("link", name="Save as a file").click()
    saving.value.save_as(tmp_path / "report.html")
    assert "Brook Lane Project" in (tmp_path / "report.html").read_text(encoding="utf-8")
    desk.get_by_text("More", exact=True).click()
    desk.get_by_role("link", name="Delete this audit").click()
    desk.get_by_role("button", name="Delete it all").click()
    desk.wait_for_url("**/audits")


def test_the_saved_report_opens_from_a_disk_and_asks_nobody_for_anything(
    desk: Page, browser: Browser, tmp_path
):
    hand_in(desk)
    read_the_chat(desk)
    with desk.expect_download() as saving:
        desk.get_by_role("link", name="Save as a file").click()
    saving.value.save_as(tmp_path / "report.html")
    asked: list[str] = []
    alone = browser.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "report.html").as_uri())
    expect(alone.get_by_role("heading", level=1)).to_have_text("Brook Lane Project")
    assert asked == [(tmp_path / "report.html").as_uri()]
    alone.close()


def test_everything_works_without_script(browser: Browser, site: Site):
    plain = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/")
    page.get_by_label("E-mail address").fill(site.email)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    hand_in(page)
    page.get_by_role("button", name="Read the chat").click()
    page.wait_for_url(ADDRESS_OF_ONE)
    expect(page.get_by_role("heading", name="What to do next")).to_be_visible(timeout=60_000)
    plain.close()


def test_what_is_not_a_chat_is_refused_on_the_page_and_can_be_mended(desk: Page, tmp_path: Path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("This is a shopping list.\nbread\n")
    desk.goto("/audits/new")
    desk.get_by_label("The exported chat").set_input_files(wrong)
    desk.get_by_role("button", name="Go on to the people").click()
    expect(desk.get_by_role("alert")).to_contain_text("wrong.txt")
    hand_in(desk)


def test_a_file_can_be_dropped(desk: Page):
    desk.goto("/audits/new")
    desk.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File(["hello"], "dropped.txt"));
          const zone = document.querySelector("[data-drop]");
          zone.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
    )
    assert desk.get_by_label("The exported chat").input_value().endswith("dropped.txt")


def test_the_key_b_blanks_the_screen_and_brings_it_back(desk: Page):
    cover = desk.get_by_role("button", name="This screen is blank")
    desk.keyboard.press("b")
    expect(cover).to_be_focused()
    assert desk.title() == "Handrail"
    desk.keyboard.press("b")
    expect(cover).to_be_hidden()
    expect(desk).to_have_title(re.compile("Audits"))


def test_writing_the_letter_b_blanks_nothing(desk: Page):
    hand_in(desk, with_people=False)
    desk.locator(".ask").first.get_by_text("Add this person").click()
    desk.locator(".ask").first.get_by_label("Full name").fill("")
    desk.locator(".ask").first.get_by_label("Full name").press_sequentially("Bob")
    expect(desk.locator("[data-blank-cover]")).to_be_hidden()


def test_the_first_stop_of_the_keyboard_leads_past_the_header(desk: Page):
    desk.goto("/audits/new")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Skip to the page")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#main")).to_be_focused()


def test_the_account_menu_opens_and_closes_by_keyboard(desk: Page):
    menu = desk.locator(".top .menu")
    menu.locator("summary").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Sign out")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Sign out")).to_be_hidden()


def test_after_signing_out_the_back_button_shows_nothing(desk: Page):
    desk.locator(".top .menu summary").click()
    desk.get_by_role("button", name="Sign out").click()
    desk.wait_for_url("**/sign-in")
    desk.go_back()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")
