"""Links are led on, and nothing else of a page is touched."""

import pytest

from tracker.export.links import leads_on, relative, rewrite

LIVE = "https://example.org/motions/x"


def lead(address: str) -> str | None:
    """Lead to a file, or nowhere."""
    return {"/here": "here/index.html", "/a&b": "a&b.html", "/card.png": "card.png"}.get(address)


@pytest.mark.parametrize(
    ("here", "there", "anchor", "address"),
    [
        ("index.html", "overdue/index.html", "", "overdue/index.html"),
        ("motions/x/index.html", "static/style.css", "", "../../static/style.css"),
        ("motions/x/on/2019-02-12/index.html", "motions/x/index.html", "dates", "../../index.html#dates"),
        ("motions/x/index.html", "motions/x/index.html", "part-a", "index.html#part-a"),
        ("a.html", "sources/a b%.pdf", "", "sources/a%20b%25.pdf"),
    ],
)
def test_one_file_seen_from_another(here: str, there: str, anchor: str, address: str) -> None:
    assert relative(here, there, anchor) == address


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a class="x" href="/here">H</a>', '<a class="x" href="here/index.html">H</a>'),
        ("<a href='/a&amp;b' title=\"a>b\">H</a>", '<a href="a&amp;b.html" title="a>b">H</a>'),
        ('<a href="/gone">G</a>.', '<a>G</a> <span class="not-here">(not in this copy)</span>.'),
        ('<svg><a href="/gone"><text>G</text></a></svg>', "<svg><a><text>G</text></a></svg>"),
        ('<link rel="alternate" href="/gone">', ""),
        ('<meta property="og:image" content="/card.png">', '<meta property="og:image" content="card.png">'),
        ('<meta property="og:image" content="/gone">', ""),
        ('<meta name="description" content="/here">', '<meta name="description" content="/here">'),
        ('<img src="/card.png" srcset="/card.png 1x, /gone 2x">', '<img src="card.png" srcset="card.png 1x">'),
        ('<a rel="external" href="/here">H</a>', '<a rel="external" href="/here">H</a>'),
        ("<p>href=\"/here\" &lt;a href='/here'&gt;</p>", "<p>href=\"/here\" &lt;a href='/here'&gt;</p>"),
        ('<textarea>&lt;a href="/here"&gt;</textarea>', '<textarea>&lt;a href="/here"&gt;</textarea>'),
    ],
)
def test_a_link_is_led_on(before: str, after: str) -> None:
    assert rewrite(before, lead, None) == after


def test_what_a_page_says_of_itself_keeps_the_live_address() -> None:
    page = '<link rel="canonical" href="/here"><meta property="og:image" content="/card.png">'
    assert rewrite(page, lead, LIVE) == page
    assert rewrite(page, lead, None) == page.replace("/here", "here/index.html").replace("/card", "card")


def test_a_form_becomes_a_link_to_the_live_page() -> None:
    page = '<p>1</p><form action="/here"><a href="/gone">x</a><input name="address"></form><p>2</p>'
    there = f'This form is on the live site: <a href="{LIVE}">open the page there</a>.'
    assert rewrite(page, lead, LIVE) == f'<p>1</p><p class="not-here">{there}</p><p>2</p>'
    assert "Here the live site has a form." in rewrite(page, lead, None)


def test_an_address_that_leads_on_is_a_page_that_does() -> None:
    assert '<meta http-equiv="refresh" content="0; url=../x/index.html?a&amp;b">' in leads_on(
        "../x/index.html?a&b", "T"
    )
