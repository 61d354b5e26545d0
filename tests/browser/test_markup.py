"""What pages are made of: links that lead somewhere, labels that tell kinds apart, a true description."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import EVERY, MOTION, PAGES


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
