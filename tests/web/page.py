"""Every page that any test fetches is looked at: one heading, a title, unique ids, labelled fields, no inline code."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"meta", "link", "input", "br", "hr", "img", "wbr", "use", "path", "rect", "line", "circle", "polyline"}


class Page(HTMLParser):
    """What a page is made of, as far as the house rules go."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.headings = 0
        self.title = ""
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.inline: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what an element brings."""
        found = dict(attributes)
        self.headings += tag == "h1"
        self.ids += filter(None, [found.get("id")])
        self.inline += [name for name in found if name == "style" or name.startswith("on")]
        is_data = found.get("type") == "application/ld+json"
        self.inline += [tag] if tag in ("style", "script") and "src" not in found and not is_data else []
        if tag == "label" and found.get("for"):
            self.labels.add(str(found["for"]))
        if tag in ("input", "select", "textarea") and found.get("type") not in ("hidden", "submit"):
            self.fields.append(found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Note an element that is closed out of turn."""
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        """Collect the title."""
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data

    def faults(self) -> list[str]:
        """Return what the house does not allow."""
        found = [] if self.headings == 1 else [f"{self.headings} h1"]
        found += [] if self.title.strip() else ["no title"]
        found += [f"id {one} twice" for one in set(self.ids) if self.ids.count(one) > 1]
        found += [f"inline {one}" for one in self.inline]
        found += [f"</{one}> out of turn" for one in self.unbalanced] + [f"<{one}> left open" for one in self.open]
        labelled = [one.get("id") in self.labels or one.get("aria-label") for one in self.fields]
        return found + ([] if all(labelled) else ["a field without a label"])


def is_sign_up(response: TestResponse) -> bool:
    """Tell whether an answer is the one that may set a cookie."""
    return (response.request.method, response.request.path) == ("POST", "/subscribe")


class CheckedClient(FlaskClient):
    """A client that checks every page it gets, and the headers of every answer."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Ask, and check the answer."""
        response = super().open(*args, **options)
        assert "Set-Cookie" not in response.headers or is_sign_up(response)
        if response.status_code != 304:
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        if response.mimetype == "text/html" and response.data and "Content-Encoding" not in response.headers:
            assert Page(response.text).faults() == []
        return response
