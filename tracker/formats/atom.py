"""Feeds (Atom, RFC 4287), built as a tree and never as a string."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

SPACE = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `id` is for ever (`tag_id`); `updated` is when what it says was put on record."""

    id: str
    title: str
    link: str
    updated: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `link` is the page that shows the same, `itself` its own address, `begun` the oldest it can speak of."""

    id: str
    title: str
    subtitle: str
    link: str
    itself: str
    author: str
    begun: datetime


def tag_id(base_url: str, begun: date, name: str) -> str:
    """Return an id that stays the same wherever the page moves to (RFC 4151): the site, a day on which it was ours."""
    return f"tag:{urlsplit(base_url).hostname},{begun.isoformat()}:{name}"


def write_feed(feed: Feed, entries: Sequence[FeedEntry]) -> bytes:
    """Return a feed as XML. It was updated when its newest entry was; without any, when it begins."""
    ElementTree.register_namespace("", SPACE)
    root = ElementTree.Element(f"{{{SPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _instant(max((one.updated for one in entries), default=feed.begun)))
    _add(root, "link", rel="self", type=TYPE, href=feed.itself)
    _add(root, "link", rel="alternate", type="text/html", href=feed.link)
    _add(_add(root, "author"), "name", feed.author)
    for one in entries:
        entry = _add(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _instant(one.updated))
        _add(entry, "link", rel="alternate", type="text/html", href=one.link)
        _add(entry, "summary", one.summary, type="text")
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{SPACE}}}{name}", attributes)
    child.text = None if text is None else _printable(text)
    return child


def _printable(text: str) -> str:
    """Return a text without the signs that XML 1.0 cannot hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign >= "\U00010000"
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
