"""What the share cards say: of a motion, of a demand, and of the whole site. The words are those of the pages."""

from tracker.formats.images.card import SITE
from tracker.formats.images.card_layout import Card, Cell
from tracker.formats.images.glyphs import glyph_of
from tracker.formats.images.typeface import can_be_set
from tracker.models import Motion
from tracker.rules.findings import Part
from tracker.rules.instants import local_day
from tracker.rules.sentences import full_day_words, motion_sentence, status_sentence
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Clock, Headline

SITE_SENTENCE = (
    "What was asked, of whom, by when, and what came of it: kept in public, with a source for every verdict."
)


def motion_card(whole: MotionStanding, host: str) -> Card:
    """Return the card of a motion: one square for each demand; `host` is the site's name on the network."""
    motion = whole.motion
    return Card(
        eyebrow=f"{motion.body}, {full_day_words(motion.adopted_on)}",
        title=motion.title if can_be_set(motion.title) else f"Motion {motion.slug}",
        sentence=motion_sentence(whole),
        stamp=_stamp(motion, whole),
        host=host,
        cells=tuple(map(demand_cell, whole.demands)),
    )


def demand_card(one: Standing, whole: MotionStanding, host: str) -> Card:
    """Return the card of a demand: its own square, and one for each of its parts where there are several."""
    motion = whole.motion
    return Card(
        eyebrow=f"Demand {one.demand.number} of {len(whole.demands)}: {motion.title}, {motion.body}",
        title=one.demand.title if can_be_set(one.demand.title) else f"Demand {one.demand.number} of {motion.slug}",
        sentence=status_sentence(one),
        stamp=_stamp(motion, whole),
        host=host,
        cells=tuple(map(_part_cell, one.parts)) if len(one.parts) > 1 else (),
        lead=demand_cell(one),
    )


def site_card(host: str) -> Card:
    """Return the card of the site, for pages that are of no one motion: the shapes and what they mean."""
    shapes = tuple(Cell("", headline, headline.label) for headline in Headline)
    return Card("A public record of motions and their demands", SITE, SITE_SENTENCE, "", host, shapes)


def demand_cell(one: Standing) -> Cell:
    """Return the square of a demand: its number, its headline, and whether parts are overdue beside that."""
    late = one.clock is Clock.OVERDUE and one.headline is not Headline.OVERDUE
    return Cell(str(one.demand.number), one.headline, one.headline.label, late)


def _part_cell(part: Part) -> Cell:
    return Cell(part.question.letter, glyph_of(part.verdict), part.verdict.label)


def _stamp(motion: Motion, whole: MotionStanding) -> str:
    day = local_day(whole.at, motion.time_zone)
    return f"As of {full_day_words(day)}. Revision {motion.log_sequence:,}."
