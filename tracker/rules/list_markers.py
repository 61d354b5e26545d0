"""The marks at the head of a line by which a text numbers its points: 1. (1) 1) • First, and a) (b) (i) for parts."""

import re
from dataclasses import dataclass, field

_MARK = re.compile(
    r"""(?P<indent>\s*)(?P<mark>
        \(?(?P<number>\d{1,3})[.):](?!\d) | \((?P<enclosed>\d{1,3})\)
        | \(?(?P<letter>[A-Za-z])[.)] | \(?(?P<roman>[ivxlIVXL]{1,7})[.)]
        | (?P<bullet>[•‣▪●◦·*–—-])
        | (?P<ordinal>[A-Z][a-z]+)[,:]
    )(?:\s+|$)(?P<rest>.*)""",
    re.X | re.S,
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
)
_INLINE = re.compile(r"(?<!\S)\((?P<token>[a-z]|[ivx]{1,4})\)\s+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
WIDEST_GAP = 9
"""How many numbers a list may leave out before a number at the head of a line is taken for a part of the sentence."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's mark: as it was written, what it counts, what follows it, and how deep in the list it stands."""

    text: str
    style: str
    value: int
    rest: str
    level: int = 0

    @property
    def is_number(self) -> bool:
        """Tell whether it is written in digits, and so is the point's own number."""
        return self.style.startswith("number")


@dataclass
class Markers:
    """Reads one line after the other and remembers the styles of mark that were met, outermost first."""

    styles: list[str] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)

    def read(self, line: str) -> Mark | None:
        """Return the mark of a line, or None where it has none."""
        match = _MARK.fullmatch(line)
        if not match:
            return None
        found = self._counted(match)
        if found is None:
            return None
        style, value = found
        last = self.last.get(style)
        if style.startswith("number") and last is not None and value != 1 and not last < value <= last + WIDEST_GAP:
            return None
        level = self._level(style, value)
        self.last[self.styles[level]] = value
        for deeper in self.styles[level + 1 :]:
            self.last.pop(deeper, None)
        return Mark(match["mark"], style, value, match["rest"], level)

    def _level(self, style: str, value: int) -> int:
        """Return how deep a style stands; one not met before is one deeper, or a slip in the outermost."""
        if style not in self.styles:
            top = self.styles[0] if self.styles else ""
            kind = style.partition(" ")[0]
            if kind == "number" and top.startswith("number") and value == self.last.get(top, 0) + 1 and value > 1:
                return 0
            self.styles.append(style)
        return self.styles.index(style)

    def _counted(self, match: re.Match[str]) -> tuple[str, int] | None:
        mark = match["mark"]
        shape = re.sub(r"\w+", "", mark)
        digits = match["number"] or match["enclosed"]
        if digits:
            return f"number {shape}", int(digits)
        if match["bullet"]:
            # Bullets nest by how far they stand in, and by nothing else.
            return f"bullet {mark} {len(match['indent'].expandtabs(4)) // 2}", 0
        if match["ordinal"]:
            value = _ordinal(match["ordinal"].lower())
            return ("ordinal", value) if value is not None else None
        token = match["letter"] or match["roman"]
        return self._lettered(token, f"{'upper' if token.isupper() else 'lower'} {shape}")

    def _lettered(self, token: str, shape: str) -> tuple[str, int] | None:
        """Tell letters from Roman numerals: (i) after (h) is a letter, elsewhere it begins a list."""
        small = token.lower()
        roman, letter = _roman(small), ord(small) - ord("a") + 1 if len(small) == 1 else None
        letters, romans = f"letter {shape}", f"roman {shape}"
        if letter is not None and letter == self.last.get(letters, 0) + 1:
            return letters, letter
        if roman is not None and (roman == self.last.get(romans, 0) + 1 or letter is None):
            return romans, roman
        return (letters, letter) if letter is not None else None


def _ordinal(word: str) -> int | None:
    if word in ("finally", "lastly"):
        return len(_ORDINALS) + 1
    word = {"firstly": "first"}.get(word, word.removesuffix("ly") if word.endswith(("dly", "thly")) else word)
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None


def _roman(token: str) -> int | None:
    if not set(token) <= set(_ROMAN):
        return None
    values = [_ROMAN[sign] for sign in token]
    total = sum(-value if value < max(values[at + 1 :], default=0) else value for at, value in enumerate(values))
    return total if total > 0 else None


def inline_parts(text: str) -> list[str]:
    """Return the parts of a text that letters them within its lines: "publish (a) the results and (b) the names"."""
    found = list(_INLINE.finditer(text))
    markers = Markers()
    run = [match for match in found if markers.read(f"{match[0]}x")]
    tokens = [match["token"] for match in run]
    if len(run) < 2 or tokens[:2] not in (["a", "b"], ["i", "ii"]):
        return []
    ends = [*(match.start() for match in run[1:]), len(text)]
    return [text[match.end() : end].strip() for match, end in zip(run, ends, strict=True)]
