import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests import audit_sample

from handrail.ui.report.render import render_report_html

ALL = [audit_sample.report, audit_sample.clean_report, audit_sample.empty_report]
TESTS = Path(audit_sample.__file__).parent
VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "line", "circle", "polygon"}


class Page(HTMLParser):
    """Collects what the tests ask of a page, and refuses tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize("sample", ALL)
def test_the_file_is_one_document_that_needs_no_script_and_no_network(sample):
    page = Page(render_report_html(sample()))
    titles = [attrs for attrs in page.all("title") if "id" not in attrs]  # the picture has one of its own
    assert len(page.all("html")) == len(page.all("h1")) == len(titles) == 1
    assert not page.all("script")
    assert not page.all("link")
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in page.tags)
    assert not [attrs for _, attrs in page.tags if {"src", "style", "onclick", "onload"} & attrs.keys()]


@pytest.mark.parametrize("sample", ALL)
def test_the_styles_name_no_other_file(sample):
    (style,) = re.findall(r"<style>(.*?)</style>", render_report_html(sample()), re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("sample", ALL)
def test_every_id_stands_once_and_every_link_on_the_page_leads_somewhere(sample):
    page = Page(render_report_html(sample()))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {(attrs["href"] or "")[1:] for attrs in page.all("a")} <= set(ids)


def test_hostile_text_is_shown_as_written_and_never_runs():
    html = render_report_html(audit_sample.report())
    assert "<script" not in html
    assert audit_sample.HOSTILE in "".join(Page(html).words)


def test_hostile_names_titles_and_headlines_are_escaped_too():
    attack = "\"><img src=x onerror=alert(1)>'"
    chat = audit_sample.chat(title=attack, name=attack)
    html = render_report_html(audit_sample.report(chat=chat, headline=attack, summary=(attack,)))
    assert not Page(html).all("img")


def test_the_file_renders_where_no_django_settings_exist():
    code = (
        "from tests import audit_sample; from handrail.ui.report.render import render_report_html as render"
    )
    code += "; assert len(render(audit_sample.report())) > 10_000"
    environment = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=TESTS.parent, env=environment)


def test_what_fired_is_marked_in_the_quoted_text():
    html = render_report_html(audit_sample.report())
    assert "<mark>Just us two</mark> so <mark>don&#x27;t tell the others</mark>" in html


def test_text_that_utf_8_cannot_hold_is_replaced_not_fatal():
    html = render_report_html(audit_sample.report(headline="a\ud83db\x00c"))
    assert "a\ufffdb\ufffdc" in html
    html.encode("utf-8")


def test_the_summary_comes_first_and_says_what_to_do_the_urgent_first():
    words = " ".join(Page(render_report_html(audit_sample.report())).words)
    order = [
        "For six weeks one adult",
        "would be refused",
        "Priya Nair wrote",
        "What to do next",
        "Read the messages",
    ]
    places = [words.index(text) for text in order]
    assert places == sorted(places)


def test_every_field_of_the_sample_reaches_the_reader():
    words = re.sub(r"\s+", " ", "".join(Page(render_report_html(audit_sample.report())).words))
    for text in (
        "Two adults in every conversation",
        "Only one adult who counts was in the conversation.",
        "6 later stretches not quoted here.",
        "Write to the guardian instead.",
        "Vetting ended on 26 March 2026.",
        "12, then 13",
        "Nobody in the people file has this name.",
        "Equipment locked with a PIN",
        "Record each telephone in the equipment list.",
        "Voice messages and calls cannot be read.",
        "9f2c4e7ab1d05836" * 4,
        "4be1a0c7" * 8,
        "Exported, not witnessed.",
        "the file alone cannot prove this order",
        "1 line that may not be what it seems",
        "May imitate another person",
        "A line inside the message is shaped like the beginning of somebody else's.",
        "Compare it with the export from another phone in the chat.",
        "line 77, byte 4,321",
        "line 80, byte 4,444",
        "10 more lines not quoted here.",
        "7 more names with fewer messages not listed here.",
        "line 811, byte 51,204",
        "Alex Morgan left",
        "Asks someone to keep the conversation from others.",
    ):
        assert text in words


def test_a_line_that_may_not_be_what_it_seems_is_marked_where_it_stands():
    html = render_report_html(audit_sample.report())
    assert "<mark>[03/02/2026, 16:31] Priya Nair: ok you can come</mark>" in html


def test_a_clean_report_leaves_out_what_it_has_nothing_to_say_about():
    page = Page(render_report_html(audit_sample.clean_report()))
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert ids.isdisjoint({"findings", "signals", "doubts", "unchecked"})
    assert "Nothing needs doing because of this conversation." in "".join(page.words)
