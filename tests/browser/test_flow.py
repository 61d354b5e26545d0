"""The picture of where the numbers went: read at three widths, in the dark, and on paper in black and white."""

import pytest
from playwright.sync_api import Page

FIGURES = "/motions/action-on-antisemitism/figures"
OVER = """() => {
  const edge = document.querySelector('.flow').getBoundingClientRect().right + 1;
  const texts = [...document.querySelectorAll('.flow text')];
  return texts.filter(one => one.getBoundingClientRect().right > edge).map(one => one.textContent);
}"""
LAPPING = """() => {
  const boxes = [...document.querySelectorAll('.flow .label, .flow .stage')].map(one => one.getBoundingClientRect());
  return boxes.slice(1).filter((box, place) => box.top < boxes[place].bottom - 4).length;
}"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_word_of_the_picture_is_within_it_and_none_lies_on_another(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(FIGURES)
    assert (page.evaluate(OVER), page.evaluate(LAPPING)) == ([], 0)


def test_every_number_can_be_reached_and_leads_to_its_row(page: Page) -> None:
    page.goto(FIGURES)
    page.locator(".flow a", has_text="220 cases").click()
    assert page.locator("#figure-too-little-evidence").bounding_box() is not None
    assert page.url.endswith("#figure-too-little-evidence")


def test_the_table_says_the_same_numbers(page: Page) -> None:
    page.goto(FIGURES)
    picture = page.locator(".flow .label").all_text_contents()
    table = page.locator(".flow-table td.count").all_text_contents()
    assert [text.split()[0] for text in picture] == [text.strip() for text in table]


def test_on_paper_the_pieces_keep_their_patterns_and_the_table_stands_below(page: Page) -> None:
    page.goto(FIGURES)
    page.emulate_media(media="print")
    fills = page.eval_on_selector_all(".flow rect.piece:not(.key)", "all => all.map(one => getComputedStyle(one).fill)")
    assert len({fill for fill in fills if fill.startswith("url(")}) >= 4
    assert page.locator(".flow-table").is_visible()
