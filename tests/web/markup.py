"""What is live in a page: elements, handlers and addresses that only a smuggled text could have brought."""

from html.parser import HTMLParser

FOREIGN = frozenset(
    {"applet", "audio", "base", "embed", "frame", "frameset", "iframe", "isindex", "marquee", "math", "noscript"}
    | {"object", "script", "style", "template", "video"}
)
ADDRESSED = frozenset({"href", "src", "action", "formaction", "data", "srcdoc", "background", "poster"})

SITE = ("https://example.org/", "webcal://example.org/", "mailto:?subject=")
"""How an address of ours may begin: the tests' own BASE_URL, and a mail that a reader writes."""


class Live(HTMLParser):
    """Collects what could run, or load something from elsewhere."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a foreign element, a handler, or an address that is not ours."""
        own_script = tag == "script" and str(dict(attrs).get("src", "")).startswith("/static/")
        own_data = tag == "script" and attrs == [("type", "application/ld+json")]  # No browser runs it.
        if tag in FOREIGN and not own_script and not own_data:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "http-equiv" or name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{tag} {name}={value}")
            if name in ADDRESSED and not self._is_ours(value or ""):
                self.found.append(f"{tag} {name}={value}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.handle_starttag(tag, attrs)

    def _is_ours(self, address: str) -> bool:
        plain = address.strip()
        if plain.startswith(SITE):
            return True
        return plain == "" or (plain[0] in "/#?" and not plain.startswith(("//", "/\\")))


def live(text: str) -> list[str]:
    """Return what is live in a page and should not be."""
    return Live(text).found
