"""One long word widens no page: a record whose every text is a word of 240 letters, on a telephone."""

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route

from tests.builders import LOADED_AT, utc
from tests.web.desk.people import sign_in
from tests.web.test_smuggled import smuggled
from tests.web.test_tongues import PAGES
from tracker.db import transaction
from tracker.operations.record.loading import load_record
from tracker.record.schema import RecordFile
from tracker.vocabulary import Role

WORD = "Abwasserreinigungsanlage" * 10
ADDRESS = "https://example.org/".ljust(300, "a")
OVERDUE = utc(2026, 11, 20, 12)
DESK = "/editor/motions/clean-water"
ROOMS = (
    *("/editor", "/editor/motions", DESK, f"{DESK}/visibility", f"{DESK}/correct", f"{DESK}/correct/demand/1"),
    *(f"{DESK}/follow-up", f"{DESK}/deadline", f"{DESK}/replies/new"),
)


def long_words() -> RecordFile:
    """Return a record with an entry of every kind, of long words and long addresses."""
    record = smuggled([WORD], "clean-water")
    sources = [one.model_copy(update={"url": ADDRESS, "archived_url": ADDRESS}) for one in record.sources]
    return record.model_copy(update={"sources": sources})


@pytest.fixture
def shown(app: Flask, context: BrowserContext) -> Page:
    """Give a telephone on which the application answers to somebody who may see everything."""
    with transaction(app.extensions["engine"]) as session:
        load_record(session, long_words(), LOADED_AT, reason=WORD)
    with time_machine.travel(OVERDUE, tick=False):
        client = sign_in(app, Role.REVIEWER)

    def answer(route: Route) -> None:
        with time_machine.travel(OVERDUE, tick=False):
            response = client.get(route.request.url.removeprefix("https://example.org"))
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.data)

    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.route("https://example.org/**", answer)
    return page


@pytest.mark.parametrize("rooms", [PAGES, ROOMS], ids=["public", "desk"])
def test_no_long_word_widens_a_page(shown: Page, rooms: tuple[str, ...]) -> None:
    wide = {}
    for path in rooms:
        answer = shown.goto(f"https://example.org{path}")
        assert answer
        assert answer.status == 200, path
        shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wide[path] = shown.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 360} == {}
