"""The strip of key dates: the days on which something changed, each a link to the page as of its end."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.models import Motion
from tracker.rules.deadlines import due_day
from tracker.vocabulary import DeadlineKind
from tracker.web.moment import Moment

MOST = 8
"""How many days the strip holds; the timeline has them all."""


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One day of the strip."""

    day: date
    text: str
    current: bool


def key_dates(motion: Motion, when: Moment) -> list[KeyDate]:
    """Return the day of adoption, the deadlines, the days with the most news, and today, in order."""
    texts = {motion.adopted_on: "Passed"}
    for demand in motion.demands:
        for row in demand.deadlines:
            day = due_day(row, motion.time_zone)
            word = "Asked again for" if row.kind is DeadlineKind.ASKED_AGAIN else "Deadline"
            if day <= when.today:
                texts.setdefault(day, word)
    for day, _ in _news(motion).most_common():
        if len(texts) >= MOST - 1:
            break
        texts.setdefault(day, "News")
    texts.setdefault(when.today, "Today")
    return [KeyDate(day, texts[day], day == when.day) for day in sorted(texts) if motion.adopted_on <= day]


def _news(motion: Motion) -> Counter[date]:
    """Count the findings and replies of each day."""
    news: Counter[date] = Counter(one.received_on for one in motion.responses)
    for demand in motion.demands:
        news.update(one.found_on for question in demand.questions for one in question.findings)
    return news
