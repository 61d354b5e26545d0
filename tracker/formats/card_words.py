"""What the share cards say: of a motion, of a demand, and of the whole site. The words are those of the pages."""

from tracker.formats.images.card import SITE
from tracker.formats.images.card_layout import Card, Cell
from tracker.formats.images.glyphs import glyph_of
from tracker.formats.images.typeface import can_be_set
from tracker.rules.parts import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Clock, Status
from tracker.wording import cards as words
from tracker.wording.labels import status_label, verdict_label
from tracker.wording.status import motion_sentence, status_sentence


def motion_card(whole: MotionStanding, host: str) -> Card:
    """Return the card of a motion: one square for each demand; `host` is the site's name on the network."""
    motion = whole.motion
    return Card(
        eyebrow=words.motion_eyebrow(motion),
        title=motion.title if can_be_set(motion.title) else words.motion_named(motion),
        sentence=_with_rest(motion_sentence(whole), words.motion_eyebrow(motion), motion.title),
        stamp=words.stamp(whole),
        host=host,
        cells=tuple(map(demand_cell, whole.demands)),
    )


def demand_card(standing: Standing, whole: MotionStanding, host: str) -> Card:
    """Return the card of a demand: its own square, and one for each of its parts where there are several."""
    return Card(
        eyebrow=words.demand_eyebrow(standing, whole),
        title=standing.demand.title if can_be_set(standing.demand.title) else words.demand_named(standing),
        sentence=_with_rest(status_sentence(standing), words.demand_eyebrow(standing, whole), standing.demand.title),
        stamp=words.stamp(whole),
        host=host,
        cells=tuple(map(_part_cell, standing.parts)) if len(standing.parts) > 1 else (),
        lead=demand_cell(standing),
    )


def _with_rest(sentence: str, *texts: str) -> str:
    """Return the sentence of a card, which says so where something is in letters that cannot be drawn."""
    return sentence if all(map(can_be_set, (sentence, *texts))) else f"{sentence} {words.REST}"


def site_card(host: str) -> Card:
    """Return the card of the site, for pages that are of no one motion: the shapes and what they mean."""
    shapes = tuple(Cell("", status, status.label) for status in Status)
    return Card(words.SITE_EYEBROW, SITE, words.SITE_SENTENCE, "", host, shapes)


def demand_cell(standing: Standing) -> Cell:
    """Return the square of a demand: its number, its status, and whether parts are overdue beside that."""
    late = standing.clock is Clock.OVERDUE and standing.status is not Status.OVERDUE
    return Cell(str(standing.demand.number), standing.status, status_label(standing), late)


def _part_cell(part: Part) -> Cell:
    return Cell(part.question.letter, glyph_of(part.verdict), verdict_label(part))
