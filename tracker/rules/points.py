"""Propose the numbered points and lettered parts of a motion's pasted text. An editor corrects the proposal.

No word is lost: preamble, markers, points and closing together are the text. Only the spaces between may differ.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.rules.list_markers import Mark, Markers, inline_parts

OPERATIVE = re.compile(
    r"\b(resolves?|resolved|calls? (up)?on|demands?|requests?|asks?|instructs?|urges?|requires?|recommends?)\b", re.I
)
NOTING = re.compile(r"\b(notes?|noting|believes?|recogni[sz]es?|regrets?|welcomes?|considers?|acknowledges?)\b", re.I)
LONGEST_HEADING = 160
LONGEST_TITLE = 60
LONGEST_SLUG = 80
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class LetteredPart:
    """The smallest part that can be answered: its letter and its words, without its marker."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered item: the marker it had, all its words with those of its parts, and the parts by themselves."""

    number: int
    marker: str
    text: str
    parts: tuple[LetteredPart, ...] = ()

    @property
    def title(self) -> str:
        return _shortened(self.text.partition("\n")[0])


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text taken apart: what stands before the points, the points, and what stands after them."""

    preamble: str
    points: tuple[Point, ...]
    closing: str = ""


def propose(text: str) -> Proposal:
    """Return the points of a text. A text in which nothing is numbered is one point."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = _operative(lines)
    drafts, before, closing = _read(lines[start:])
    preamble = _joined([*lines[:start], *before])
    if not drafts:
        whole = _joined(before)
        return Proposal(_joined(lines[:start]), (_point(1, "", whole, ()),) if whole else ())
    return Proposal(preamble, tuple(_points(drafts)), _joined(closing))


def propose_slug(title: str) -> str:
    """Return an address for a title: small letters, digits and hyphens; empty where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = "-".join(words)
    return slug if len(slug) <= LONGEST_SLUG else slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]


@dataclass
class _Draft:
    """A point while its lines are read."""

    mark: Mark
    lines: list[str]
    parts: list[list[str]] = field(default_factory=list)
    depth: int = 1
    """How deep in the list its parts stand: another point may have lettered its own in another style."""


def _operative(lines: list[str]) -> int:
    """Return the line at which the points begin: below the first heading that resolves, after the last that notes."""
    headings = [at for at, line in enumerate(lines) if _is_heading(line)]
    noting = [at for at in headings if NOTING.search(lines[at]) and not OPERATIVE.search(lines[at])]
    last = max(noting, default=-1)
    found = [at for at in headings if at > last and OPERATIVE.search(lines[at])]
    return found[0] + 1 if found and any(Markers().read(line) for line in lines[found[0] + 1 :]) else 0


def _is_heading(line: str) -> bool:
    """Tell whether a line may introduce a list: short, unmarked, and ending as such lines end."""
    stripped = line.strip()
    if not stripped or len(stripped) > LONGEST_HEADING or Markers().read(line):
        return False
    verbs = OPERATIVE.search(stripped) or NOTING.search(stripped)
    return bool(verbs) and (stripped[-1] in ":,–—-" or stripped.lower().endswith((" to", " that", "resolves", "notes")))


def _read(lines: list[str]) -> tuple[list[_Draft], list[str], list[str]]:
    """Return the points with their lines, the lines before the first and those after the last."""
    markers, drafts = Markers(), list[_Draft]()
    before: list[str] = []
    closing: list[str] = []
    blank = False
    for line in lines:
        mark = markers.read(line)
        if mark and (mark.level < 2 or drafts):
            if closing:  # It was no closing: the list goes on.
                _continue(drafts[-1], ["", *closing])
                closing = []
            _take(drafts, mark, line)
        elif not drafts:
            before.append(line)
        elif closing or (blank and line.strip() and not line[0].isspace()):
            closing.append(line)
        else:
            _continue(drafts[-1], [line])
        blank = not line.strip()
    return drafts, before, closing


def _take(drafts: list[_Draft], mark: Mark, line: str) -> None:
    if mark.level == 0 or not drafts:
        drafts.append(_Draft(mark, [mark.rest]))
    elif not drafts[-1].parts or mark.level <= drafts[-1].depth:
        drafts[-1].depth = mark.level
        drafts[-1].lines.append(line)
        drafts[-1].parts.append([mark.rest])
    else:
        _continue(drafts[-1], [line])


def _continue(draft: _Draft, lines: list[str]) -> None:
    draft.lines += lines
    if draft.parts:
        draft.parts[-1] += lines


def _points(drafts: list[_Draft]) -> Iterator[Point]:
    stated = [draft.mark.value for draft in drafts]
    ascending = all(first < second for first, second in pairwise(stated))
    for place, draft in enumerate(drafts, 1):
        number = draft.mark.value if ascending and draft.mark.is_number and draft.mark.value > 0 else place
        yield _point(number, draft.mark.text, _joined(draft.lines), tuple(_joined(part) for part in draft.parts))


def _point(number: int, marker: str, text: str, parts: tuple[str, ...]) -> Point:
    words = [part for part in parts if part] or inline_parts(text)
    # There are 26 letters: what is beyond them stays with the last.
    if len(words) > len(LETTERS):
        words = [*words[: len(LETTERS) - 1], "\n".join(words[len(LETTERS) - 1 :])]
    lettered = tuple(LetteredPart(letter, part) for letter, part in zip(LETTERS, words, strict=False))
    return Point(number, marker, text, lettered)


def _joined(lines: list[str]) -> str:
    """Join lines that were broken to fit a page; an empty line and a marked one begin anew."""
    found: list[str] = []
    fresh = True
    for line in lines:
        words = " ".join(line.split())
        if not words:
            fresh = True
        elif found and not fresh and not Markers().read(line):
            found[-1] = f"{found[-1]} {words}"
        else:
            found.append(words)
            fresh = False
    return "\n".join(found)


def _shortened(text: str) -> str:
    words = text.strip().rstrip(".;:,")
    if len(words) <= LONGEST_TITLE:
        return words
    return words[:LONGEST_TITLE].rpartition(" ")[0].rstrip(".;:,") or words[:LONGEST_TITLE]
