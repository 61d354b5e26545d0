"""What holds of every page: it is opened once, and looked at for all of it.

pytest runs the tests of one page one after the other. The last two leave the page.
"""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.pages import PAGES, SHORT_PAGES, WIDTHS
from tests.browser.visits import OPEN_ALL, Visit, visit

LOOKS = {"light": ("light", 1280, 900), "dark": ("dark", 1280, 900), "zoomed": ("light", 320, 256)}
"""The colour scheme, and the screen; 400 % zoom is a screen 320 pixels wide."""

WORDS = """main => {
  const buttons = [...main.querySelectorAll('[data-copy], [data-share]')], before = buttons.map(one => one.hidden);
  buttons.forEach(one => { one.hidden = true; });
  const text = main.innerText;
  buttons.forEach((one, place) => { one.hidden = before[place]; });
  return text;
}"""
"""The words of the content, but for buttons that need a script."""


@pytest.fixture(scope="module", params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    """Give the name of a page; all tests of one page come together."""
    return str(request.param)


@pytest.fixture
def shown(name: str, page: Page) -> Visit:
    """Give the page as it was left by the test before, or opened where that test left it."""
    return visit(page, PAGES[name])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", SHORT_PAGES, indirect=True, scope="module")
def test_axe_finds_nothing(shown: Visit, look: str) -> None:
    scheme, width, height = LOOKS[look]
    shown.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    shown.page.set_viewport_size({"width": width, "height": height})
    shown.page.evaluate(OPEN_ALL)  # What is folded away is read too.
    assert violations(shown.page) == []


def test_no_page_scrolls_sideways(shown: Visit) -> None:
    shown.page.evaluate(OPEN_ALL)
    widths = {}
    for width in WIDTHS:
        shown.page.set_viewport_size({"width": width, "height": 640})
        widths[width] = shown.page.evaluate("document.documentElement.scrollWidth")
    assert widths == {width: width for width in WIDTHS}


def test_a_page_has_one_heading_a_title_and_ids_that_are_unique(shown: Visit) -> None:
    ids = shown.page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert shown.page.locator("h1").count() == 1
    assert shown.page.title().endswith(" – Answerable")
    assert len(ids) == len(set(ids))


def test_headings_leave_out_no_level(shown: Visit) -> None:
    levels = shown.page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_is_whole_without_scripts(name: str, shown: Visit, scriptless: Page) -> None:
    scriptless.goto(PAGES[name])
    texts = []
    for page in (shown.page, scriptless):
        page.evaluate(OPEN_ALL)
        # The status page says at which minute it was made.
        texts.append(re.sub(r"\d\d:\d\d on", "", page.locator("main").evaluate(WORDS)))
    assert len(texts[0]) > 100
    assert texts[0] == texts[1]


def test_a_page_keeps_nothing_and_asks_no_one_else(shown: Visit, site: str) -> None:
    shown.page.wait_for_load_state("networkidle")
    kept = shown.page.context.cookies(), shown.page.evaluate("localStorage.length + sessionStorage.length")
    assert ({urlsplit(address).netloc for address in shown.asked}, kept) == ({urlsplit(site).netloc}, ([], 0))
    assert [complaint for complaint in shown.complaints if "404" not in complaint] == []


def test_the_skip_link_comes_first_and_leads_to_the_content(shown: Visit) -> None:
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "main"


def test_corrections_are_one_click_away(name: str, page: Page, site: str) -> None:
    if urlsplit(page.url)._replace(fragment="").geturl() != f"{site}{PAGES[name]}":
        page.goto(PAGES[name])
    page.locator("footer").get_by_role("link", name="Corrections", exact=True).click()
    assert page.locator("h1").inner_text() == "Corrections"
