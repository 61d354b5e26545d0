"""What a badge says, in words."""

from dataclasses import dataclass

from tracker.rules.dates import local_day
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Status
from tracker.wording.dates import day_words, full_day_words
from tracker.wording.labels import counted_label, status_label
from tracker.wording.status import motion_sentence, status_sentence


@dataclass(frozen=True, slots=True)
class BadgeName:
    """The accessible name of a badge, and what stands behind it."""

    name: str
    more: str


def demand_name(standing: Standing) -> BadgeName:
    """Return a demand's name with its generated sentence, with its motion and day."""
    demand, motion = standing.demand, standing.demand.motion
    name = f"Demand {demand.number}, {demand.title}. {status_sentence(standing)}"
    return BadgeName(name, f"“{motion.title}”, as of {full_day_words(standing.today)}. Answerable.")


def motion_name(whole: MotionStanding) -> BadgeName:
    """Return a motion's name with its generated sentence, with its day."""
    day = local_day(whole.at, whole.motion.time_zone)
    return BadgeName(f"{whole.motion.title}. {motion_sentence(whole)}", f"As of {full_day_words(day)}. Answerable.")


def state_words(standing: Standing) -> str:
    """Return a demand's status, and that parts are overdue where they are: "Partially answered, parts overdue"."""
    return status_label(standing) + (", parts overdue" if standing.has_late_parts else "")


def statuses_counted(whole: MotionStanding) -> list[tuple[Status, str]]:
    """Return how many demands stand where, each in words: "5 partially answered"; in the order of the statuses."""
    return [(status, f"{number:,} {counted_label(whole, status).lower()}") for status, number in whole.counts.items()]


def dated_words(stood: MotionStanding | Standing) -> str:
    """Return the day that a badge of a past day must name: "on 12 February 2019"."""
    motion = stood.motion if isinstance(stood, MotionStanding) else stood.demand.motion
    return f"on {day_words(local_day(stood.at, motion.time_zone))}"
