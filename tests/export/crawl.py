"""Reads a copy of the site as a reader's program would: every link of every page, and whether it leads somewhere."""

import os
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from flask import Flask

from tracker.export.run import Exported, export

FOUND = ("href", "src", "data", "action")


class Links(HTMLParser):
    """The addresses and the ids of a page."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.forms = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what an element brings."""
        found = dict(attributes)
        self.addresses += [str(found[name]) for name in FOUND if found.get(name)]
        self.addresses += [one.split()[0] for one in (found.get("srcset") or "").split(",") if one.strip()]
        self.ids |= {str(found["id"])} if found.get("id") else set()
        self.forms += tag == "form"


def crawl(folder: Path) -> tuple[list[str], set[str], set[str]]:
    """Return every link that leads nowhere, the addresses outside the copy, and the pages reached from the first."""
    root = folder.resolve()
    pages = {path: Links(path.read_text("utf-8")) for path in sorted(root.rglob("*.html"))}
    broken, outside, leads = [], set(), {}
    for path, page in pages.items():
        broken += [f"{path}: a form"] * page.forms
        outside |= {address for address in page.addresses if urlsplit(address).scheme}
        leads[path] = {address: _there(path, address) for address in set(page.addresses) - outside}
        for address, there in leads[path].items():
            anchor = urldefrag(address).fragment
            if not there.is_file() or (anchor and there in pages and anchor not in pages[there].ids):
                broken.append(f"{path.relative_to(root)}: {address}")
    seen = waiting = {root / "index.html"}
    while waiting:
        waiting = {there for path in waiting for there in leads[path].values() if there in pages} - seen
        seen = seen | waiting
    return broken, outside, {path.relative_to(root).as_posix() for path in seen}


def _there(path: Path, address: str) -> Path:
    plain = unquote(urldefrag(address).url)
    return Path(os.path.normpath(path.parent / plain)) if plain else path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy(app: Flask, folder: Path) -> Exported:
    """Export the site as it stands now."""
    return export(app, folder, None, None)
