"""A citation of a motion's or a demand's record: one line of text, and an entry for BibTeX.

A citation names the day, the revision and the head of the log, and leads to the page as of that day: what it says can
be looked up when the page has long moved on.
"""

import re
from dataclasses import dataclass
from datetime import date

from tracker.wording.dates import full_day_words
from tracker.wording.text import plain

NAME = "Answerable"
"""Who is cited: the site's own name."""
HEAD_SIGNS = 16
"""How many signs of the log's head a line of text gives; BibTeX gives them all."""
TYPE = "application/x-bibtex; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a motion, or one demand of it (`number` and `demand`, its title), as of the end of a day.

    `url` leads to the page as of that day. `pinned` tells that this day was asked for: it then belongs to the key.
    """

    slug: str
    motion: str
    day: date
    revision: int
    log_head: str
    url: str
    number: int | None = None
    demand: str = ""
    pinned: bool = False

    @property
    def title(self) -> str:
        """Return what the record is called: "Clean River, demand 1: Sampling results"."""
        return plain(self.motion if self.number is None else f"{self.motion}, demand {self.number}: {self.demand}")

    @property
    def key(self) -> str:
        """Return the name of the entry: the same for the same record for ever, so that a text may rely on it."""
        parts = ["answerable", self.slug, *([str(self.number)] if self.number is not None else [])]
        return "-".join([*parts, *([self.day.isoformat()] if self.pinned else [])])


def plain_citation(cited: Cited) -> str:
    return (
        f"“{cited.title}”, {NAME}, as of {full_day_words(cited.day)}, revision {cited.revision}, "
        f"log head {cited.log_head[:HEAD_SIGNS]}. {cited.url}"
    )


def bibtex(cited: Cited) -> str:
    """Return the citation as an entry for BibTeX and biblatex, UTF-8, with a line feed at its end."""
    stand = f"As of {full_day_words(cited.day)}, revision {cited.revision}, log head {cited.log_head}"
    fields = {
        "author": f"{{{NAME}}}",
        "title": f"{{{latex(cited.title)}}}",
        "howpublished": "Public record, online",
        "year": str(cited.day.year),
        "url": _address(cited.url),
        "urldate": cited.day.isoformat(),
        "note": latex(stand),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


_WRITTEN = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
"""LaTeX's ten special signs. Braces get names: BibTeX counts braces, escaped ones as well."""


def latex(text: str) -> str:
    """Return a text so that LaTeX prints it and BibTeX can read it."""
    return re.sub(r"[\\{}~^&%$#_]", lambda found: _WRITTEN[found[0]], text)


def _address(url: str) -> str:
    """Return an address without the signs that would end a field; the rest stays, for `url` is printed as it is."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")
