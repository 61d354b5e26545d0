"""The shape of a record file. Every field a file may hold is here, and nothing else is accepted.

Rule: docs/decisions/data-and-sharing.md#record-file.

Dates are plain dates in the motion's own time zone. `due` may also be a date-time with an offset. Ids are words.
What a file may write shorter than it is shown here is in record/shorthand.py.
"""

from decimal import Decimal
from typing import Annotated, get_args

from pydantic import Field

from tracker.record.fields import (
    Calendar,
    Citations,
    Day,
    Due,
    Entry,
    Id,
    Instant,
    Language,
    Letter,
    Name,
    Number,
    PartId,
    Sha256,
    Text,
    Url,
    Words,
    Zone,
)
from tracker.record.figure_schema import DiscrepancyEntry, FigureEntry, FlowEntry, IdentityEntry
from tracker.vocabulary import (
    Confidence,
    CountedFrom,
    DeadlineKind,
    Gap,
    Ground,
    PartKind,
    Reply,
    ResponseForm,
    Roll,
    SourceCoverage,
    Stance,
    Verdict,
    Visibility,
)

GAPPED = (Verdict.PARTLY_ANSWERED, Verdict.NOT_ANSWERED)
"""The verdicts that say what is missing."""


class MotionEntry(Entry):
    """The adopted text: what, by whom, when, and how it was carried."""

    slug: Id
    title: Name
    body: Name  # who adopted it
    addressee: Name
    adopted_on: Day
    time_zone: Zone = "Europe/London"
    calendar: Calendar = ""  # whose bank holidays count; unless given, those of the time zone
    language: Language = "en-GB"  # of its texts, as BCP 47 writes it: cy, ar
    grace_hours: Annotated[Decimal, Field(ge=0, le=240)] | None = None  # unless given, to 10:00 of a working morning
    visibility: Visibility = Visibility.DRAFT
    summary: Text | None = None  # what was asked, in two or three sentences of ours
    proposer: Name | None = None
    seconder: Name | None = None
    carried: Text | None = None  # how it was carried, in neutral words
    sources: list[Id] = []


class NoteEntry(Entry):
    """Something the reader must know about the record itself: a reconstruction, a dispute, a limit."""

    id: Id
    about: Name  # "the wording", "how it was carried", …: shown as the note's heading
    text: Text
    demands: list[Number] = []  # none: the note belongs to the motion
    known_from: Day | None = None  # unless given, the latest day of what it cites
    sources: Citations


class SourceEntry(Entry):
    """A document that something rests on, and how much of it was read."""

    id: Id
    publisher: Name
    title: Name
    author: Name | None = None
    published_on: Day | None = None
    published_note: Text | None = None  # "not printed; 4 or 5 February from its content"
    url: Url | None = None
    archived_url: Url | None = None
    file: Name | None = None
    sha256: Sha256 | None = None
    kind: Name = "document"  # report, letter, statistics, judgment, opinion, …
    read: SourceCoverage = SourceCoverage.NOT_STATED
    note: Text | None = None  # a caution the reader needs: a copy, a partisan outlet, an inferred publisher
    known_from: Day | None = None  # unless given, the day it was published


class DeadlineEntry(Entry):
    """One row of a ledger: `due`, an `event` that is awaited, or a `rule`; one that pauses or resumes has none."""

    due: Due | None = None
    event: Name | None = None  # "the next meeting of Cabinet": the date is not known yet
    kind: DeadlineKind = DeadlineKind.SET
    set_on: Day
    set_by: Name
    agreed: bool | None = None  # did those who asked agree to it?
    basis: Name  # in words: "seven days"
    rule: Name | None = None  # "7 days", "2 months", "20 working days", "end of month": gives `due`, or is checked
    counted_from: Annotated[CountedFrom, Field(alias="from")] = CountedFrom.SET_ON
    received_on: Day | None = None  # the day on which the demand was received, where the rule counts from it
    roll: Roll | None = None  # where a day without work goes
    note: Text | None = None
    sources: Citations


class QuestionEntry(Entry):
    """The smallest part of a demand that can be answered or done. What it lacks it takes from its demand."""

    letter: Letter
    text: Text
    name: Name | None = None  # a few words for lists: "who was commissioned"
    test: Text | None = None  # what would count as an answer
    kind: PartKind = PartKind.INFORMATION
    reference: Name | None = None  # the body's own number for it
    addressee: Name | None = None
    responsible: Name | None = None  # the officer or office that leads
    deadlines: list[DeadlineEntry] = []


class RepeatsEntry(Entry):
    """A duty that recurs, as a file may write it short: each occurrence is a part with a deadline of its own."""

    every: Name  # "3 months", "1 year", "2 weeks"
    first: Day
    times: Annotated[int, Field(ge=1, le=200)] | None = None
    until: Day | None = None
    text: Text | None = None  # unless given, what the demand asks
    kind: PartKind = PartKind.INFORMATION
    set_on: Day | None = None  # unless given, the day of the motion
    set_by: Name = "the motion"
    sources: list[Id] = []  # unless given, those of the demand


class DemandEntry(Entry):
    """One numbered item of the motion."""

    number: Number
    reference: Name | None = None  # the body's own number for it: "SR (25/26) 01"
    title: Name
    asks: Text
    addressee: Name | None = None  # unless given, the motion's
    responsible: Name | None = None  # the officer or office that leads
    topics: list[Name] = []
    confidence: Confidence | None = None
    confidence_note: Text | None = None
    withdrawn_on: Day | None = None
    withdrawn_reason: Text | None = None
    sources: Citations
    questions: list[QuestionEntry] = []
    deadlines: list[DeadlineEntry] = []


class ResponseEntry(Entry):
    """Something that came: that it came, not that it answers."""

    id: Id
    sender: Annotated[Name, Field(alias="from")]
    form: ResponseForm
    reply: Reply = Reply.RECEIVED
    received_on: Day
    received_at: Instant | None = None  # the hour, where it is known
    received_note: Text | None = None  # "date inferred"
    title: Name | None = None
    summary: Text
    stance: Stance | None = None  # what it says of the demand, before anything is done
    disputed: Text | None = None  # who disputed it, and how
    demands: list[Number] = []  # none: it is a reply to every demand
    parts: list[PartId] = []  # the parts it touches, "2a"; none: all parts of its demands
    sources: Citations


class FindingEntry(Entry):
    """One judgement on one question, with its reason and its source."""

    id: Id | None = None
    demand: Number
    question: Letter = "a"
    response: Id | None = None
    verdict: Verdict
    gap: Gap | None = None
    ground: Ground | None = None
    reasoning: Text
    passage: Text | None = None  # the words of the reply that it rests on, exactly as they stand there
    found_on: Day
    found_at: Instant | None = None  # the hour, where it is known
    found_by: Name = "the editors"
    figures: list[Id] = []  # the published numbers that it rests on
    sources: Citations


class StatementEntry(Entry):
    """The addressee's own words beside a finding: the right of reply."""

    id: Id
    by: Name
    demands: list[Number] = []
    invited_on: Day | None = None
    due_on: Day | None = None
    received_on: Day | None = None
    declined_on: Day | None = None  # they said that they would not reply
    published_on: Day | None = None
    text: Words | None = None
    sources: list[Id] = []


class EventEntry(Entry):
    """A dated event of the timeline that is not itself a reply."""

    id: Id
    happened_on: Day
    date_note: Text | None = None  # "date inferred", "day not seen"
    text: Text
    demands: list[Number] = []
    sources: Citations


class RecordFile(Entry):
    """One motion with everything on record about it."""

    motion: MotionEntry
    sources: list[SourceEntry] = []
    notes: list[NoteEntry] = []
    demands: Annotated[list[DemandEntry], Field(min_length=1)]
    responses: list[ResponseEntry] = []
    findings: list[FindingEntry] = []
    figures: list[FigureEntry] = []
    identities: list[IdentityEntry] = []
    discrepancies: list[DiscrepancyEntry] = []
    flows: list[FlowEntry] = []
    events: list[EventEntry] = []
    statements: list[StatementEntry] = []


SECTIONS: dict[str, type[Entry]] = {
    name: get_args(field.annotation)[0] for name, field in RecordFile.model_fields.items() if name != "motion"
}
"""The lists a record file may hold beside `motion`, in the order in which they are written."""
