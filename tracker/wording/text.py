"""Counts, lists and texts on one line: what sentences are made of."""

import re
import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: "1 day", "2,841 days"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Join names: "a", "a and b", "a, b and c"."""
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last


def demands_listed(numbers: list[int]) -> str:
    """Name demands by their numbers: "demand 1", "demands 1 to 11", "demands 1, 3 and 5 to 7"."""
    if len(numbers) < 2:
        return "".join(f"demand {number}" for number in numbers)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [name for run in runs for name in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return f"demands {listed(names)}" if len(names) < 6 else f"{len(numbers)} demands"


def plain(text: str) -> str:
    """Return a text on one line without invisible characters: it can break no header and hide no other words."""
    if text.isprintable():
        return " ".join(text.split())
    seen = ("" if unicodedata.category(sign) in ("Cf", "Cs") else sign if sign.isprintable() else " " for sign in text)
    return " ".join("".join(seen).split())


def shortened(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters, cut after a word and marked where it was cut."""
    if len(text) <= limit:
        return text
    head, blank, _ = text[:limit].rpartition(" ")
    return (head if blank else text[: limit - 1]).rstrip(" ,;:.-") + ELLIPSIS


def first_sentence(text: str) -> str:
    """Return the first sentence of a text on one line, with its stop: up to a stop before a capital letter."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text, maxsplit=1)[0]
