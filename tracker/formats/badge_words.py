"""What a badge says, in words: for the picture, and for those who draw their own from our numbers."""

from dataclasses import dataclass

from tracker.formats.images.palette import INK, STATUS_TONES
from tracker.rules.instants import local_day
from tracker.rules.sentences import day_words, full_day_words, motion_sentence, plural, status_sentence
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Headline

SHIELD_SECONDS = 300
"""For how long Shields keeps what it was told; it takes no less (shields.io/badges/endpoint-badge)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The accessible name of a badge, and what stands behind it."""

    name: str
    more: str


def demand_words(one: Standing) -> Words:
    """Return a demand's name with its generated sentence, and of which motion and day it speaks."""
    demand, motion = one.demand, one.demand.motion
    name = f"Demand {demand.number}, {demand.title}. {status_sentence(one)}"
    return Words(name, f"“{motion.title}”, as of {full_day_words(one.today)}. Answerable.")


def motion_words(whole: MotionStanding) -> Words:
    """Return a motion's name with its generated sentence, and of which day it speaks."""
    day = local_day(whole.at, whole.motion.time_zone)
    return Words(f"{whole.motion.title}. {motion_sentence(whole)}", f"As of {full_day_words(day)}. Answerable.")


def state_words(one: Standing) -> str:
    """Return a demand's headline, and that parts are overdue where they are: "Partially answered, parts overdue"."""
    return one.headline.label + (", parts overdue" if one.has_late_parts else "")


def counted(whole: MotionStanding) -> list[tuple[Headline, str]]:
    """Return how many demands stand where, each in words: "5 partially answered"; in the order of the headlines."""
    return [(headline, f"{number:,} {headline.label.lower()}") for headline, number in whole.counts.items()]


def dated_words(whole_or_one: MotionStanding | Standing) -> str:
    """Return the day that a badge of a past day must name: "on 12 February 2019"."""
    motion = whole_or_one.motion if isinstance(whole_or_one, MotionStanding) else whole_or_one.demand.motion
    return f"on {day_words(local_day(whole_or_one.at, motion.time_zone))}"


def demand_shield(one: Standing, dated: bool) -> dict[str, object]:
    """Return what Shields draws a demand's badge from (its endpoint schema, version 1)."""
    message = state_words(one).lower()
    return _shield(f"demand {one.demand.number}", f"{message} {dated_words(one)}" if dated else message, one.headline)


def motion_shield(whole: MotionStanding, dated: bool) -> dict[str, object]:
    """Return what Shields draws a motion's badge from. Of several headlines none lends its colour to the whole."""
    told = [words for _, words in counted(whole)] or ["no demand recorded"]
    late = sum(one.has_late_parts for one in whole.demands)
    message = " · ".join(told + ([f"parts of {late:,} overdue"] if late else []))
    only = next(iter(whole.counts)) if len(whole.counts) == 1 else None
    label = plural(len(whole.demands), "demand")
    return _shield(label, f"{message} {dated_words(whole)}" if dated else message, only)


def _shield(label: str, message: str, tone: Headline | None) -> dict[str, object]:
    color = (STATUS_TONES[tone] if tone else INK).light
    return {
        "schemaVersion": 1,
        "label": label,
        "message": message,
        "color": color,
        "cacheSeconds": SHIELD_SECONDS,
    }
