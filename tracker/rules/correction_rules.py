"""When a change of what is on record is a correction that needs a public note.

Rule: docs/decisions/fairness.md#corrections.

Whatever changes a verdict, a date, a number, a source or who said something changes the meaning. In running text an
editor may say that only the spelling was corrected; then the log has it, and no note is shown on the page.
"""

import re
from typing import Any

WORDING = frozenset(
    {
        "about",
        "asks",
        "basis",
        "confidence_note",
        "explanation",
        "label",
        "name",
        "note",
        "reasoning",
        "summary",
        "test",
        "text",
        "title",
    }
)
"""The fields of running text, in which a spelling mistake can be corrected without a note."""
ADDED = frozenset(
    {
        "archived_url",
        "declined_on",
        "due_on",
        "file",
        "invited_on",
        "passage",
        "published_on",
        "received_on",
        "sha256",
        "test",
        "text",
        "withdrawn_on",
        "withdrawn_reason",
    }
)
"""The fields that may be filled in later: what was said before them still stands."""
QUIET = frozenset({"visibility"})
"""What is no statement about anything: who may see the record."""

Content = dict[str, Any]


def changed_fields(before: Content, after: Content) -> list[str]:
    """Return the names of the fields in which two versions of an entry differ, in order."""
    return sorted(name for name in {**before, **after} if before.get(name) != after.get(name))


def needs_note(before: Content | None, after: Content | None, *, only_wording: bool = False) -> bool:
    """Tell whether a change of an entry needs a public note. A new entry needs none: nothing was wrong.

    `only_wording` is the editor's word that only the spelling was corrected. It does not hold for a text
    that is new or gone, nor for one in which a number is another.
    """
    if before is None:
        return False
    if after is None:
        return True
    names = set(changed_fields(before, after)) - QUIET
    # Fields filled in of which nothing had been said take nothing back.
    if all(name not in before and name in ADDED for name in names):
        return False
    if only_wording and names <= WORDING:
        return not all(_is_slip(before.get(name), after.get(name)) for name in names)
    return bool(names)


def _is_slip(before: Any, after: Any) -> bool:
    """Tell whether two texts can differ by spelling only: both say something, with the same numbers in it."""
    return bool(before and after) and _numbers(before) == _numbers(after)


def _numbers(text: Any) -> list[str]:
    return sorted(re.findall(r"\d+", str(text)))
