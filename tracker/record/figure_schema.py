"""The entries of a record file about numbers: figures, sums between them, differences, and where a number went."""

from typing import Annotated, Literal

from pydantic import Field

from tracker.record.fields import Citations, Day, Entry, Id, Name, Number, Text, Value
from tracker.vocabulary import DiscrepancyState, Precision


class FigureEntry(Entry):
    """A published number with its definition. Figures of one measure are the same quantity from several sources."""

    id: Id
    measure: Id | None = None
    series: Id | None = None  # figures of one series tell of the same thing at different times
    label: Name  # exactly what it counts
    value: Value
    unit: Name = "cases"
    precision: Precision = Precision.EXACT
    population: Name | None = None
    period_from: Day | None = None
    period_to: Day | None = None
    published_by: Name | None = None
    published_on: Day | None = None
    demands: list[Number] = []
    note: Text | None = None
    where: Name | None = None  # where in the source
    sources: Citations


class IdentityEntry(Entry):
    """A sum, difference, share or the like that should hold between figures; rules/figures.py has the kinds."""

    id: Id
    text: Text
    kind: Literal["sum", "difference", "share", "rate", "subset", "breakdown", "months", "days", "weekly"]
    terms: Annotated[
        list[Id], Field(min_length=1)
    ]  # sum, breakdown: parts; difference, share, rate: first and second figure
    equals: Id  # a figure; a share is in per cent
    decimals: Annotated[int, Field(ge=0, le=6)] = 0  # to how many places what comes of a division is compared
    note: Text | None = None
    known_from: Day | None = None  # unless given, the latest day of its figures and of what it cites
    sources: list[Id] = []


class DiscrepancyEntry(Entry):
    """Two sources that differ, with an explanation or none."""

    id: Id
    text: Text
    figures: list[Id] = []
    sums: list[Id] = []  # the identities that the explanation rests on
    state: DiscrepancyState = DiscrepancyState.OPEN
    explanation: Text | None = None
    explained_by: Name | None = None  # whose explanation: "our inference", or a publisher
    known_from: Day | None = None  # unless given, the latest day of its figures and of what it cites
    explained_from: Day | None = None  # since when the explanation is known; unless given, like the difference
    sources: Citations


class FlowEntry(Entry):
    """Where a number went: a picture drawn from identities, as rules/flows.py says."""

    id: Id
    title: Name
    stages: list[Name] = []  # what came in, then what each split is
    splits: Annotated[list[Id], Field(min_length=1)]  # sums and breakdowns: the stated figure divides into the terms
    joins: list[Id] = []  # sums of earlier pieces that a later split divides again
    beside: list[Id] = []  # figures that came in beside and are not followed
    note: Text | None = None
