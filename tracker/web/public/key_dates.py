"""The strip of key dates: the days on which something changed, each a link to the page as of its end."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.models import Motion
from tracker.rules.deadlines import due_day
from tracker.vocabulary import DeadlineKind
from tracker.web.core.as_of import Moment
from tracker.wording.text import plural

MOST = 8
"""How many days the strip holds; the timeline has them all."""
_WORDS = {DeadlineKind.ASKED_AGAIN: "Asked again for", DeadlineKind.EXPECTED: "Promised for"}


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One day of the strip."""

    day: date
    text: str
    current: bool


def key_dates(motion: Motion, when: Moment) -> list[KeyDate]:
    texts = {motion.adopted_on: "Passed"}
    for demand in motion.demands:
        for row in demand.deadlines:
            if row.due_on is None and row.due_at is None:
                continue
            day = due_day(row, motion.time_zone)
            word = _WORDS.get(row.kind, "Deadline")
            if day <= when.today:
                texts.setdefault(day, word)
    replies, findings = _news(motion)
    for day, _ in (replies + findings).most_common():
        if len(texts) >= MOST - 1:
            break
        if day <= when.today:
            texts.setdefault(day, _counted(replies[day], findings[day]))
    texts.setdefault(when.today, when.last_word)
    return [KeyDate(day, texts[day], day == when.day) for day in sorted(texts) if motion.adopted_on <= day]


def _news(motion: Motion) -> tuple[Counter[date], Counter[date]]:
    replies = Counter(response.received_on for response in motion.responses)
    findings = Counter(
        finding.found_on for demand in motion.demands for question in demand.questions for finding in question.findings
    )
    return replies, findings


def _counted(replies: int, findings: int) -> str:
    if replies:
        return "A reply" if replies == 1 else f"{replies} replies"
    return plural(findings, "finding")
