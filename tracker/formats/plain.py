"""Words of the record as other programs and other people's screens take them: on one line, of printable signs, cut."""

import unicodedata

ELLIPSIS = "…"


def plain(text: str) -> str:
    """Return a text on one line, without signs that cannot be seen: it can break no header and hide no other words."""
    if text.isprintable():
        return " ".join(text.split())
    seen = ("" if unicodedata.category(sign) in ("Cf", "Cs") else sign if sign.isprintable() else " " for sign in text)
    return " ".join("".join(seen).split())


def shortened(text: str, limit: int) -> str:
    """Return a text of at most `limit` signs, cut after a word and marked where it was cut."""
    if len(text) <= limit:
        return text
    head, blank, _ = text[:limit].rpartition(" ")
    return (head if blank else text[: limit - 1]).rstrip(" ,;:.-") + ELLIPSIS
