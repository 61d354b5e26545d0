"""The other pages of a motion as JSON: one demand, the timeline, the sources, the log, the briefing."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from pydantic import Field

from tracker.formats.json.base import AboutMotion, Addresses, Answer, Count, Hash, Keys, Numbers
from tracker.formats.json.record import DemandData, FigureData, NoteData, ResponseData, SourceData, StatementData
from tracker.models import Change
from tracker.rules.parts import Part
from tracker.rules.status import Standing
from tracker.vocabulary import ActorKind, ChangeKind, SourceCoverage, Status, Verdict
from tracker.wording.labels import status_label


class ChangeData(Answer):
    """An entry of a motion's log. Nobody can alter or remove one; each is sealed with the hash of the one before."""

    sequence: int = Field(ge=1, description="Its number in the motion's log.")
    kind: ChangeKind = Field(description="What it says happened.")
    happened_at: datetime = Field(description="When that happened, UTC; a day known as such counts from its start.")
    recorded_at: datetime = Field(description="When we recorded it, UTC.")
    actor_role: ActorKind = Field(description="Who made the entry; names never enter the log.")
    subject: str = Field(description="What it is about: a kind of entry, a stroke, a key.")
    demand: int | None = Field(description="The number of the demand, where it is about one.")
    before: Any = Field(description="The entry before, as it is kept; null where there was none.")
    after: Any = Field(description="The entry after; null where nothing is left.")
    reason: str = Field(description="Why.")
    previous_hash: Hash = Field(description="The hash of the entry before; empty for the first.")
    hash: Hash = Field(description="The hash of this entry.")
    address: str = Field(description="Where it stands on the page of changes.")


class DemandPage(AboutMotion):
    """One demand with everything that its page shows."""

    demand: DemandData = Field(description="The demand and where it stands.")
    demand_sentence: str = Field(description="Where this demand stands, in the words of every page.")
    previous_demand: str | None = Field(description="The demand before, as data.")
    next_demand: str | None = Field(description="The demand after, as data.")
    notes: list[NoteData] = Field(description="What to know about the record of this demand.")
    responses: list[ResponseData] = Field(description="What had come in on it, oldest first.")
    statements: list[StatementData] = Field(description="The addressee's own words, or that they were invited.")
    figures: list[FigureData] = Field(description="The published figures that are about it.")
    changes: list[ChangeData] = Field(description="What the log says of it, newest first.")
    sources: list[SourceData] = Field(description="The sources that the above rests on.")


class TimelineEntry(Answer):
    """One thing that happened."""

    day: date = Field(description="The day, in the motion's zone.")
    kind: str = Field(description="Motion, Deadline, Reply, Event or Finding (ours).")
    text: str = Field(description="What happened.")
    note: str | None = Field(description="What is not certain about it.")
    demands: Numbers
    sources: Keys


class Timeline(AboutMotion):
    """What happened, day by day, oldest first."""

    entries: list[TimelineEntry] = Field(description="What had happened; within a day in the order of the record.")


class Resting(Answer):
    """Something that rests on a source."""

    what: str = Field(description="What it is, in a few words.")
    address: str = Field(description="Where it is.")


class SourceOfPage(SourceData):
    """A source and what rests on it."""

    cited_by: list[Resting] = Field(description="Everything that cites it.")


class Sources(AboutMotion):
    """Every source of a record, how much of it was read, and what rests on it."""

    read_counts: dict[SourceCoverage, Count] = Field(description="How many sources were read how far, zeros included.")
    sources: list[SourceOfPage] = Field(description="The sources in the order of the record.")


class Changes(AboutMotion):
    """The log of a motion, the newest entry first."""

    page: int = Field(ge=1, description="Which page of the log this is.")
    per_page: int = Field(ge=1, description="The most entries on one page.")
    pages: int = Field(ge=1, description="How many pages there are.")
    total: Count = Field(description="How many entries match.")
    next: str | None = Field(description="The address of the next page; null on the last.")
    previous: str | None = Field(description="The address of the page before; null on the first.")
    changes: list[ChangeData] = Field(description="The entries on this page.")


class OpenParts(Answer):
    """The parts of a demand that are short of answered and stand alike."""

    verdict: Verdict = Field(description="The verdict.")
    label: str = Field(description="How they stand, in words: the verdict, being assessed, or not due yet.")
    parts: list[str] = Field(description="The parts by name.")


class BriefingDemand(Answer):
    """A row of the briefing."""

    number: int = Field(ge=1, description="The demand's number.")
    title: str = Field(description="Its title.")
    status: Status = Field(description="Its status.")
    label: str = Field(description="The status in words.")
    sentence: str = Field(description="Where it stands.")
    open: list[OpenParts] = Field(description="Its parts that are not answered in full.")
    days_overdue: Count = Field(description="Full days since the deadline in force, while overdue; else 0.")
    address: str = Field(description="The demand as data.")


class DeadlineInWords(Answer):
    """How a deadline was computed, and which demands share it."""

    arithmetic: str = Field(description="The sum in words.")
    demands: list[int] = Field(description="The numbers of the demands.")
    parts: list[str] = Field(description="The parts whose own deadline it is, such as 3a; empty for whole demands.")


class TopNoteData(Answer):
    """The note of a correction, which stands at the top of the pages for 30 days."""

    recorded_on: date = Field(description="The day it was recorded, in the motion's zone.")
    text: str = Field(description="What was put right.")
    demand: int | None = Field(description="The demand it is about, where it is about one.")
    address: str = Field(description="The entry of the log.")


class Briefing(AboutMotion):
    """The motion on one sheet."""

    body: str = Field(description="Who adopted the motion.")
    addressee: str = Field(description="Of whom it asks.")
    adopted_on: date = Field(description="The day it was adopted.")
    briefing_of: date = Field(description="The day the sheet is of, in the motion's zone.")
    carried: str | None = Field(description="How it was carried.")
    counts: dict[Status, Count] = Field(description="How many demands have each status, zeros included.")
    deadlines: list[DeadlineInWords] = Field(description="The sums of the deadlines in force.")
    demands: list[BriefingDemand] = Field(description="The demands in the order of their numbers.")
    notes: list[NoteData] = Field(description="What to know about the record as a whole.")
    corrections: list[TopNoteData] = Field(description="What was put right of late.")


def change_of(entry: Change, slug: str, where: Addresses) -> ChangeData:
    """Return an entry of a motion's log: its instants to the microsecond, as they were sealed."""
    return ChangeData.of(
        entry,
        happened_at=entry.happened_at.astimezone(UTC),
        recorded_at=entry.recorded_at.astimezone(UTC),
        demand=entry.demand_number,
        before=entry.before_value,
        after=entry.after_value,
        reason=entry.reason_text,
        address=where.motion(slug, "/changes", f"entry-{entry.sequence}"),
    )


def briefing_demand(
    standing: Standing, sentence: str, open_: Iterable[tuple[str, list[Part]]], where: Addresses
) -> BriefingDemand:
    """Return a demand's row of the briefing; `open_` are its open parts, put together by how they stand."""
    demand = standing.demand
    return BriefingDemand.of(
        demand,
        status=standing.status,
        label=status_label(standing),
        sentence=sentence,
        open=[one for label, parts in open_ for one in _open(label, parts)],
        days_overdue=standing.days_overdue,
        address=where.demand(demand.motion.slug, demand.number, ".json"),
    )


def _open(label: str, parts: list[Part]) -> Iterator[OpenParts]:
    for verdict in dict.fromkeys(part.verdict for part in parts):
        names = [part.name for part in parts if part.verdict is verdict]
        yield OpenParts(verdict=verdict, label=label, parts=names)
