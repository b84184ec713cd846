"""Every page, light and dark, wide and narrow: usable by everybody."""

import json
from importlib.resources import files

import pytest
from playwright.sync_api import Page
from tests import audit_sample
from tests.browser.ways import an_id, hand_in, read_the_chat

from handrail.ui.report.render import render_report_html

WIDTHS = (320, 390, 1280)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, { resultTypes: ["violations"], preload: false })
  .then((found) => found.violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]))"""


def check(page: Page) -> None:
    """Hold a page against axe in light and dark, and against three widths."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(AXE)
        found = page.evaluate(RUN)
        assert not found, f"{scheme}: {json.dumps(found, indent=1)}"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"at {width} px the page is {wide} px wide"


@pytest.fixture
def quiet(context):
    """Let axe fetch what it likes: its complaints are not the page's."""
    return context.new_page()


@pytest.fixture
def quiet_desk(quiet: Page, desk: Page) -> Page:
    """Return a page that shares the session of the signed-in one."""
    return quiet


def test_sign_in(quiet: Page):
    quiet.goto("/sign-in")
    check(quiet)


@pytest.mark.parametrize("path", ["/audits", "/audits/new", "/gallery", "/nothing", f"/audits/{an_id()}"])
def test_a_page_of_its_own(quiet_desk: Page, path: str):
    quiet_desk.goto(path)
    check(quiet_desk)


def test_the_page_about_the_people_in_each_of_its_states(quiet_desk: Page):
    hand_in(quiet_desk, with_people=False)
    check(quiet_desk)
    first = quiet_desk.locator(".ask").first
    first.get_by_text("Add this person").click()
    first.get_by_label("What they are").select_option("young_person")
    check(quiet_desk)
    first.get_by_label("What they are").select_option("representative")
    check(quiet_desk)
    first.get_by_label("Full name").fill("")
    quiet_desk.get_by_role("button", name="Read the chat").click()
    quiet_desk.get_by_role("alert").wait_for()
    check(quiet_desk)


def test_a_report_its_list_and_its_deletion(quiet_desk: Page):
    hand_in(quiet_desk)
    read_the_chat(quiet_desk)
    check(quiet_desk)
    address = quiet_desk.url
    quiet_desk.goto(f"{address}/delete")
    check(quiet_desk)
    quiet_desk.goto("/audits")
    check(quiet_desk)


@pytest.mark.parametrize(
    "sample", [audit_sample.report, audit_sample.clean_report, audit_sample.empty_report]
)
def test_a_saved_report(quiet: Page, sample, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(render_report_html(sample()), encoding="utf-8")
    quiet.goto(file.as_uri())
    check(quiet)


def test_a_picture_wider_than_the_page_says_that_it_goes_on(quiet: Page, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(render_report_html(audit_sample.report()), encoding="utf-8")
    quiet.goto(file.as_uri())
    frame, hint = quiet.locator(".timeline__frame"), quiet.locator(".timeline__hint")
    for width in (390, 720, 1280):
        quiet.set_viewport_size({"width": width, "height": 800})
        goes_on = frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
        assert hint.is_visible() == goes_on, f"at {width} px"
    quiet.set_viewport_size({"width": 390, "height": 800})
    assert "gradient" in frame.evaluate("frame => getComputedStyle(frame).backgroundImage")
    quiet.emulate_media(media="print")
    assert not hint.is_visible()


def test_on_paper_the_report_is_light_and_leaves_out_what_only_a_screen_needs(quiet: Page, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(render_report_html(audit_sample.report()), encoding="utf-8")
    quiet.goto(file.as_uri())
    quiet.emulate_media(media="print", color_scheme="dark")
    assert quiet.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not quiet.locator(".contents").is_visible()
    assert quiet.locator(".fold .episode").first.is_visible()
