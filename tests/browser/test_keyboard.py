"""Without a mouse: everything in reach in the order of the page, the focus plain to see."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import MOTION, PAGES

STOPS = "a[href], summary, select, input:not([type=hidden], [type=radio]:not(:checked)), textarea, button"
"""What the tab key stops at; of a group of radio buttons that is the chosen one."""

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return [one.matches(%r), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3];
}"""

HEADS = {
    "answered": "Answered",
    "refused": "Refused",
    "partial": "Partially answered, parts overdue",
    "assessed": "Being assessed",
    "unjudged": "No answer found",
    "overdue": "Overdue",
    "awaited": "Awaiting a reply",
    "withdrawn": "Withdrawn",
}
"""What is heard of each demand of the made-up record."""

NAMES = ("motions", "overdue", "motion-then", "demand-moved", "changes-filtered", "method", "sources", "not-found")


@pytest.mark.parametrize("name", NAMES)
def test_every_stop_is_reached_in_order_with_a_visible_focus(page: Page, name: str) -> None:
    page.goto(PAGES[name])
    stops = page.locator(STOPS).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED % STOPS))
    assert seen == [[True, True]] * stops


def test_a_cell_of_the_tally_opens_its_demand(page: Page) -> None:
    page.goto(MOTION)
    page.locator(".tally a").nth(3).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/demands/4")


def test_the_log_is_filtered_from_the_keyboard(page: Page) -> None:
    page.goto(f"{MOTION}/changes")
    page.get_by_label("Kind of entry").press("F")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").press("Enter")
    assert "kind=finding_made" in page.url
    assert set(page.locator("main ol.log h2").all_inner_texts()[0].split()) >= {"Finding", "made"}


def test_a_screen_reader_hears_number_and_status_in_every_cell(page: Page) -> None:
    page.goto(PAGES["motion-every-status"])
    for number, (word, head) in enumerate(HEADS.items(), 1):
        cell = page.locator(".tally a").nth(number - 1)
        expect(cell).to_have_accessible_name(f"Demand {number}: {head}. The {word} demand")
