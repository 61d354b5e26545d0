"""Leads the links of a page to files. Pure: text in, text out; everything that is not an address stays byte for byte.

It reads our own pages, whose texts and values are escaped by the templates: so a tag is what looks like one.
A link to what the copy does not hold leads to the live site; where there is none, it is plain text with a note. A form
becomes a link to the live page, or a note.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import quote

Lead = Callable[[str], str | None]
"""Gives for an address of a page what is written in its place: an address to go to, or None for nowhere."""

LINKS = {"a": ("href",), "area": ("href",), "link": ("href",), "img": ("src", "srcset"), "source": ("src", "srcset"),
         "script": ("src",), "iframe": ("src",), "object": ("data",), "meta": ("content",)}  # fmt: skip
"""The attributes that hold an address, by element."""
CARRIED = frozenset({"og:url", "og:image", "og:image:secure_url", "twitter:image"})
"""The meta elements that hold an address."""
TAG = re.compile(rf"""<(/?)({"|".join([*LINKS, "form", "svg"])})\b((?:[^>"']|"[^"]*"|'[^']*')*)>""")
PIECE = re.compile(r"""(\s+)([a-z][a-z0-9:-]*)=(?:"([^"]*)"|'([^']*)')""")
FORM_END = "</form>"
NOT_HERE = ' <span class="not-here">(not in this copy)</span>'


def relative(here: str, there: str, anchor: str = "") -> str:
    """Return the address of one file of the copy as seen from another."""
    path = quote(relpath(there, dirname(here) or "."))
    return path + (f"#{anchor}" if anchor else "")


def rewrite(text: str, lead: Lead, live: str | None) -> str:
    """Return a page with every link led on by `lead`; `live` is the page's own address on the live site, if any."""
    pieces, place, drawing, lost = [], 0, 0, False
    while found := TAG.search(text, place):
        pieces.append(text[place : found.start()])
        place, (closing, tag, attributes) = found.end(), found.groups()
        new = found[0]
        if tag == "svg":
            drawing += -1 if closing else 1
        elif tag == "form":
            place, new = text.index(FORM_END, place) + len(FORM_END), _instead_of_form(live)
        elif closing:
            # In a drawing a note would be text without a place.
            new += NOT_HERE if tag == "a" and lost and not drawing else ""
            lost = lost and tag != "a"
        else:
            led = _led(tag, attributes, lead, live)
            new = f"<{tag}{led}>" if led is not None else ""
            lost = tag == "a" and led is not None and "href=" in attributes and "href=" not in led
        pieces.append(new)
    return "".join([*pieces, text[place:]])


def _led(tag: str, attributes: str, lead: Lead, live: str | None) -> str | None:
    """Return a tag's attributes, led on; None for an unseen element that leads nowhere and so is left out.

    What a page says of itself to search engines and previews keeps the live site's address, where there is one.
    """
    held = {name: unescape(first or second) for _, name, first, second in PIECE.findall(attributes)}
    kinds = held.get("rel", "").split()
    if "external" in kinds or (live and (tag == "meta" or "canonical" in kinds)):
        return attributes
    if tag == "meta" and held.get("property", held.get("name")) not in CARRIED:
        return attributes
    led = PIECE.sub(lambda piece: _piece(tag, piece, lead), attributes)
    gone = any(name in held and f"{name}=" not in led for name in LINKS[tag])
    return None if gone and tag in ("link", "meta") else led


def _piece(tag: str, piece: re.Match[str], lead: Lead) -> str:
    """Return one attribute, led on where it holds an address; without an address to go to, nothing."""
    blank, name, value = piece[1], piece[2], unescape(piece[3] if piece[3] is not None else piece[4])
    if name not in LINKS[tag]:
        return piece[0]
    led = _picture_set(value, lead) if name == "srcset" else lead(value)
    if led is None:
        return ""
    return piece[0] if led == value else f'{blank}{name}="{escape(led)}"'


def _picture_set(value: str, lead: Lead) -> str:
    """Return a srcset, which names several addresses, each with a size."""
    choices = [choice.split(maxsplit=1) for choice in value.split(",") if choice.strip()]
    led = [(lead(address), size) for address, *size in choices]
    return ", ".join(" ".join([address, *size]) for address, size in led if address)


def _instead_of_form(live: str | None) -> str:
    if live is None:
        return '<p class="not-here">Here the live site has a form. A copy has none.</p>'
    there = f'<a href="{escape(live)}">open the page there</a>'
    return f'<p class="not-here">This form is on the live site: {there}.</p>'


def leads_on(there: str, title: str) -> str:
    """Return the page that stands for an address which only sends its reader on."""
    address, title = escape(there), escape(title)
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<h1>{title}</h1>\n<p>This address leads on: <a href="{address}">go there</a>.</p>\n</html>\n'
    )
