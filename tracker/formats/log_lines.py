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
    for one in changes:
        entry = {
            "previous_hash": one.previous_hash,
            "motion": slug,
            "sequence": one.sequence,
            "kind": one.kind.value,
            "happened_at": instant_text(one.happened_at),
            "recorded_at": instant_text(one.recorded_at),
            "role": one.actor_role.value,
            "subject": one.subject,
            "before": one.before,
            "after": one.after,
            "reason": one.reason,
            "hash": one.hash,
        }
        yield json.dumps(entry, ensure_ascii=False) + "\n"
