"""How pages fit: targets large enough, the answer above a telephone's fold, links that stay on their day."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import EVERY, MOTION, WIDTHS


def test_a_telephone_shows_the_answer_above_the_fold(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(MOTION)
    assert bottom(page, ".standfirst") < bottom(page, ".since") < bottom(page, ".tally") <= 640


def bottom(page: Page, selector: str) -> float:
    """Return where an element ends, in pixels from the top of the page."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_cell_of_the_tally_is_a_target_of_44_pixels(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(EVERY)
    boxes = [cell.bounding_box() for cell in page.locator(".tally a").all()]
    assert len(boxes) == 8
    assert all(box and min(box["width"], box["height"]) >= 44 for box in boxes)


def test_each_status_has_a_shape_of_its_own(page: Page) -> None:
    page.goto(EVERY)
    shapes = page.locator(".tally a use").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    drawn = [page.locator(f"symbol{shape}").inner_html() for shape in shapes]
    assert len(drawn) == len(set(drawn)) == 8


def test_a_past_day_is_plainly_announced(page: Page) -> None:
    page.goto(f"{MOTION}?on=2019-02-12")
    banner = page.locator(".banner")
    assert banner.inner_text().startswith("This is the record as of the end of Tuesday 12 February 2019.")
    banner.get_by_role("link", name="See it as of today").click()
    assert page.url.endswith(MOTION)


@pytest.mark.parametrize("path", [MOTION, f"{MOTION}/demands/1", f"{MOTION}/timeline", "/overdue"])
def test_links_stay_on_the_day_that_was_asked_for(page: Page, path: str) -> None:
    page.goto(f"{path}?on=2019-02-12")
    inside = page.locator("main a[href^='/motions/']:not(.banner a):not(.dates a)")
    addresses = inside.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert addresses
    # The log is whole on every day: the head that a page of any day names is somewhere in it.
    assert {one for one in addresses if "on=2019-02-12" not in one} <= {f"{MOTION}/changes.jsonl"}
