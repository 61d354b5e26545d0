"""Sharing in a browser: buttons only where they can do something, and fields and links that need no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.pages import MOTION

DEMAND = f"{MOTION}/demands/1"
SHARES = "navigator.share = data => { window.shared = data; return Promise.resolve(); }"
COPIES = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: words => OUTCOME}})"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page in a browser of its own, which these tests teach to share and to copy."""
    return context.new_page()


@pytest.fixture
def without_script(browser: Browser, site: str) -> Iterator[Page]:
    """Give a page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=site)
    yield context.new_page()
    context.close()


def opened(page: Page, clipboard: str = "Promise.resolve(window.copied = words)") -> Page:
    """Open a demand in a browser that shares, and copies as told."""
    page.add_init_script(f"{SHARES}; {COPIES.replace('OUTCOME', clipboard)}")
    page.goto(f"{DEMAND}?on=2019-02-12")
    return page


@pytest.mark.parametrize("path", [MOTION, DEMAND])
def test_without_script_nothing_stands_there_that_does_nothing(without_script: Page, path: str) -> None:
    without_script.goto(path)
    share = without_script.locator("#share")
    assert [one for one in share.locator("button").all() if one.is_visible()] == []
    expect(share.get_by_role("link", name="Send by e-mail")).to_be_visible()
    expect(share.get_by_label("Short address", exact=True)).to_be_visible()
    expect(share.get_by_role("img", name="QR code of https://example.org/m/")).to_be_visible()


@pytest.mark.parametrize("label", ["Short address", "Address of this page"])
def test_a_field_is_copied_and_it_is_said(page: Page, label: str) -> None:
    opened(page).get_by_role("button", name=f"Copy: {label}").click()
    expect(page.locator("[data-told]")).to_have_text("Copied")
    assert page.evaluate("window.copied") == page.get_by_label(label, exact=True).input_value()


def test_where_copying_is_not_allowed_the_text_is_selected(page: Page) -> None:
    opened(page, "Promise.reject()").get_by_role("button", name="Copy: Short address").click()
    expect(page.locator("[data-told]")).to_contain_text("copy it yourself")
    field = page.get_by_label("Short address", exact=True)
    expect(field).to_be_focused()
    assert field.evaluate("one => [one.selectionStart, one.selectionEnd == one.value.length]") == [0, True]


def test_the_browsers_own_way_to_share_gets_the_page_on_its_day(page: Page) -> None:
    opened(page).get_by_role("button", name="Share this page").click()
    shared = page.evaluate("window.shared")
    assert shared["url"] == f"https://example.org{DEMAND}?on=2019-02-12"
    assert shared["text"] in str(page.locator("meta[property='og:description']").get_attribute("content"))


@pytest.mark.parametrize("width", [320, 1280])
def test_sharing_is_accessible_with_all_its_buttons_and_fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page).get_by_text("The same for BibTeX").click()
    expect(page.get_by_role("button", name="Share this page")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page, within="#share") == []
