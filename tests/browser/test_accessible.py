"""The rules of axe-core on every page: in light, in dark, and at 400 % zoom, which is a screen 320 pixels wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pages import PAGES, SHORT_PAGES

LOOKS: dict[str, dict[str, object]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "zoomed": {"color_scheme": "light", "viewport": {"width": 320, "height": 256}},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", SHORT_PAGES.values(), ids=SHORT_PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, path: str, look: str) -> None:
    page = browser.new_page(**LOOKS[look])  # type: ignore[arg-type]
    page.goto(site + path)
    # What is folded away is read too.
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_forced_colours(browser: Browser, site: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(site + PAGES["motion-every-status"])
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()
