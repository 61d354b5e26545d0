"""Every colour of the site, once. The style sheets, the badges and the share cards take theirs from here.

Each tone has a contrast of at least 4.5 on its paper (WCAG 2.2, 1.4.3), `EDGE` of 3 and `RULE` none: it only divides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.vocabulary import Status, Verdict


@dataclass(frozen=True, slots=True)
class Tone:
    """One colour: on light paper, on dark paper, and in print."""

    light: str
    dark: str
    printed: str = "#000"


PAPER = Tone("#fdfcf8", "#15161a", "#fff")
WASH = Tone("#f3f0e8", "#1f2126", "#fff")
INK = Tone("#1b1a17", "#eeebe4")
SOFT = Tone("#57534a", "#b5b0a5")
LINK = Tone("#14477a", "#93bff0")
RULE = Tone("#cdc7b9", "#45464b", "#888")
EDGE = Tone("#86827a", "#77777a", "#888")
"""The edge of a badge or a frame: it can be seen on light pages and on dark ones."""

STATUS_TONES: dict[str, Tone] = {
    Status.ANSWERED: Tone("#1c6538", "#74c793"),
    Status.REFUSED: Tone("#972024", "#f19a90"),
    Status.PARTIALLY_ANSWERED: Tone("#7f4f00", "#e3ad55"),
    Status.BEING_ASSESSED: Tone("#3d5a76", "#9fb9d1"),
    Status.NO_ANSWER_FOUND: Tone("#5a5853", "#b3b0a9"),
    Status.OVERDUE: INK,
    Status.AWAITING: Tone("#66635c", "#a8a59d"),
    Status.WITHDRAWN: Tone("#6b6861", "#a19e96"),
    Verdict.NOT_ANSWERED: INK,
}
"""The tone of each status, and of a part that was judged not answered, which is no status of a demand."""

_GROUNDS = {"paper": PAPER, "wash": WASH, "ink": INK, "soft": SOFT, "link": LINK, "rule": RULE, "edge": EDGE}


def palette_css() -> str:
    """Return the palette for a style sheet: a custom property for each tone, and a class for each status.

    A page is light or dark as the reader's system asks, unless its `data-theme` says which. Paper is always light.
    """
    dark = _properties(lambda tone: tone.dark)
    lines = [
        f":root {{ color-scheme: light dark; {_properties(lambda tone: tone.light)} }}",
        ':root[data-theme="light"] { color-scheme: light; } :root[data-theme="dark"] { color-scheme: dark; }',
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}',
        f'@media screen {{ :root[data-theme="dark"] {{ {dark} }} }}',
        f"@media print {{ :root {{ color-scheme: light; {_properties(lambda tone: tone.printed)} }} }}",
        *(f".{status} {{ color: var(--{status}); }}" for status in STATUS_TONES),
    ]
    return "\n".join(lines) + "\n"


def _properties(shade: Callable[[Tone], str]) -> str:
    return " ".join(f"--{name}: {shade(tone)};" for name, tone in (_GROUNDS | STATUS_TONES).items())
