"""What a page knows of the copy that it is made for, where the export asks for it and not a reader."""

from dataclasses import dataclass
from datetime import date

from flask import has_request_context, request

KEY = "answerable.copy"
"""The name under which the export hands the copy on, with each thing it asks for. No reader can set it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the public site in files.

    `day` is the day it is as of, in the house zone; `ended` tells that it shows that day at its end, a day that is
    past, and not the moment of the copying. `live` is the address of the site that it is of, None where it has none.
    """

    day: date
    ended: bool
    live: str | None


def copied() -> Copy | None:
    """Return the copy that the present page is made for, or None for a page that a reader asked for."""
    found: Copy | None = request.environ.get(KEY) if has_request_context() else None
    return found
