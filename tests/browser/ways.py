"""Ways through the desk that several tests go."""

import re
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

DEMO = Path(__file__).parents[2] / "src" / "handrail" / "demo"
ADDRESS_OF_ONE = re.compile(r"/audits/[0-9a-f-]{36}$")


def hand_in(page: Page, *, with_people: bool = True) -> None:
    """Hand in the demo chat and wait for the page about its people."""
    page.goto("/audits/new")
    page.get_by_label("The exported chat").set_input_files(DEMO / "chat.txt")
    if with_people:
        page.get_by_label("Your people file").set_input_files(DEMO / "people.csv")
    page.get_by_role("button", name="Go on to the people").click()
    page.wait_for_url("**/people")


def read_the_chat(page: Page) -> None:
    """Leave whoever is unknown, and wait for the report."""
    page.get_by_role("button", name="Read the chat").click()
    page.wait_for_url(ADDRESS_OF_ONE)
    expect(page.get_by_role("heading", name="What to do next")).to_be_visible(timeout=60_000)


def an_id() -> str:
    """Return an id that no audit has."""
    return str(uuid4())
