"""What every page is made of: a title that says where one is, one heading, unique ids, a way to corrections."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.pages import EVERY, MOTION, PAGES


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_has_one_heading_a_title_and_ids_that_are_unique(page: Page, path: str) -> None:
    page.goto(path)
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert page.locator("h1").count() == 1
    assert page.title().endswith(" – Answerable")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_corrections_are_one_click_away(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("footer").get_by_role("link", name="Corrections", exact=True).click()
    assert page.locator("h1").inner_text() == "Corrections"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_headings_leave_out_no_level(page: Page, path: str) -> None:
    page.goto(path)
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", [MOTION, EVERY])
def test_every_link_within_a_record_leads_somewhere(page: Page, path: str) -> None:
    page.goto(path)
    links = page.locator("a[href^='/']").evaluate_all("all => [...new Set(all.map(one => one.href))]")
    assert {address: page.request.get(address).status for address in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("name", ["demand", "demand-moved", "all-figures", "all-sources"])
def test_every_link_to_a_place_on_the_page_finds_it(page: Page, name: str) -> None:
    page.goto(PAGES[name])
    places = page.locator("a[href^='#']").evaluate_all("all => all.map(one => one.getAttribute('href').slice(1))")
    ids = set(page.locator("[id]").evaluate_all("all => all.map(one => one.id)"))
    assert set(places) <= ids


def test_record_reply_and_finding_are_told_apart(page: Page) -> None:
    page.goto(f"{MOTION}/demands/1")
    labels = set(page.locator(".kind").all_inner_texts())
    assert {"RECORD", "OUR FINDING", "REPLY"} <= {label.upper() for label in labels}


def test_the_description_is_the_generated_sentence(page: Page) -> None:
    page.goto(MOTION)
    told = page.locator("meta[name=description]").get_attribute("content")
    assert told == page.locator(".standfirst").inner_text()
