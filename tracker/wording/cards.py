"""What the share cards say beside the generated sentences."""

from tracker.models import Motion
from tracker.rules.dates import local_day
from tracker.rules.status import MotionStanding, Standing
from tracker.wording.dates import full_day_words

SITE_EYEBROW = "A public record of motions and their demands"
SITE_SENTENCE = (
    "What was asked, of whom, by when, and what came of it: kept in public, with a source for every verdict."
)

REST = "Some of it is in letters that this picture has not: the page says the rest."


def motion_eyebrow(motion: Motion) -> str:
    return f"{motion.body}, {full_day_words(motion.adopted_on)}"


def motion_named(motion: Motion) -> str:
    """Name a motion whose title cannot be drawn."""
    return f"Motion {motion.slug}"


def demand_eyebrow(standing: Standing, whole: MotionStanding) -> str:
    motion = whole.motion
    return f"Demand {standing.demand.number} of {len(whole.demands)}: {motion.title}, {motion.body}"


def demand_named(standing: Standing) -> str:
    """Name a demand whose title cannot be drawn."""
    return f"Demand {standing.demand.number} of {standing.demand.motion.slug}"


def stamp(whole: MotionStanding) -> str:
    """Return the day and the revision of the record that a card shows."""
    day = local_day(whole.at, whole.motion.time_zone)
    return f"As of {full_day_words(day)}. Revision {whole.motion.log_sequence:,}."
