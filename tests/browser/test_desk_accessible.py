"""axe-core on every page of the desk in each of its states: light, dark, and as wide as a telephone."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.axe import violations
from tests.browser.desk_states import AREAS, NOON, State, World

COLOURS = ["color-contrast", "link-in-text-block"]
NARROW = ["scrollable-region-focusable", "target-size", "region", "aria-hidden-focus", "heading-order"]
"""What another look or another width may change; all else is looked at once."""
WIDTHS = (1280, 360, 320)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page of its own: its addresses are answered here."""
    return context.new_page()


@pytest.fixture
def show(app: Flask, page: Page) -> Callable[[State], None]:
    """Give a function that shows an answer of the application in the browser, with our styles and scripts."""
    shown: list[State] = []
    plain = app.test_client()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("https://example.org")
        response = plain.get(path) if path.startswith("/static/") else shown[-1][1]
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.data)

    def bring(state: State) -> None:
        shown.append(state)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(f"https://example.org{state[1].request.path}#main")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    page.route("https://example.org/**", answer)
    return bring


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.__name__)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    app: Flask, page: Page, show: Callable[[State], None], area: Callable[[World], Iterator[State]]
) -> None:
    with time_machine.travel(NOON, tick=False):
        states = list(area(World(app)))
    wrong = []
    for name, response in states:
        show((name, response))
        wrong += [f"{name}, light: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [f"{name}, dark: {one}" for one in violations(page, COLOURS)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth") != width:
                wrong.append(f"{name}, {width} px: it scrolls sideways")
        wrong += [f"{name}, 320 px: {one}" for one in violations(page, NARROW)]
    assert "\n".join(wrong) == ""
