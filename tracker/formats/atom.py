"""Feeds (Atom, RFC 4287; in parts, RFC 5005), built as a tree and never as a string.

Our words are plain text. What runs from right to left in them is kept apart and says its language, which takes HTML.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tracker.formats.tongues import HOUSE_LANGUAGE, RUN, Tongue, amid

SPACE = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
TYPE = "application/atom+xml"
BEGUN = date(2026, 1, 1)
"""A day on which a site's addresses were its own already; every id is made with it, so it must never change."""


UNHELD = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The signs that XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `id` is for ever (`tag_id`); `published` is when it happened, `updated` when it was put on record.

    `kind` is a word of the vocabulary with its label. `content` has one sentence a line. `language` is that of the
    texts of the record that it names.
    """

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    kind: tuple[str, str]
    content: str
    summary: str | None = None
    language: str = HOUSE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `link` is the page that shows the same, `itself` its own address, `begun` the oldest it can speak of."""

    id: str
    title: str
    subtitle: str
    link: str
    itself: str
    author: str
    site: str
    begun: datetime
    language: str = HOUSE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Around:
    """The documents around one part of a long feed, by their addresses.

    `is_archive` says that the document will get no new entries (RFC 5005, section 4). `current` is the document to
    subscribe to, `oldest` the first that was filled; `older` and `newer` are None at the ends.
    """

    current: str
    oldest: str | None = None
    older: str | None = None
    newer: str | None = None
    is_archive: bool = False

    @property
    def links(self) -> list[tuple[str, str]]:
        """Return the links of a document: as a page of a list, and as a part of an archive."""
        newer_archive = self.newer if self.is_archive and self.newer != self.current else None
        found = [
            ("first", self.current if self.oldest else None),
            ("previous", self.newer),
            ("next", self.older),
            ("last", self.oldest),
            ("current", self.current if self.is_archive else None),
            ("prev-archive", self.older),
            ("next-archive", newer_archive),
        ]
        return [(name, address) for name, address in found if address]


def tag_id(base_url: str, begun: date, name: str) -> str:
    """Return an id that stays the same wherever the page moves to (RFC 4151): the site, a day on which it was ours.

    It is made of the site's host and of names that never change, of no address.
    """
    return f"tag:{urlsplit(base_url).hostname},{begun.isoformat()}:{name}"


def write_feed(feed: Feed, entries: Sequence[FeedEntry], around: Around | None = None) -> bytes:
    """Return a feed as XML. It was updated when its newest entry was; without any, when it begins."""
    ElementTree.register_namespace("", SPACE)
    ElementTree.register_namespace("fh", HISTORY)
    root = ElementTree.Element(f"{{{SPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": HOUSE_LANGUAGE})
    _add(root, "id", feed.id)
    _say(root, "title", feed.title, feed.language)
    _say(root, "subtitle", feed.subtitle, feed.language)
    _add(root, "updated", _instant(max((entry.updated for entry in entries), default=feed.begun)))
    _add(root, "link", rel="self", type=TYPE, href=feed.itself)
    _add(root, "link", rel="alternate", type="text/html", href=feed.link)
    for rel, address in around.links if around else ():
        _add(root, "link", rel=rel, type=TYPE, href=address)
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "generator", feed.author, uri=f"{feed.site}/")
    if around and around.is_archive:
        ElementTree.SubElement(root, f"{{{HISTORY}}}archive")
    for entry in entries:
        _entry(root, entry)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ElementTree.Element, feed_entry: FeedEntry) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", feed_entry.id)
    _say(entry, "title", feed_entry.title, feed_entry.language)
    _add(entry, "published", _instant(feed_entry.published))
    _add(entry, "updated", _instant(feed_entry.updated))
    _add(entry, "link", rel="alternate", type="text/html", href=feed_entry.link)
    term, label = feed_entry.kind
    _add(entry, "category", term=term, label=label)
    if feed_entry.summary is not None:
        _say(entry, "summary", feed_entry.summary, feed_entry.language, type="text")
    _say(entry, "content", feed_entry.content, feed_entry.language, type="text")


def _say(parent: ElementTree.Element, name: str, text: str, language: str, **attributes: str) -> None:
    if RUN.search(text):
        text, attributes = str(amid(text, Tongue(language))).replace("\n", "<br>"), {"type": "html"}
    _add(parent, name, text, **attributes)


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{SPACE}}}{name}", attributes)
    child.text = None if text is None else _printable(text)
    return child


def _printable(text: str) -> str:
    """Return a text without the signs that XML 1.0 cannot hold."""
    return UNHELD.sub("", text)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
