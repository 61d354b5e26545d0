"""A motion's log as lines of JSON: one entry each, with exactly what its seal covers, so that anybody can check it."""

import json
from collections.abc import Iterable, Iterator

from tracker.models import Change
from tracker.rules.hash_chain import instant_text

TYPE = "application/jsonl"


def log_lines(changes: Iterable[Change], slug: str) -> Iterator[str]:
    """Yield a motion's entries as lines, in the order given (oldest first); `verify_log` reads them.

    Instants are ISO 8601 in UTC to the microsecond; before, after and reason are JSON in a text, as they were sealed.
    """
    for change in changes:
        entry = {
            "previous_hash": change.previous_hash,
            "motion": slug,
            "sequence": change.sequence,
            "kind": change.kind.value,
            "happened_at": instant_text(change.happened_at),
            "recorded_at": instant_text(change.recorded_at),
            "role": change.actor_role.value,
            "subject": change.subject,
            "before": change.before,
            "after": change.after,
            "reason": change.reason,
            "hash": change.hash,
        }
        yield json.dumps(entry, ensure_ascii=False) + "\n"
