"""Counts, lists and texts on one line: what sentences are made of."""

import re
import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"
FSI, PDI = "\u2068", "\u2069"
"""What begins and ends a text whose direction is its own (Unicode Standard Annex 9, section 2.4)."""
_KEPT = f"\u200c\u200d{FSI}{PDI}"
_JOINERS = re.compile("[\u200c\u200d]+")
_ISOLATE = re.compile(f"{FSI}([^{FSI}{PDI}]*){PDI}|[{FSI}{PDI}]")


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: "1 day", "2,841 days"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Join names: "a", "a and b", "a, b and c"."""
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last


def capital(text: str) -> str:
    """Return a text with a capital in front; nothing else of it changes."""
    return text[:1].upper() + text[1:]


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
    """Return a text on one line without invisible characters: it can break no header and hide no other words.

    What joins or parts two letters is spelling (Persian, Hindi, families of emoji) and stays between them; so does a
    text that is `isolated` and ends.
    """
    if text.isprintable():
        return " ".join(text.split())
    seen = "".join(map(_seen, text))
    seen = _ISOLATE.sub(lambda found: "" if found[1] is None else found[0], _JOINERS.sub(_joined, seen))
    return " ".join(seen.split())


def _seen(sign: str) -> str:
    if sign.isprintable() or sign in _KEPT:
        return sign
    return "" if unicodedata.category(sign) in ("Cf", "Cs") else " "


def _joined(found: re.Match[str]) -> str:
    """Return one joiner where it stands between two signs that are seen, nothing elsewhere."""
    around = found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]
    return found[0][0] if all(sign.isprintable() and not sign.isspace() and sign for sign in around) else ""


def isolated(text: str) -> str:
    """Return a text that may stand within a sentence: one with letters from right to left keeps its direction apart."""
    goes_left = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"{FSI}{text}{PDI}" if goes_left else text


def shortened(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters, cut after a word and marked where it was cut."""
    if len(text) <= limit:
        return text
    head, blank, _ = text[:limit].rpartition(" ")
    head = (head if blank else text[: limit - 1]).rstrip(" ,;:.-")
    if head.count(FSI) > head.count(PDI):
        head = head[: limit - 2]
    return head + ELLIPSIS + PDI * (head.count(FSI) - head.count(PDI))


def first_sentence(text: str) -> str:
    """Return the first sentence of a text on one line, with its stop: up to a stop before a capital letter."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text, maxsplit=1)[0]
