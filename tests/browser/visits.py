"""One visit to a page, and what the browser asked for and complained of in its course."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
"""Unfolds all that is folded away."""


@dataclass
class Visit:
    """A page that is open, and the address that the browser shows for it."""

    page: Page
    path: str
    address: str = ""
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, request: Request) -> None:
        """Note what is asked for."""
        self.asked.append(request.url)

    def read(self, message: ConsoleMessage) -> None:
        """Note what the browser says."""
        self.complaints.append(message.text)

    def is_under_way(self, page: Page, path: str) -> bool:
        """Tell whether a page still shows a path, at the address where that was opened."""
        return (self.page, self.path, self.address) == (page, path, page.url)


_last: list[Visit] = []


def visit(page: Page, path: str) -> Visit:
    """Open a path in a tab, or go on with the visit that is under way there."""
    if _last and _last[0].is_under_way(page, path):
        return _last[0]
    for before in _last:
        before.page.remove_listener("request", before.hear)
        before.page.remove_listener("console", before.read)
    _last[:] = [made := Visit(page, path)]
    page.on("request", made.hear)
    page.on("console", made.read)
    page.context.clear_cookies()
    page.goto(path)
    made.address = page.url
    return made
