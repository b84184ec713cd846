"""A real server and a real browser for the tests of this folder, both ended with it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "src" / "handrail" / "demo"
PATIENCE_S = 60
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A server that runs, and who may sign in to it."""

    address: str
    email: str
    password: str


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start `handrail serve --demo` as an operator would, in a home of its own."""
    home = tmp_path_factory.mktemp("home")
    port = _free_port()
    clean = {name: text for name, text in os.environ.items() if not name.startswith(("HANDRAIL_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "handrail.entrypoints.cli.main", "serve", "--demo", "--port", str(port)],
        cwd=ROOT,
        env=clean | {"HANDRAIL_HOME": str(home), "PYTHONPATH": str(ROOT / "src")},
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, process)
        yield Site(
            address=address,
            email="lead@brooklane.example",
            password=(home / "demo-password").read_text(encoding="ascii").strip(),
        )
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path, "install Chromium: `scripts/ensure-browser`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Return a browser without cookies, as a member of staff in Britain has it."""
    fresh = browser.new_context(base_url=site.address, locale="en-GB", timezone_id="Europe/London")
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page; whatever the browser complains about fails the test."""
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield opened
    # An answer that refuses is shown on the page, and the browser logs it too.
    assert not [line for line in complaints if "Failed to load resource" not in line]


@pytest.fixture
def desk(page: Page, site: Site) -> Page:
    """Return a page on which the demo's safeguarding lead has signed in."""
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(site.email)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/audits")
    return page


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(f"{address}/sign-in"):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")
