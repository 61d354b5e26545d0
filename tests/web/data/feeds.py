"""Feeds, read as a feed reader does."""

from typing import Any

import feedparser
from flask.testing import FlaskClient

MOTION = "/motions/clean-river"
SITE = "https://example.org"


def feed(client: FlaskClient, path: str) -> Any:
    """Return a feed as a reader understands it; what is not well formed is an error."""
    response = client.get(path)
    assert response.status_code == 200, path
    found = feedparser.parse(response.data, sanitize_html=False, resolve_relative_uris=False)
    assert found.bozo == 0, found.get("bozo_exception")
    return found


def ids(found: Any) -> list[str]:
    """Return the ids of a feed's entries, in their order."""
    return [entry.id for entry in found.entries]


def titles(found: Any) -> list[str]:
    """Return the titles of a feed's entries, in their order."""
    return [entry.title for entry in found.entries]


def link_of(found: Any, rel: str) -> str | None:
    """Return where a feed's link leads, below the site."""
    return next((one.href.removeprefix(SITE) for one in found.feed.links if one.rel == rel), None)


def chain(client: FlaskClient, path: str, rel: str = "next") -> list[Any]:
    """Return all entries of a feed and of the documents behind it, following one kind of link."""
    entries: list[Any] = []
    following: str | None = path
    while following:
        found = feed(client, following)
        entries += found.entries
        following = link_of(found, rel)
    return entries
