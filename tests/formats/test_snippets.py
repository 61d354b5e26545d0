"""What is pasted into other pages: whole elements, whatever a title holds, and no word that could go out of date."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.web.page import Page
from tracker.formats.snippets import Places, snippets

PLACES = Places(
    name="Clean River",
    page="https://example.org/motions/clean-river?a=1&b=2",
    badge="https://example.org/motions/clean-river.svg",
    frame="https://example.org/motions/clean-river/embed",
    script="https://example.org/embed.js",
    shield="https://example.org/motions/clean-river/badge.json",
    slug="clean-river",
)


def text(key: str, places: Places = PLACES) -> str:
    """Return one of the texts to copy."""
    return next(one.text for one in snippets(places) if one.key == key)


class Elements(HTMLParser):
    """The elements of a piece of HTML."""

    def __init__(self, piece: str) -> None:
        """Read them."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(piece)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note one."""
        self.found.append((tag, dict(attributes)))


@pytest.mark.parametrize("name", ["Plain", '"><script>alert(1)</script>', "a & b 'c'", "</textarea>"])
def test_a_title_cannot_leave_its_place(name: str) -> None:
    for key, tags in (("badge-html", ["a", "img"]), ("embed-script", ["a", "script"]), ("embed-frame", ["iframe"])):
        piece = text(key, replace(PLACES, name=name))
        assert [tag for tag, _ in Elements(piece).found] == tags
        assert Page(piece).unbalanced == []


def test_the_script_has_a_plain_link_before_it() -> None:
    (link, there), (script, what) = Elements(text("embed-script")).found
    assert (link, there["href"], script) == ("a", PLACES.page, "script")
    assert (what["src"], what["data-motion"]) == (PLACES.script, "clean-river")


def test_a_demand_and_a_day_are_named_to_the_script() -> None:
    what = Elements(text("embed-script", replace(PLACES, number=3, on="2026-11-09"))).found[1][1]
    assert (what["data-demand"], what["data-on"]) == ("3", "2026-11-09")


def test_markdown_takes_no_signs_from_a_title() -> None:
    assert r"\[x\](y)" in text("badge-markdown", replace(PLACES, name="[x](y)"))


def test_nothing_that_is_copied_says_where_anything_stands() -> None:
    copied = " ".join(one.text for one in snippets(PLACES)).lower()
    assert [word for word in ("overdue", "answered", "refused", "awaiting") if word in copied] == []


def test_what_is_shown_does_not_tell_us_where() -> None:
    pieces = [text(key) for key in ("badge-html", "embed-script", "embed-frame")]
    loading = [what for piece in pieces for tag, what in Elements(piece).found if tag != "a"]
    assert [what.get("referrerpolicy") for what in loading] == ["no-referrer"] * 3
