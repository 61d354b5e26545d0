"""The hash chain of a motion's log: every entry is sealed with the hash of the one before it.

Rule: docs/decisions/log.md#chain.

The canonical form is eleven lines of text, UTF-8, joined by a line feed: previous hash, slug, sequence, kind, happened,
recorded, role, subject, before, after, reason. Before, after and reason are JSON, so they hold no line feed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from tracker.models import Change

START = ""
"""The previous hash of the first entry."""


def canonical_json(value: Any) -> str:
    """Return a value as JSON in the one form that is hashed: sorted keys, no spaces, one line."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def instant_text(instant: datetime) -> str:
    """Return an instant as it is hashed: ISO 8601 in UTC, to the microsecond."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def seal(previous: str, slug: str, sequence: int, *fields: str) -> str:
    """Return the hash of an entry; `fields` are the canonical form's eight lines from the kind on."""
    return sha256("\n".join((previous, slug, str(sequence), *fields)).encode()).hexdigest()


def seal_of(change: Change, slug: str) -> str:
    fields = (change.kind.value, instant_text(change.happened_at), instant_text(change.recorded_at))
    rest = (change.actor_role.value, change.subject, change.before, change.after, change.reason)
    return seal(change.previous_hash, slug, change.sequence, *fields, *rest)


class LinkFault(StrEnum):
    """What is wrong with an entry of a log."""

    OUT_OF_SEQUENCE = "out_of_sequence"
    NOT_LINKED = "not_linked"
    NOT_SEALED = "not_sealed"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An entry with something wrong: its number, what is wrong, and the number that was expected in its place."""

    sequence: int
    fault: LinkFault
    expected: int


def broken_links(changes: Iterable[Change], slug: str) -> list[BrokenLink]:
    """Return what is wrong with a log, given oldest entry first: gaps, wrong links and wrong hashes."""
    broken = []
    previous, expected = START, 1
    for change in changes:
        if change.sequence != expected:
            broken.append(BrokenLink(change.sequence, LinkFault.OUT_OF_SEQUENCE, expected))
        if change.previous_hash != previous:
            broken.append(BrokenLink(change.sequence, LinkFault.NOT_LINKED, expected))
        if change.hash != seal_of(change, slug):
            broken.append(BrokenLink(change.sequence, LinkFault.NOT_SEALED, expected))
        previous, expected = change.hash, change.sequence + 1
    return broken
