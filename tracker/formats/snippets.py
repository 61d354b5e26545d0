"""What somebody pastes into a page of theirs to show where a motion or a demand stands: HTML and Markdown."""

import re
from dataclasses import dataclass
from html import escape

UNTOLD = 'referrerpolicy="no-referrer"'
"""A site that shows our pictures and frames does not say where."""


@dataclass(frozen=True, slots=True)
class Places:
    """The full addresses that a snippet names, and what it calls the record. `on` pins it to a day (ISO 8601)."""

    name: str
    page: str
    badge: str
    frame: str
    script: str
    shield: str
    slug: str
    number: int | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """One text to copy: a key that makes ids, what it is for, and the text."""

    key: str
    label: str
    text: str


def snippets(places: Places) -> list[Snippet]:
    """Return the texts to copy. Words in them do not say where anything stands: that changes, and a copy does not."""
    name, link = escape(places.name), escape(places.page)
    image = f'<img src="{escape(places.badge)}" alt="Where it stands: {name}" {UNTOLD}>'
    number = f' data-demand="{places.number}"' if places.number is not None else ""
    day = f' data-on="{escape(places.on)}"' if places.on else ""
    what = f'data-motion="{escape(places.slug)}"{number}{day}'
    script = f'<script async src="{escape(places.script)}" {UNTOLD} {what}></script>'
    frame = (
        f'<iframe src="{escape(places.frame)}" title="{name}" width="100%" height="320" loading="lazy" {UNTOLD} '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    return [
        Snippet("badge-html", "A badge, for a web page", f'<a href="{link}">{image}</a>'),
        Snippet("badge-markdown", "A badge, in Markdown", _markdown(places)),
        Snippet(
            "embed-script", "A frame at its own height, with a script of ours", f'<a href="{link}">{name}</a>\n{script}'
        ),
        Snippet("embed-frame", "A frame of a fixed height, without a script", frame),
        Snippet("badge-shield", "The address for a badge by Shields (shields.io/endpoint)", places.shield),
    ]


def _markdown(places: Places) -> str:
    words = re.sub(r"([\\`*_\[\]<>!])", r"\\\1", f"Where it stands: {places.name}")
    return f"[![{words}]({places.badge})]({places.page})"
