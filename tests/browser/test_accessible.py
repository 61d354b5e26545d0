"""The rules of axe-core in forced colours; the other looks are in test_every_page."""

from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.pages import PAGES


def test_axe_finds_nothing_in_forced_colours(browser: Browser, site: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(site + PAGES["motion-every-status"])
    found = violations(page)
    page.close()
    assert found == []
