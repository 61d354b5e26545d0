"""Whether a passage is quoted exactly. White space may differ; words may not.

Rule: docs/decisions/fairness.md#quotations.
"""

import re
import unicodedata

_LEFT_OUT = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]\s*")


def folded(text: str) -> str:
    """Return a text with every run of white space as one space, in one form of Unicode."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_quoted(passage: str, text: str) -> bool:
    """Tell whether the pieces of a passage stand in a text, in their order; […] stands between pieces."""
    pieces = [folded(piece) for piece in _LEFT_OUT.split(passage)]
    whole, at = folded(text), 0
    if not any(pieces):
        return False
    for piece in filter(None, pieces):
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
