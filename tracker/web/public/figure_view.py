"""What published figures come to: where numbers went, whether they add up, where sources differ, what none answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.formats.images.flow import FlowDrawing, drawing_of
from tracker.models import Demand, Figure, Flow, Motion
from tracker.rules.figure_conflicts import FigureConflict, figure_conflicts
from tracker.rules.figures import SumCheck, check_identity
from tracker.rules.flows import FlowPicture, picture_of
from tracker.rules.parts import Part
from tracker.rules.period_comparison import PeriodSeries, series_of
from tracker.rules.status import MotionStanding
from tracker.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Drawn:
    """A flow with its picture and the shapes of it."""

    flow: Flow
    picture: FlowPicture
    drawing: FlowDrawing


@dataclass(frozen=True, slots=True)
class Looked:
    """What a motion's published figures come to: figures by key, groups of one measure, checks, conflicts, series."""

    by_key: Mapping[str, Figure]
    measures: list[list[Figure]]
    checks: list[SumCheck]
    differences: list[FigureConflict]
    series: list[PeriodSeries]
    flows: list[Drawn]


def look(motion: Motion) -> Looked:
    by_key = {figure.key: figure for figure in motion.figures}
    sums = {identity.key: identity for identity in motion.identities}
    pictures = [(flow, picture_of(flow, by_key, sums)) for flow in motion.flows]
    return Looked(
        by_key=by_key,
        measures=_by_measure(motion.figures),
        checks=[
            check_identity(identity, by_key)
            for identity in motion.identities
            if _is_known(identity.terms, identity.equals, by_key)
        ],
        differences=figure_conflicts(motion.figures, motion.discrepancies, motion.identities),
        series=series_of(motion.figures),
        flows=[Drawn(flow, picture, drawing_of(picture)) for flow, picture in pictures if picture],
    )


def _is_known(terms: Iterable[str], equals: str, by_key: Mapping[str, Figure]) -> bool:
    return equals in by_key and any(key in by_key for key in terms)


def _by_measure(known: list[Figure]) -> list[list[Figure]]:
    groups: dict[str, list[Figure]] = {}
    for figure in known:
        groups.setdefault(figure.measure or figure.key, []).append(figure)
    return list(groups.values())


def without_a_figure(whole: MotionStanding) -> list[tuple[Demand, list[Part]]]:
    numbers = {number for figure in whole.motion.figures for number in figure.demands}
    found = []
    for demand in whole.demands:
        parts = [part for part in demand.parts if part.verdict is not Verdict.ANSWERED]
        if parts and demand.demand.number in numbers:
            found.append((demand.demand, parts))
    return found
