"""What comes out of a printer: the briefing on two sheets at most, in black, with its address and its date."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.pages import EVERY, MOTION, PAGES


@pytest.mark.parametrize("motion", [MOTION, EVERY])
def test_the_briefing_fits_on_two_sheets(page: Page, motion: str) -> None:
    page.goto(f"{motion}/briefing")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 1 <= len(sheets) <= 2


def test_the_briefing_says_its_day_and_its_address_in_print(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(f"{MOTION}/briefing?on=2019-02-12")
    text = page.locator("body").inner_text()
    assert "Tuesday 12 February 2019" in text
    assert "https://example.org/motions/action-on-antisemitism?on=2019-02-12" in text
    assert "Log head" in text


@pytest.mark.parametrize("name", ["motion", "demand", "timeline", "changes", "method"])
def test_every_printed_page_carries_its_address_and_no_navigation(page: Page, name: str) -> None:
    page.emulate_media(media="print")
    page.goto(PAGES[name])
    assert f"https://example.org{PAGES[name]}" in page.locator("footer").inner_text()
    assert [nav for nav in page.locator("header nav, footer nav, .record-nav, .pager").all() if nav.is_visible()] == []


def test_print_is_black_on_white(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(EVERY)
    colours = "all => [...new Set(all.map(one => getComputedStyle(one).color))]"
    assert page.locator("main .square, main .marked, main p").evaluate_all(colours) == ["rgb(0, 0, 0)"]
