"""The shapes of a motion's record in JSON: what was asked, by when, what came, how it was judged, on which sources."""

from datetime import date, datetime

from pydantic import Field

from tracker.formats.json.base import Answer, Count, Hash, Instant, Keys, Links, Numbers, Slug
from tracker.vocabulary import (
    Clock,
    Confidence,
    CountedFrom,
    DeadlineKind,
    DiscrepancyState,
    Gap,
    Ground,
    PartKind,
    PartState,
    Precision,
    Reply,
    ResponseForm,
    Roll,
    SourceCoverage,
    Stance,
    Status,
    Verdict,
)


class SourceData(Answer):
    """A document that something rests on."""

    id: str = Field(description="The word by which the record cites it.")
    publisher: str = Field(description="Who published it.")
    title: str = Field(description="Its title.")
    author: str | None = Field(description="Who wrote it, where that is known.")
    published_on: date | None = Field(description="The day it was published.")
    published_note: str | None = Field(description="What is not certain about that day.")
    url: str | None = Field(description="Where it is on the web.")
    archived_url: str | None = Field(description="Where a copy is kept by an archive.")
    sha256: str | None = Field(description="The SHA-256 of our copy, in hexadecimal.")
    kind: str = Field(description="What kind of document it is.")
    read: SourceCoverage = Field(description="How much of it we read.")
    note: str | None = Field(description="What a reader should know of it.")
    address: str = Field(description="Where it stands on our page of sources.")


class NoteData(Answer):
    """Something a reader must know about the record itself."""

    about: str = Field(description="What it is about, in a few words.")
    text: str = Field(description="What it says.")
    demands: Numbers
    sources: Keys


class EventData(Answer):
    """A dated event that is not itself a reply."""

    id: str = Field(description="The word that names it.")
    happened_on: date = Field(description="The day it happened.")
    date_note: str | None = Field(description="What is not certain about that day.")
    text: str = Field(description="What happened.")
    demands: Numbers
    sources: Keys


class DiscrepancyData(Answer):
    """Two sources that differ."""

    id: str = Field(description="The word that names it.")
    text: str = Field(description="In what they differ.")
    figures: list[str] = Field(description="The ids of the figures that differ.")
    state: DiscrepancyState = Field(description="Whether an explanation was found.")
    explanation: str | None = Field(description="The explanation.")
    explained_by: str | None = Field(description="Whose explanation it is.")
    sources: Keys
    address: str = Field(description="Where it stands on our page of figures.")


class StatementData(Answer):
    """The right of reply: the addressee's own words."""

    id: str = Field(description="The word that names it.")
    by: str = Field(description="Whose words they are.")
    demands: Numbers
    invited_on: date | None = Field(description="The day they were invited to reply.")
    received_on: date | None = Field(description="The day their words came.")
    published_on: date | None = Field(description="The day we published them.")
    text: str | None = Field(description="Their words.")


class DeadlineData(Answer):
    """A row of a demand's ledger of deadlines."""

    letter: str = Field(description="The letter of the part whose ledger it stands in; empty: the demand's own.")
    due: date | datetime | None = Field(
        description="The whole day in the motion's zone, or the instant in UTC; null for an event or a pause."
    )
    event: str | None = Field(description="The event that is awaited, where no day is known yet.")
    kind: DeadlineKind = Field(description="What the row does; “asked again” and “expected” never move the clock.")
    set_on: date = Field(description="The day it was set.")
    set_by: str = Field(description="Who set it.")
    agreed: bool | None = Field(description="Whether those who asked agreed; null where it is not recorded.")
    basis: str = Field(description="What it rests on, in words.")
    counted_from: CountedFrom = Field(description="From which day its rule counts.")
    received_on: date | None = Field(description="The day of receipt, where it counts from that.")
    roll: Roll | None = Field(description="Where it goes from a day without work.")
    arithmetic: str = Field(description="How the day was reckoned, in words.")
    sources: Keys


class PromiseData(Answer):
    """A day that the addressee named; it never moves the clock."""

    due: date | datetime | None = Field(description="The day, or the instant in UTC; null for an event.")
    event: str | None = Field(description="The event, where it is promised for one.")
    set_on: date = Field(description="The day it was promised.")
    set_by: str = Field(description="Who promised it.")


class CertainData(Answer):
    """The last judgement that decides a part; it stands beside a later one that cannot be made."""

    verdict: Verdict = Field(description="How it was judged; our judgement.")
    label: str = Field(description="The same in words: of an action “done”, “not done”.")
    found_on: date = Field(description="The day of that judgement.")
    reasoning: str = Field(description="Our reasons for it.")


class QuestionData(Answer):
    """A part of a demand, whose turn it is, and the judgement in force on it."""

    letter: str = Field(description="Its letter within the demand.")
    text: str = Field(description="What it asks.")
    name: str | None = Field(description="A few words that stand for it.")
    kind: PartKind = Field(description="Whether it asks for an answer, or that something be done.")
    reference: str | None = Field(description="The body's own number for it.")
    addressee: str | None = Field(description="Of whom it is asked: its own, its demand's or the motion's.")
    responsible: str | None = Field(description="The officer or office that leads.")
    due_on: date | None = Field(description="The day on which its deadline in force falls, in the motion's zone.")
    due_at: Instant | None = Field(description="The instant from which that deadline has passed.")
    first_due_at: Instant | None = Field(description="The instant from which its first deadline had passed.")
    state: PartState = Field(description="How far it has got, and whose turn it is.")
    clock: Clock = Field(description="Where its deadline stands.")
    days_late: Count = Field(description="Days by which those who were asked are or were late; never our own delay.")
    expected: PromiseData | None = Field(description="What the addressee promised.")
    test: str | None = Field(description="What would count as an answer.")
    verdict: Verdict = Field(description="How it was judged; our judgement.")
    label: str = Field(description="The verdict in words: of an action “done”, “not done”.")
    certain: CertainData | None = Field(description="The last judgement that decides it; null where none does.")
    gap: Gap | None = Field(description="What is missing, where it is not answered in full.")
    ground: Ground | None = Field(description="On what ground it was refused.")
    reasoning: str | None = Field(description="Our reasons for the verdict.")
    found_on: date | None = Field(description="The day of the judgement.")
    found_at: Instant | None = Field(description="The instant of the judgement, where it is known.")
    response: str | None = Field(description="The id of the response that was judged.")
    sources: Keys
    passage: str | None = Field(description="The words of the reply that the verdict rests on.")
    figures: list[str] = Field(description="The ids of the figures that the verdict rests on.")
    address: str = Field(description="Where it stands on the demand's page.")


class ResponseData(Answer):
    """Something that came: that it came, not that it answers."""

    id: str = Field(description="The word that names it.")
    sender: str = Field(serialization_alias="from", description="Who sent it.")
    form: ResponseForm = Field(description="How it came.")
    reply: Reply = Field(description="What it is: an acknowledgement, a holding reply or a reply.")
    received_on: date = Field(description="The day it came.")
    received_at: Instant | None = Field(description="The instant it came, where it is known.")
    received_note: str | None = Field(description="What is not certain about that day.")
    title: str | None = Field(description="Its title.")
    summary: str = Field(description="What it says, in our words.")
    disputed: str | None = Field(description="What is disputed about it.")
    stance: Stance | None = Field(description="What it says of what was asked, before anything is done.")
    demands: Numbers
    parts: list[str] = Field(description="The parts it touches, such as “2a”; empty: all of its demands' parts.")
    sources: Keys


class FigureData(Answer):
    """A published number with its definition."""

    id: str = Field(description="The word that names it.")
    measure: str | None = Field(description="Figures of one measure are one quantity from several sources.")
    series: str | None = Field(description="Figures of one series tell of one thing at different times.")
    label: str = Field(description="What it counts.")
    value: str = Field(description="The number as published: decimal digits as text.", pattern=r"^-?[0-9]+(\.[0-9]+)?$")
    unit: str = Field(description="What is counted.")
    precision: Precision = Field(description="How exactly it was published.")
    population: str | None = Field(description="Among whom or what it was counted.")
    period_from: date | None = Field(description="The first day of the time it covers.")
    period_to: date | None = Field(description="The last day of that time.")
    published_by: str | None = Field(description="Who published it.")
    published_on: date | None = Field(description="The day it was published.")
    where: str | None = Field(description="Where in the source it stands.")
    demands: Numbers
    note: str | None = Field(description="What a reader should know of it.")
    sources: Keys
    address: str = Field(description="Where it stands on our page of figures.")


class DemandData(Answer):
    """One numbered item of a motion and where it stands."""

    number: int = Field(ge=1, description="Its number in the motion.")
    reference: str | None = Field(description="The body's own number for it.")
    title: str = Field(description="Its title.")
    asks: str = Field(description="What it asks for.")
    addressee: str = Field(description="Of whom it is asked: its own addressee or the motion's.")
    responsible: str | None = Field(description="The officer or office that leads.")
    topics: list[str] = Field(description="What it is about, in single words.")
    confidence: Confidence | None = Field(description="How sure we are of what it says.")
    confidence_note: str | None = Field(description="Why we are not surer.")
    status: Status = Field(description="Its status, the first that matches (see the method page).")
    label: str = Field(description="The status in words: of a demand for action “done”, “not yet done”.")
    sentence: str = Field(description="Where it stands, in the words of every page.")
    stance: Stance | None = Field(description="What the latest reply that says so makes of it.")
    clock: Clock = Field(description="Where its deadline stands; never the status’s concern.")
    reply: Reply = Field(description="The furthest a reply has got.")
    due_on: date | None = Field(description="The day on which the deadline in force falls, in the motion's zone.")
    due_at: Instant | None = Field(description="The instant from which that deadline has passed.")
    checked_until: Instant | None = Field(description="The instant until which replies are checked after it.")
    first_due_at: Instant | None = Field(description="The instant from which the first deadline had passed.")
    days_overdue: Count = Field(description="Full days since the deadline in force, while overdue; else 0.")
    days_overdue_first: Count = Field(description="The same, since the first deadline.")
    expected_on: date | None = Field(description="The day for which the addressee has promised an answer.")
    parts: list[QuestionData] = Field(description="Its parts, each with the judgement in force.")
    questions: list[QuestionData] = Field(description="The same as `parts`, by their earlier name.")
    deadlines: list[DeadlineData] = Field(description="The ledger of its deadlines, the first first.")
    responses: list[str] = Field(description="The ids of what came in on it, oldest first.")
    sources: Keys
    links: Links


class MotionData(Answer):
    """A motion: what was asked of whom, by when, and where every demand stands."""

    slug: Slug = Field(description="Its name in addresses, for ever.")
    title: str = Field(description="Its title.")
    body: str = Field(description="Who adopted it.")
    addressee: str = Field(description="Of whom it asks.")
    adopted_on: date = Field(description="The day it was adopted, in its zone.")
    proposer: str | None = Field(description="Who proposed it, as the record names them.")
    seconder: str | None = Field(description="Who seconded it, as the record names them.")
    carried: str | None = Field(description="How it was carried, with what is disputed about that.")
    summary: str | None = Field(description="What it is about.")
    time_zone: str = Field(description="The zone of its days, by its IANA name.")
    calendar: str = Field(description="Whose bank holidays count; empty: those of its time zone.")
    language: str = Field(description="The language of its texts, as a BCP 47 tag.")
    as_of: Instant = Field(description="The instant from which this answer holds, UTC.")
    revision: Count = Field(description="How many entries its log has.")
    log_head: Hash = Field(description="The hash of the last entry of its log.")
    sentence: str = Field(description="Where its demands stand, in the words of every page.")
    counts: dict[Status, Count] = Field(description="How many demands have each status, zeros included.")
    demands: list[DemandData] = Field(description="Its demands in the order of their numbers.")
    notes: list[NoteData] = Field(description="What a reader must know about the record itself.")
    responses: list[ResponseData] = Field(description="What had come in.")
    figures: list[FigureData] = Field(description="The figures that had been published; undated ones count as out.")
    events: list[EventData] = Field(description="What else happened.")
    discrepancies: list[DiscrepancyData] = Field(description="Where sources differ.")
    statements: list[StatementData] = Field(description="The addressee's own words beside our findings.")
    sources: list[SourceData] = Field(description="Every source of the record.")
    links: Links
