"""What the fields of the record are called on the desk's forms, and what is said beside each. One table."""

from tracker.rules.wall_hours import HourError, HourFault
from tracker.wording.log import CALLED, part_words
from tracker.wording.text import capital

ADD_FIRST = "If it is not here, add it first."
RULE = "Such as “7 days”, “20 working days”, “14 clear days”, “3 months” or “end of month”."
OFFICE = "The officer or office that leads, such as “Director of Place”."
NUMBER_OF_THEIRS = "The body's own number for it, such as “SR (25/26) 01”."
HOUR = "Such as 16:30, by the clocks where the motion is. Leave it empty where only the day is known."
CALENDAR = "The code of a country or of a part of one: GB-ENG, GB-SCT, GB, FR. Empty: that of the time zone."
EVENT = "Such as “the next meeting of Cabinet”, while its date is not known."
GRACE = "Empty: until 10:00 of the next working morning. 10 means 10:00 of the next day, whatever day that is."
NO_ROLL = (("", "It stays where it falls"), ("next_working_day", "It moves to the next working day"))

WORDS: dict[str, tuple[str, str]] = {
    "about": ("What the note is about", "A few words, shown as its heading: “the wording”, “how it was carried”."),
    "addressee": ("Who it is asked of", "A body or an office, such as “The Cabinet”."),
    "demand.addressee": ("Who it is asked of", "Leave it empty where it is asked of those the motion is put to."),
    "question.addressee": ("Who this part is asked of", "Leave it empty where it is asked of those of its demand."),
    "adopted_on": ("Day it was adopted", ""),
    "agreed": ("Did those who asked agree?", ""),
    "archived_url": ("Address of an archived copy", "Such as https://web.archive.org/… We never fetch it ourselves."),
    "asks": ("What it asks, in its own words", ""),
    "author": ("Author", ""),
    "beside": ("Figures that stand beside it", "What came in and is not followed."),
    "basis": ("On what basis, in words", "Such as “seven days”."),
    "body": ("Who adopted it", "Such as “Northgate Council”."),
    "by": ("Whose words they are", ""),
    "calendar": ("Whose bank holidays count", CALENDAR),
    "carried": ("How it was carried", "In neutral words: “by 32 votes to 9”."),
    "confidence": ("How sure we are of it", ""),
    "confidence_note": ("Why we are that sure", ""),
    "date_note": ("Note on the date", "Such as “date inferred”."),
    "decimals": ("Decimal places", "To how many places the result is compared."),
    "declined_on": ("Day on which they said they would not reply", ""),
    "demands": ("Which demands it is about", "None chosen means all of them."),
    "discrepancy.figures": ("Which figures differ", ""),
    "disputed": ("Who disputed it, and how", ""),
    "deadline.from": ("From which day the rule counts", ""),
    "deadline.received_on": ("Day it was received, where the rule counts from it", ""),
    "due": ("Due on", "A date such as 2026-11-08, or with its hour, by the clocks there: 2026-11-08 17:00."),
    "due_on": ("Due on", ""),
    "event": ("Or the event it waits for", EVENT),
    "every": (
        "It falls due again every",
        "Such as “3 months” or “1 year”. Each date becomes a part with its deadline.",
    ),
    "equals": ("The figure that it should equal", "The figure's short name."),
    "explained_by": ("Whose explanation it is", ""),
    "explained_from": ("Since when the explanation is known", ""),
    "explanation": ("Explanation", ""),
    "first": ("The first time", ""),
    "form": ("How it came", ""),
    "found_at": ("The hour at which it was judged", HOUR),
    "found_by": ("Judged by", ""),
    "found_on": ("Judged as of", ""),
    "from": ("From whom", ""),
    "gap": ("What is missing", ""),
    "grace_hours": ("Hours for checking the post", GRACE),
    "ground": ("On what ground it was refused", ""),
    "happened_on": ("Day it happened", ""),
    "invited_on": ("Day they were invited", ""),
    "finding.figures": ("Figures that it rests on", ""),
    "joins": ("Sums of earlier pieces", "Where a later step divides several pieces together."),
    "known_from": ("Known from", "Empty: from the latest day of what it cites."),
    "kind": ("Kind of document", "Report, letter, statistics, judgment, minutes, …"),
    "deadline.kind": ("What it does", ""),
    "identity.kind": ("Kind of sum", ""),
    "question.kind": ("What it asks for", ""),
    "label": ("What exactly it counts", ""),
    "language": ("Language of its texts", "Such as en-GB, cy or ar (a tag of BCP 47)."),
    "measure": ("Name of the measure", "Small letters and hyphens; figures of one measure are compared."),
    "name": ("A few words for lists", "Such as “who was commissioned”."),
    "note": ("Note for readers", "A caution, where there is one."),
    "parts": ("Which parts it touches", "None chosen means all parts of its demands."),
    "passage": ("The words it rests on", "Exactly as they stand in the reply."),
    "period_from": ("Period: from", ""),
    "period_to": ("Period: to", ""),
    "population": ("Counted among", "Such as “members of the party”."),
    "precision": ("How exactly it was published", ""),
    "proposer": ("Proposed by", ""),
    "published_by": ("Published by", ""),
    "published_note": ("Note on the date", "Where the day is not known: “from its content, 4 or 5 February”."),
    "published_on": ("Published on", ""),
    "publisher": ("Publisher", "Who put it out: a council, a newspaper, a person."),
    "read": ("How much of it we read", ""),
    "reasoning": ("Why it is judged so", ""),
    "received_at": ("The hour at which it came", HOUR),
    "received_note": ("Note on the date", ""),
    "received_on": ("Received on", ""),
    "reference": ("Their own number", NUMBER_OF_THEIRS),
    "responsible": ("Who leads", OFFICE),
    "roll": ("Where a day without work goes", ""),
    "reply": ("What kind of reply", ""),
    "rule": ("Rule", RULE),
    "seconder": ("Seconded by", ""),
    "series": ("Name of the series", "Small letters and hyphens; figures of one series are shown over time."),
    "set_by": ("Set by", "Such as “the motion” or “the Cabinet”."),
    "set_on": ("Set on", ""),
    "sources": ("Sources it rests on", "At least one. If it is not here, add the source first."),
    "splits": ("The sums that divide it", "In order; each divides a figure into its terms."),
    "stages": ("Names of the stages", "What came in, then what each sum divides it into."),
    "stance": ("What it says of the demand", "Before anything is done."),
    "state": ("Where it stands", ""),
    "sums": ("The sums it rests on", ""),
    "summary": ("Summary", "Two or three sentences of ours."),
    "terms": ("The figures it is made of", ""),
    "test": ("What would count as an answer", ""),
    "text": ("Text", ""),
    "time_zone": ("Time zone", "Such as Europe/London."),
    "times": ("How often", "A number; or leave it empty and give the last day below."),
    "title": ("Title", ""),
    "topics": ("Topics", "A few words each, one a line: “policing”."),
    "unit": ("Unit", "Such as cases, people, pounds."),
    "until": ("Or until", ""),
    "url": ("Address", "Where the public finds it: https://… We never fetch it ourselves."),
    "value": ("Number", "Digits only, with a point: 1250 or 3.5."),
    "verdict": ("Verdict", ""),
    "where": ("Where in the source", "A page or a table."),
    "move.event": ("Or the event it waits for", EVENT),
    "move.from": ("From which day the rule counts", ""),
    "move.kind": ("What was done to the deadline", ""),
    "move.parts": ("Only these parts", "None chosen: the demand as a whole. A part gets a deadline of its own by it."),
    "move.received_on": ("Day of receipt", "Where the rule counts from the day on which the demand was received."),
    "move.roll": ("Where it falls on a day without work", ""),
    "move.demands": ("Which demands", ""),
    "move.due": ("Or by date", "Leave empty where there is a rule: the day is worked out from it."),
    "move.note": ("Reason", "What was given as the reason, in neutral words."),
    "move.rule": (
        "New deadline, by rule",
        f"{RULE} It counts from the day it was decided, unless you say otherwise below.",
    ),
    "move.set_by": ("Who decided it", "Such as “the Cabinet” or “those who asked”."),
    "move.set_on": ("Day it was decided", ""),
    "move.sources": ("Source", f"Where this was said. {ADD_FIRST}"),
    "move.time": ("Hour, if one was named", "Such as 17:00. Empty means the end of the day."),
    "again.basis": ("How", "Such as “a letter” or “written question 1234”."),
    "again.demands": ("Which demands it asked about", ""),
    "again.set_by": ("Who sent it", "An office or a body, not a person: “the Clerk”."),
    "again.set_on": ("Day it was sent", ""),
    "again.sources": ("Source", f"The letter or question itself. {ADD_FIRST}"),
    "withdrawal.sources": ("Source", f"Where they said so. {ADD_FIRST}"),
    "withdrawal.withdrawn_on": ("Day it was withdrawn", ""),
    "withdrawal.withdrawn_reason": ("Why", "In their words, or in neutral ones."),
    "withdrawn_on": ("Withdrawn on", ""),
    "withdrawn_reason": ("Why it was withdrawn", "In the words of those who made the demand, or in neutral ones."),
}

CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "move.kind": (
        ("extended", "Put back: there is more time"),
        ("brought_forward", "Brought forward: there is less time"),
        ("asked_again", "Asked again: the clock is not moved"),
        ("set", "Set: for the first time, or once the date of an event is known"),
        ("expected", "Promised by those who were asked: the clock is not moved"),
        ("paused", "Paused: the clock stands while they wait for those who asked"),
        ("resumed", "Resumed: the clock runs on"),
    ),
    "move.roll": NO_ROLL,
    "deadline.roll": NO_ROLL,
}
"""What can be chosen, where an act says it otherwise than the record."""


def words_for(noun: str, name: str) -> tuple[str, str]:
    """Return the label and the hint of a field; a noun may have words of its own for it."""
    return WORDS.get(f"{noun}.{name}") or WORDS.get(name) or (name.replace("_", " ").capitalize(), "")


def placed(subject: str, field: str, sentence: str) -> str:
    """Say of which entry, and of which of its fields, a fault is: "Reply, Received on: that day has not come yet.".

    Without a subject the sentence is of an act as a whole, and stands alone.
    """
    if not subject:
        return ended(sentence)
    noun, _, key = subject.partition("/")
    where = part_words(key.partition("-")[0]) if noun in ("demand", "question", "deadline") else CALLED.get(noun, noun)
    label = words_for(noun, field)[0] if field else ""
    said = ", ".join(filter(None, (capital(where), label)))
    return ended(f"{said}: {sentence}")


def ended(sentence: str) -> str:
    """Return a sentence with a capital in front and one full stop."""
    return capital(sentence).rstrip(".") + "."


def hour_problem(error: HourError) -> str:
    """Say why an hour cannot be taken, and what to write instead."""
    match error.fault:
        case HourFault.LEFT_OUT:
            return f"{error.hour} does not exist on that day: the clocks go forward then. Write the hour they go to"
        case HourFault.COMES_TWICE:
            first, second = (f"{error.hour}{offset}" for offset in error.offsets)
            return f"{error.hour} comes twice on that day: write {first} for the first, or {second} for the second"
        case HourFault.OTHER_OFFSET:
            return f"the clocks there show {error.offsets[0]} at that hour: write {error.hour} alone"
