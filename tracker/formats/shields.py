"""What Shields draws a badge from, for those who draw their own from our numbers."""

from tracker.formats.images.palette import INK, STATUS_TONES
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Status
from tracker.wording.badges import dated_words, state_words, statuses_counted
from tracker.wording.text import plural

SHIELD_SECONDS = 300
"""For how long Shields keeps an answer; it takes no less (shields.io/badges/endpoint-badge)."""


def demand_shield(standing: Standing, dated: bool) -> dict[str, object]:
    """Return what Shields draws a demand's badge from (its endpoint schema, version 1)."""
    label, message = f"demand {standing.demand.number}", state_words(standing).lower()
    return _shield(label, f"{message} {dated_words(standing)}" if dated else message, standing.status)


def motion_shield(whole: MotionStanding, dated: bool) -> dict[str, object]:
    """Return what Shields draws a motion's badge from. Of several statuses none lends its colour to the whole."""
    counts = [words for _, words in statuses_counted(whole)] or ["no demand recorded"]
    late = sum(standing.has_late_parts for standing in whole.demands)
    message = " · ".join(counts + ([f"parts of {late:,} overdue"] if late else []))
    only = next(iter(whole.counts)) if len(whole.counts) == 1 else None
    label = plural(len(whole.demands), "demand")
    return _shield(label, f"{message} {dated_words(whole)}" if dated else message, only)


def _shield(label: str, message: str, tone: Status | None) -> dict[str, object]:
    color = (STATUS_TONES[tone] if tone else INK).light
    return {
        "schemaVersion": 1,
        "label": label,
        "message": message,
        "color": color,
        "cacheSeconds": SHIELD_SECONDS,
    }
