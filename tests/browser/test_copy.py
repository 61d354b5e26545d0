"""A copy of the site, opened from disk and through the plainest of web servers: it looks and leads as the site does."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, load
from tests.export.crawl import copy
from tracker import ROOT, create_app
from tracker.config import Config
from tracker.migrations import upgrade

BELOW = "archive/2026"


class Quiet(SimpleHTTPRequestHandler):
    """What `python -m http.server` serves with, without its lines in our output."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy of the site with the small record, two folders down."""
    root = tmp_path_factory.mktemp("web")
    settings = {"TRACKER_INSTANCE": str(tmp_path_factory.mktemp("site")), "BASE_URL": "https://example.org"}
    app = create_app(Config.from_environment(settings, ROOT))
    upgrade(app.extensions["engine"])
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    with time_machine.travel(LOADED_AT, tick=False):
        copy(app, root / BELOW)
    app.extensions["engine"].dispose()
    return root


@pytest.fixture(scope="module")
def places(folder: Path) -> Iterator[dict[str, str]]:
    """Give where the copy is to be opened: on disk, and in a subfolder of a web host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"disk": (folder / BELOW).as_uri(), "host": f"http://127.0.0.1:{server.server_port}/{BELOW}"}
    server.shutdown()
    server.server_close()


@pytest.fixture
def quiet_page(browser: Browser) -> Iterator[Page]:
    """Give a page that fails the test when the browser has anything to complain of.

    What the browser itself calls off, such as an icon not yet there when the reader goes on, is no fault of the copy.
    """
    complaints: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else complaints.append(one.url))
    yield page
    page.close()
    assert complaints == []


def is_styled(page: Page) -> bool:
    """Tell whether the style sheet applies to the page."""
    link = page.locator("header.site a.name")
    return bool(link.evaluate("one => getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)'"))


@pytest.mark.parametrize("where", ["disk", "host"])
def test_a_reader_walks_through_a_copy(quiet_page: Page, places: dict[str, str], where: str) -> None:
    page = quiet_page
    page.goto(f"{places[where]}/index.html")
    for link, heading in (
        ("Clean River", "Clean River"),
        ("Sampling results", "Sampling results"),
        ("Clean River", "Clean River"),
        ("A reply", "Clean River"),
        ("The whole timeline", "Timeline"),
        ("See it as of", "Timeline"),
        ("Sources", "Sources"),
        ("Method", "How verdicts are made"),
    ):
        page.get_by_role("main" if link not in ("Method",) else "banner").get_by_role("link", name=link).first.click()
        expect(page.locator("h1")).to_contain_text(heading)
        assert is_styled(page)
        assert page.url.startswith(places[where])
        if link in ("A reply", "The whole timeline"):
            expect(page.locator(".banner")).to_contain_text("as of the end of Wednesday 4 November 2026")
    expect(page.locator(".copy")).to_contain_text("This is a copy of https://example.org/about/method, as of")


def test_a_copy_fits_a_phone_and_hides_nothing(quiet_page: Page, places: dict[str, str]) -> None:
    quiet_page.set_viewport_size({"width": 320, "height": 640})
    quiet_page.goto(f"{places['disk']}/motions/clean-river/index.html")
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(quiet_page.get_by_text("This form is on the live site")).to_be_visible()
    expect(quiet_page.locator("form")).to_have_count(0)
