"""The desk without a mouse: sign in, record a reply and judge a part with Tab, Enter and Space alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.desk import Desk, open_desk
from tests.builders import CLEAN_RIVER, LOADED_AT, load
from tests.web.accounts.doors import PASSWORD, code, first_time
from tests.web.desk.people import sign_in
from tracker.vocabulary import Role

WHO = "eve@example.org"
MOST = 60
"""How many stops lie between two things at most."""

STOP = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.getAttribute('aria-label');
  const points = [.02, .25, .5, .75, .98].flatMap(x => [.05, .25, .5, .75, .95].map(
    y => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
  return {
    name: (label || one.innerText).trim(),
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
    seen: points.some(hit => hit && (one.contains(hit) || hit.contains(one))),
  };
}"""
"""What the focus is on: what it is called, whether that is marked, and whether anything lies over the whole of it."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Serve the small record, with an editor who has come in once."""
    with open_desk(tmp_path_factory.mktemp("keys"), LOADED_AT) as made:
        load(made.app.extensions["engine"], CLEAN_RIVER, LOADED_AT)
        first_time(made.app, Role.EDITOR, WHO)
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page in a browser of its own: who signs in has a cookie."""
    return context.new_page()


@pytest.fixture
def signed_in(desk: Desk, page: Page) -> Page:
    """Give a browser in which the editor is signed in."""
    kept = sign_in(desk.app, Role.EDITOR, WHO).get_cookie("desk", path="/editor")
    assert kept
    page.context.add_cookies([{"name": "desk", "value": kept.value, "url": f"{desk.home}/editor"}])
    return page


def to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so; it is plain to see on every stop."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        assert (stop["marked"], stop["seen"]) == (True, True), stop
        if stop["name"].startswith(name):
            return
    raise AssertionError(f"Tab does not come to {name}")


def write(page: Page, **texts: str) -> None:
    """Go from field to field, and write."""
    for name, text in texts.items():
        to(page, name)
        page.keyboard.type(text)


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go to a link, a button or a box, and press a key."""
    to(page, name)
    page.keyboard.press(key)


def assert_title(page: Page, words: str) -> None:
    """Wait for the page of a title."""
    expect(page.locator("h1")).to_have_text(words)


def test_signing_in(desk: Desk, page: Page) -> None:
    desk.at.shift(60)
    page.goto(f"{desk.home}/editor")
    write(page, **{"E-mail address": WHO, "Password": PASSWORD})
    press(page, "Go on")
    assert_title(page, "Enter the code")
    write(page, **{"Code from your app": code(desk.app, WHO)})
    page.keyboard.press("Enter")
    assert_title(page, "Today")


def test_recording_a_reply_and_judging_a_part(signed_in: Page, desk: Desk) -> None:
    page = signed_in
    page.goto(f"{desk.home}/editor")
    for link, heading in (("Motions", "Motions"), ("Clean River", "Clean River"), ("Record a reply", "Record a reply")):
        press(page, link)
        assert_title(page, heading)
    write(page, **{"The text of the reply": "The results are attached.", "What it says": "It attaches the results."})
    press(page, "(a) the results for 2025", "Space")
    press(page, "Save and go on")
    assert_title(page, "Part 1a: the results for 2025")
    write(page, First="A table.")
    press(page, "Answered.", "Space")
    write(page, **{"Why": "They are attached.", "The passage": "The results are attached."})
    press(page, "Save and go on")
    assert_title(page, "Preview")
    expect(page.locator("main")).to_contain_text("Part 1a, answered: waits.")


def test_the_summary_of_what_is_wrong_leads_to_the_fields(signed_in: Page, desk: Desk) -> None:
    page = signed_in
    page.goto(f"{desk.home}/editor/motions/new")
    press(page, "Propose the points")
    for name in ("text", "title"):
        page.locator("#summary-title").wait_for()
        press(page, {"text": "Text of the motion: paste", "title": "Title: fill"}[name])
        expect(page.locator(f"#{name}")).to_be_focused()
        page.reload()


@pytest.mark.parametrize("path", ["", "/motions", "/drafts", "/motions/clean-river", "/motions/new", "/account"])
def test_the_skip_link_comes_first_and_leads_to_the_content(signed_in: Page, desk: Desk, path: str) -> None:
    signed_in.goto(f"{desk.home}/editor{path}")
    press(signed_in, "Skip to the content")
    expect(signed_in.locator("#main")).to_be_focused()


def test_every_stop_is_marked_and_nothing_lies_over_it(signed_in: Page, desk: Desk) -> None:
    for path in ("deadline", "replies/new", "correct/motion"):
        for size in ({"width": 1280, "height": 640}, {"width": 360, "height": 640}):
            signed_in.set_viewport_size(size)  # type: ignore[arg-type]
            signed_in.goto(f"{desk.home}/editor/motions/clean-river/{path}")
            to(signed_in, "Sign out")
