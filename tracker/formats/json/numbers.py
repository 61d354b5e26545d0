"""The published figures as JSON: whether they add up, where sources differ, what may be said of two periods."""

from collections.abc import Iterable

from pydantic import Field

from tracker.formats.json.base import AboutMotion, Addresses, Answer, Keys
from tracker.formats.json.record import DiscrepancyData, FigureData
from tracker.rules.figure_conflicts import FigureConflict
from tracker.rules.figures import SumCheck
from tracker.rules.flows import Bar, FlowPicture
from tracker.rules.period_comparison import PeriodSeries, PeriodStep
from tracker.vocabulary import CheckResult, DiscrepancyState
from tracker.wording.figures import check_outcome, check_working, number, objections

KINDS = (
    "sum, difference, share, rate, subset, breakdown, months, days or weekly (the method page says what each checks)."
)


class Check(Answer):
    """A sum that should hold between figures, and whether it does."""

    id: str = Field(description="The word that names it.")
    text: str = Field(description="What should hold, in words.")
    kind: str = Field(description=KINDS)
    terms: list[str] = Field(description="The ids of the figures that go in.")
    equals: str = Field(description="The id of the figure that was stated.")
    verdict: CheckResult = Field(description="What the check comes to.")
    outcome: str = Field(description="The same in words, with the number by which it does not hold.")
    working: str = Field(description="The reckoning, with the figures as published.")
    by: str | None = Field(description="By how much it does not hold, or what is left that no source itemises.")
    note: str | None = Field(description="What a reader should know of it.")
    sources: Keys
    address: str = Field(description="Where it stands on our page of figures.")


class Difference(Answer):
    """Figures of one measure that differ, noted by us or found by looking at them."""

    id: str = Field(description="The word that names it.")
    figures: list[str] = Field(description="The ids of the figures.")
    clash: bool = Field(description="Whether no number could be meant by all of them; else rounding may explain it.")
    state: DiscrepancyState = Field(description="Whether an explanation was found.")
    noted: bool = Field(description="Whether the record says something about it (see `discrepancies`).")
    checks: list[str] = Field(description="The ids of the checks that the explanation rests on.")


class StepData(Answer):
    """Two figures of a series after each other."""

    earlier: str = Field(description="The id of the earlier figure.")
    later: str = Field(description="The id of the later figure.")
    change: str | None = Field(
        description="By how much the later exceeds the earlier; null where that may not be said."
    )
    reasons: list[str] = Field(description="Why it may not be said.")


class Series(Answer):
    """Figures that tell of one thing at different times."""

    name: str = Field(description="The word that names the series.")
    figures: list[str] = Field(description="The ids of its figures, in the order of their periods.")
    steps: list[StepData] = Field(description="What lies between one and the next.")


class Unanswered(Answer):
    """A demand that figures are about, and what of it no figure answers."""

    demand: int = Field(ge=1, description="The demand's number.")
    parts: list[str] = Field(description="Its open parts by name.")
    address: str = Field(description="The demand as data.")


class Branch(Answer):
    """A part into which a number divides; the part that no source itemises has no figure."""

    figure: str | None = Field(
        description="The id of its figure; null for what no source itemises or rounding leaves open."
    )
    size: str = Field(description="The number as published, or what is left.")


class Level(Answer):
    """One step of a flow: a number and the parts into which it divides."""

    stage: str = Field(description="What the step is called.")
    whole: str = Field(description="The id of the figure that divides.")
    branches: list[Branch] = Field(description="Its parts; of the first step, what came in and what stands beside it.")
    over: str = Field(description="By how much the parts exceed the whole, as published; 0 where they do not.")
    as_rounded: bool = Field(description="Whether rounding alone may account for what is left or over.")


class FlowData(Answer):
    """Where a number went, step by step, as far as its figures had been published."""

    id: str = Field(description="The word that names it.")
    title: str = Field(description="What it shows.")
    note: str | None = Field(description="What a reader should know of it.")
    levels: list[Level] = Field(description="Its steps, from what came in.")
    address: str = Field(description="Where its picture stands on our page of figures.")


class FiguresData(AboutMotion):
    """The published figures of a motion and what they come to."""

    figures: list[FigureData] = Field(description="The figures that had been published; undated ones count as out.")
    checks: list[Check] = Field(description="The sums between them, each with its working.")
    differences: list[Difference] = Field(description="Where figures of one measure differ.")
    discrepancies: list[DiscrepancyData] = Field(description="What the record says of those that are noted.")
    series: list[Series] = Field(description="Figures of one thing at different times.")
    flows: list[FlowData] = Field(description="Where numbers went, drawn from the sums.")
    unanswered: list[Unanswered] = Field(description="What was asked and no figure answers.")


def check_of(check: SumCheck, slug: str, where: Addresses) -> Check:
    return Check.of(
        check.identity,
        verdict=check.result,
        outcome=check_outcome(check),
        working=check_working(check),
        by=None if check.by is None else number(check.by),
        address=where.motion(slug, "/figures", f"check-{check.identity.key}"),
    )


def difference_of(conflict: FigureConflict) -> Difference:
    return Difference.of(
        conflict,
        figures=[figure.key for figure in conflict.figures],
        noted=conflict.noted is not None,
        checks=[check.identity.key for check in conflict.sums],
    )


def flow_of(picture: FlowPicture, slug: str, where: Addresses) -> FlowData:
    address = where.motion(slug, "/figures", f"flow-{picture.flow.key}")
    return FlowData.of(picture.flow, levels=[_level(bar) for bar in picture.bars], address=address)


def _level(bar: Bar) -> Level:
    parts = [
        Branch(figure=piece.figure.key if piece.figure else None, size=format(piece.size, "f")) for piece in bar.pieces
    ]
    return Level.of(bar, whole=bar.whole.key, branches=parts, over=format(bar.over, "f"))


def series_of(found: Iterable[PeriodSeries]) -> list[Series]:
    """Return series of figures, with what may be said of each two."""
    return [
        Series.of(series, figures=[figure.key for figure in series.figures], steps=list(map(_step, series.steps)))
        for series in found
    ]


def _step(step: PeriodStep) -> StepData:
    change = None if step.change is None else number(step.change)
    return StepData(earlier=step.earlier.key, later=step.later.key, change=change, reasons=objections(step))
