"""Our frame on somebody else's page: it appears under a strict policy, has its own height, and obeys only its frame."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.hosts import MOTION, host_page, snippet, strict

HEIGHT = re.compile(r"^(?!320$)\d+$")
"""A height that the frame has told: 320 is what it begins with."""
SENSELESS = ("1e9", "-5", "12", "NaN", "Infinity", "'900'", "null", "{}", "[900]")
LISTEN = "window.heard = new Promise(done => addEventListener('message', event => event.data === 'last' && done())); 0"
"""Waits for the last message: messages come in order, and our script's listener was there first."""
FRAME = f"/motions/{MOTION}/embed"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that notes what the browser complains of, in `complaints`."""
    context = browser.new_context(viewport={"width": 900, "height": 900})
    made = context.new_page()
    made.on("console", lambda message: complaints(made).append(message.text))
    made.on("pageerror", lambda error: complaints(made).append(str(error)))
    made.__dict__["complaints"] = []
    yield made
    context.close()


def complaints(page: Page) -> list[str]:
    """Return what the browser complained of."""
    found: list[str] = page.__dict__["complaints"]
    return found


def test_it_works_under_a_strict_policy(page: Page, site: str) -> None:
    with host_page(snippet(site), strict(site)) as host:
        page.goto(host)
        frame = page.locator("iframe")
        expect(frame).to_have_attribute("height", HEIGHT)
        expect(frame).to_have_attribute("title", "The record")
        expect(page.frame_locator("iframe").locator("h1")).to_contain_text("Action on Antisemitism")
        expect(page.get_by_role("link", name="The record")).to_be_hidden()
        inside = page.frames[1].evaluate("[document.body.getBoundingClientRect().height, innerHeight, origin]")
        assert (abs(inside[0] - inside[1]) <= 1, inside[2]) == (True, "null")
        assert complaints(page) == []


def test_its_height_follows_its_width(page: Page, site: str) -> None:
    with host_page(snippet(site), strict(site)) as host:
        page.goto(host)
        frame = page.locator("iframe")
        expect(frame).to_have_attribute("height", HEIGHT)
        wide = int(frame.get_attribute("height") or 0)
        page.set_viewport_size({"width": 260, "height": 900})
        expect(frame).not_to_have_attribute("height", str(wide))
        assert int(frame.get_attribute("height") or 0) > wide


def test_two_on_a_page_have_each_their_own_height(page: Page, site: str) -> None:
    second = snippet(site, 'data-demand="4" data-theme="dark"', f"motions/{MOTION}/demands/4")
    with host_page(snippet(site, 'data-theme="light"') + second, strict(site)) as host:
        page.goto(host)
        frames = page.locator("iframe")
        expect(frames).to_have_count(2)
        for at in (0, 1):
            expect(frames.nth(at)).to_have_attribute("height", HEIGHT)
        assert frames.nth(0).get_attribute("height") != frames.nth(1).get_attribute("height")
        papers = {one.evaluate("getComputedStyle(document.body).backgroundColor") for one in page.frames[1:]}
        assert papers == {"rgb(253, 252, 248)", "rgb(21, 22, 26)"}
        assert page.evaluate("Object.keys(window).filter(name => /embed|answerable/i.test(name))") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_theme_it_follows_the_reader(page: Page, site: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + FRAME)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(253, 252, 248)", "dark": "rgb(21, 22, 26)"}[scheme]


def test_what_the_host_or_another_frame_says_does_nothing(page: Page, site: str) -> None:
    with host_page(snippet(site), f"{strict(site)} 'unsafe-inline'; script-src-elem {site}") as host:
        page.goto(host)
        frame = page.locator("iframe")
        expect(frame).to_have_attribute("height", HEIGHT)
        before = frame.get_attribute("height")
        page.evaluate(LISTEN)
        page.evaluate("for (const said of [1000, '1000', {height: 1000}, 'last']) window.postMessage(said, '*')")
        page.evaluate("heard")
        assert frame.get_attribute("height") == before


def test_a_frame_cannot_ask_for_a_senseless_height(page: Page, site: str) -> None:
    with host_page(snippet(site), strict(site)) as host:
        page.goto(host)
        frame = page.locator("iframe")
        expect(frame).to_have_attribute("height", HEIGHT)
        before = frame.get_attribute("height")
        page.evaluate(LISTEN)
        page.frames[1].evaluate(f"for (const said of [{', '.join(SENSELESS)}, 'last']) parent.postMessage(said, '*')")
        page.evaluate("heard")
        assert frame.get_attribute("height") == before


def test_where_frames_are_forbidden_the_link_is_left(page: Page, site: str) -> None:
    with host_page(snippet(site), f"default-src 'none'; script-src {site}") as host:
        page.goto(host, wait_until="networkidle")
        expect(page.get_by_role("link", name="The record")).to_be_visible()


def test_without_scripts_the_link_is_left(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    with host_page(snippet(site), strict(site)) as host:
        page = context.new_page()
        page.goto(host)
        expect(page.get_by_role("link", name="The record")).to_be_visible()
        expect(page.locator("iframe")).to_have_count(0)
    context.close()


def test_its_links_open_pages_that_are_free_of_the_sandbox(page: Page, site: str) -> None:
    with host_page(snippet(site), strict(site)) as host:
        page.goto(host)
        with page.expect_popup() as opened:
            page.frame_locator("iframe").locator("h1 a").click()
        expect(opened.value.locator("h1")).to_have_text("Action on Antisemitism")
        assert opened.value.evaluate("[origin, opener]") == [site, None]
        assert page.context.cookies() == []


PATHS = (FRAME, f"/motions/{MOTION}/demands/2/embed", "/motions/every-status/embed")


@pytest.mark.parametrize("path", PATHS)
def test_it_fits_from_240_to_800_pixels(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    for width in (240, 280, 400, 800):
        page.set_viewport_size({"width": width, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("path", "theme"), [(PATHS[1], "light"), (PATHS[2], "light"), (PATHS[2], "dark")])
def test_everybody_can_use_it(page: Page, site: str, path: str, theme: str) -> None:
    page.goto(f"{site}{path}?theme={theme}")
    assert violations(page) == []


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_badge_can_be_shown_by_any_page(page: Page, site: str, size: str) -> None:
    image = f'<img alt="Where it stands" src="{site}/motions/{MOTION}.svg?size={size}">'
    with host_page(image, f"default-src 'none'; img-src {site}") as host:
        page.goto(host)
        shown = page.locator("img").evaluate("image => [image.complete, image.naturalWidth > 100]")
        assert (shown, complaints(page)) == ([True, True], [])


def test_a_badge_opened_by_itself_breaks_no_policy(page: Page, site: str) -> None:
    page.goto(f"{site}/motions/{MOTION}.svg?size=large")
    assert page.evaluate("document.querySelectorAll('text').length") > 5
    # The browser asks for an icon of its own accord.
    assert [one for one in complaints(page) if "404" not in one] == []
