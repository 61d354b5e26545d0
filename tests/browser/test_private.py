"""What pages ask of a reader: no cookie, nothing from another host, and no script but for buttons that need one."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import PAGES


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_keeps_nothing_and_asks_no_one_else(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(site + path, wait_until="networkidle")
    kept = context.cookies(), page.evaluate("localStorage.length + sessionStorage.length")
    context.close()
    assert (set(asked), kept) == ({urlsplit(site).netloc}, ([], 0))
    assert [one for one in complaints if "404" not in one] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_whole_without_scripts(browser: Browser, site: str, path: str) -> None:
    texts = []
    for scripts in (True, False):
        page = browser.new_page(java_script_enabled=scripts)
        page.goto(site + path)
        page.locator("[data-copy], [data-share]").evaluate_all("all => all.forEach(one => { one.hidden = true; })")
        # The status page says at which minute it was made.
        texts.append(re.sub(r"\d\d:\d\d on", "", page.locator("main").inner_text()))
        page.close()
    assert len(texts[0]) > 100
    assert texts[0] == texts[1]
