"""The words of the record: statuses, verdicts, gaps, grounds, deadlines, and kinds of change.

Rule: docs/decisions/status.md#words.
"""

from tracker.vocabulary.word import Term


class Status(Term):
    """Where a demand stands, in the order in which the first match wins (docs/decisions/status.md#order)."""

    WITHDRAWN = "withdrawn", "Withdrawn", "Those who made the demand took it back."
    ANSWERED = "answered", "Answered", "Every part of the demand has been answered."
    REFUSED = "refused", "Refused", "Every part of the demand has been refused."
    PARTIALLY_ANSWERED = (
        "partially_answered",
        "Partially answered",
        "At least one part has been answered or partly answered; the parts still open are named.",
    )
    BEING_ASSESSED = "being_assessed", "Being assessed", "A reply is in and we have not yet judged it."
    OVERDUE = (
        "overdue",
        "Overdue",
        "The deadline and the time for checking have passed and no answer has been recorded.",
    )
    NO_ANSWER_FOUND = (
        "no_answer_found",
        "No answer found",
        "The deadline has passed; a reply is in, and what we could read of it gives no answer.",
    )
    AWAITING = "awaiting", "Awaiting a reply", "The deadline has not passed, or none was set, and nothing is answered."

    @classmethod
    def _missing_(cls, value: object) -> "Status | None":
        # Old addresses and old entries of the log use the earlier word.
        return cls.NO_ANSWER_FOUND if value == "cannot_be_judged" else None


class PartKind(Term):
    """What a part asks for: that something be said, or that something be done."""

    INFORMATION = "information", "Information", "It asks for an answer."
    ACTION = "action", "Action", "It asks that something be done."


class PartState(Term):
    """How far a part has got: what is certain, and whose turn it is."""

    SETTLED = "settled", "Settled", "It was answered or refused."
    ASSESSING = "assessing", "Being assessed", "A reply is in and we have not yet judged it."
    UNREAD = "unread", "Not decided", "A reply is in, and what we could read of it does not decide this part."
    OPEN = "open", "Open", "An answer is still awaited."


class Stance(Term):
    """What a reply says of what was asked, before anything is done."""

    ACCEPTED = "accepted", "Accepted", "The reply says that it will be done."
    ACCEPTED_IN_PART = "accepted_in_part", "Accepted in part", "The reply says that some of it will be done."
    ACCEPTED_IN_PRINCIPLE = (
        "accepted_in_principle",
        "Accepted in principle",
        "The reply agrees with it and does not say that it will be done.",
    )
    REJECTED = "rejected", "Rejected", "The reply says that it will not be done."


class Clock(Term):
    """Where the deadline's clock stands: the first of the four axes."""

    NO_DEADLINE = "no_deadline", "No deadline", "No date was set for an answer."
    AWAITS_EVENT = "awaits_event", "Date not known yet", "The deadline falls on an event whose date is not known yet."
    PAUSED = "paused", "Paused", "The clock stands while they wait for those who asked."
    RUNNING = "running", "Running", "The deadline is more than seven days away."
    DUE_SOON = "due_soon", "Due soon", "The deadline is seven days away or fewer."
    DUE_TODAY = "due_today", "Due today", "The deadline is today."
    CHECKING = "checking", "Deadline passed, post being checked", "The deadline has passed; replies are being checked."
    OVERDUE = "overdue", "Overdue", "The deadline and the time for checking have passed with parts still open."
    STOPPED = "stopped", "Stopped", "Nothing is awaited from those who were asked."


class Reply(Term):
    """What has come in, as a fact and not a judgement: the second axis."""

    NONE = "none", "No reply recorded", "We have recorded no reply."
    ACKNOWLEDGED = "acknowledged", "Acknowledged", "The demand was acknowledged; no reply has been recorded."
    HOLDING = "holding", "Holding reply", "A holding reply came; no full reply has been recorded."
    RECEIVED = "received", "Reply received", "A reply has been recorded. Whether it answers is judged part by part."


class Verdict(Term):
    """Our judgement on one part of a demand: the third axis."""

    NOT_ASSESSED = "not_assessed", "No answer recorded", "We have recorded no answer to this part."
    ANSWERED = "answered", "Answered", "The reply gives what this part asked for."
    PARTLY_ANSWERED = "partly_answered", "Partly answered", "The reply gives some of what this part asked for."
    NOT_ANSWERED = "not_answered", "Not answered", "Replies were judged and none gives what this part asked for."
    REFUSED = "refused", "Refused", "The reply declines to give what this part asked for."
    CANNOT_BE_JUDGED = (
        "cannot_be_judged",
        "Cannot be judged",
        "No answer has been recorded: a reply is in, and what we could see of it does not decide this part.",
    )


class Gap(Term):
    """What is missing where a part is not answered, or answered only in part."""

    WITHHELD = "withheld", "withheld", "The information was held back."
    NOT_MENTIONED = "not_mentioned", "not mentioned", "The reply does not mention it."
    SHORTER_PERIOD = "shorter_period", "shorter period", "The reply covers a shorter time than was asked about."
    DIFFERENT_MEASURE = "different_measure", "different measure", "The reply counts something other than was asked."
    DIFFERENT_POPULATION = (
        "different_population",
        "different people",
        "The reply is about other people than those asked about.",
    )
    PROMISED_LATER = "promised_later", "promised for later", "The reply says that it will come later."
    REFERRED_ELSEWHERE = "referred_elsewhere", "referred elsewhere", "The reply points to someone or something else."
    NOT_HELD = "not_held", "not held", "The reply says that the information is not held."


class Ground(Term):
    """The ground on which a part was refused."""

    AUTHORITY_DISPUTED = (
        "authority_disputed",
        "authority disputed",
        "The reply says that no answer is owed to those who asked.",
    )
    CONFIDENTIAL = "confidential", "confidential", "The reply says that the matter is confidential."
    PERSONAL_DATA = "personal_data", "personal data", "The reply cites the protection of personal data."
    LEGAL_ADVICE = "legal_advice", "legal advice", "The reply says that the matter is covered by legal advice."
    COST = "cost", "cost", "The reply says that finding out would cost too much."
    ALREADY_PUBLIC = "already_public", "already public", "The reply says that the information is already public."
    NONE_GIVEN = "none_given", "no ground given", "No ground was given."


class DeadlineKind(Term):
    """What a row of the deadline ledger does."""

    SET = "set", "Set", "The deadline was set."
    EXTENDED = "extended", "Extended", "The deadline was put back."
    BROUGHT_FORWARD = "brought_forward", "Brought forward", "The deadline was made earlier."
    ASKED_AGAIN = "asked_again", "Asked again", "The demand was put again; the clock was not moved."
    EXPECTED = "expected", "Promised", "Those who were asked named a day; the clock was not moved."
    PAUSED = "paused", "Paused", "The clock stands while they wait for those who asked."
    RESUMED = "resumed", "Resumed", "The clock runs on; the deadline moved by the days it stood."


MOVING = frozenset({DeadlineKind.SET, DeadlineKind.EXTENDED, DeadlineKind.BROUGHT_FORWARD})
"""The kinds of row that put a deadline in force."""


class RuleUnit(Term):
    """What a deadline's rule counts."""

    DAY = "day", "days", "Every day counts."
    WORKING_DAY = "working day", "working days", "Days without work do not count."
    CLEAR_DAY = "clear day", "clear days", "Neither the first day nor the last counts."
    WEEK = "week", "weeks", "Seven days."
    FORTNIGHT = "fortnight", "fortnights", "Fourteen days."
    MONTH = "month", "months", "To the same day of the month, or its last."
    YEAR = "year", "years", "Twelve months."
    END_OF_MONTH = "end of month", "end of month", "The last day of the month it counts from."


class CountedFrom(Term):
    """From which day a deadline's rule counts."""

    SET_ON = "set_on", "the day it was set", "It counts from the day on which the deadline was set."
    RECEIVED_ON = "received_on", "the day of receipt", "It counts from the day on which the demand was received."
    PREVIOUS = "previous", "the deadline before", "It counts from the deadline before it."


class Roll(Term):
    """Where a deadline goes that would fall on a day without work."""

    NEXT_WORKING_DAY = "next_working_day", "the next working day", "It moves to the next working day."


class ResponseForm(Term):
    """How something came."""

    LETTER = "letter", "Letter", "It came as a letter."
    EMAIL = "email", "E-mail", "It came as an e-mail."
    ORAL = "oral", "Spoken reply", "It was said."
    STATEMENT = "statement", "Statement", "It was issued as a statement."
    PRESS = "press", "Press report", "It reached us through the press."


class Confidence(Term):
    """How sure we are of a demand's content."""

    REPORTED = "reported", "Reported as part of the motion", "Two or more sources report it as part of the motion."
    SINGLE_SOURCE = "single_source", "One source only", "One source reports it as part of the motion."
    UNCERTAIN = "uncertain", "Place in the motion uncertain", "It is reported as demanded; its place is not certain."
    INFERRED = "inferred", "Inferred", "We infer it; no source states it."


class SourceCoverage(Term):
    """How much of a source we read."""

    WHOLE = "whole", "Read whole", "We read all of it."
    OPENING = "opening", "Opening read", "We read the opening only; what came after was not seen."
    PART = "part", "Read in part", "We read part of it."
    NOT_SEEN = "not_seen", "Not seen", "We know of it from other sources only."
    NOT_STATED = "not_stated", "Not stated", "The record does not say how much of it was read."


class Precision(Term):
    """How exactly a figure was published."""

    EXACT = "exact", "", "Published as an exact number."
    ROUNDED = "rounded", "rounded", "Published as a rounded number."
    ABOUT = "about", "about", "Published as an approximate number."
    MORE_THAN = "more_than", "more than", "Published as a lower limit."
    LESS_THAN = "less_than", "less than", "Published as an upper limit."


class CheckResult(Term):
    """What checking a sum between published figures comes to."""

    HOLDS = "holds", "Holds", "The figures make exactly what was stated."
    HOLDS_AS_ROUNDED = (
        "holds_as_rounded",
        "Holds as rounded",
        "The figures make what was stated, as far as it was rounded.",
    )
    DOES_NOT_HOLD = "does_not_hold", "Does not hold", "The figures make another number than was stated."
    CANNOT_BE_CHECKED = "cannot_be_checked", "Cannot be checked", "Something is missing that the check would need."


class DiscrepancyState(Term):
    """Where a difference between two sources stands."""

    OPEN = "open", "Open", "No explanation has been found."
    EXPLAINED = "explained", "Explained", "An explanation fits; it is marked as ours where no source states it."
    CONCEDED = "conceded", "Conceded", "One of the sources has been corrected."


class Visibility(Term):
    """Who can see a motion."""

    DRAFT = "draft", "Draft", "Editors only."
    UNLISTED = "unlisted", "Unlisted", "Anyone with the secret link."
    PUBLIC = "public", "Public", "Everyone."


class ActorKind(Term):
    """Who made an entry in the log. Names of persons never enter the log."""

    CLOCK = "clock", "The clock", "Recorded by the clock."
    IMPORT = "import", "Record file", "Loaded from a record file."
    EDITOR = "editor", "An editor", "Recorded by an editor."
    REVIEWER = "reviewer", "A reviewer", "Published by a reviewer."


class ChangeKind(Term):
    """What an entry of the change log says happened."""

    MOTION_RECORDED = "motion_recorded", "Motion recorded", "The motion was put on record."
    MOTION_AMENDED = "motion_amended", "Motion amended", "What the record says of the motion was changed."
    ENTRY_RECORDED = "entry_recorded", "Recorded", "Something was put on record."
    ENTRY_AMENDED = "entry_amended", "Amended", "An entry was changed; both versions are kept."
    ENTRY_WITHDRAWN = "entry_withdrawn", "Taken off the record", "An entry no longer stands; it is kept in the log."
    DEMAND_ADDED = "demand_added", "Demand recorded", "A demand was put on record."
    DEMAND_WITHDRAWN = "demand_withdrawn", "Demand withdrawn", "A demand was withdrawn."
    DEADLINE_SET = "deadline_set", "Deadline set", "A deadline was set."
    DEADLINE_MOVED = "deadline_moved", "Deadline moved", "A deadline was moved."
    ASKED_AGAIN = "asked_again", "Asked again", "The demand was put again."
    DEADLINE_PASSED = "deadline_passed", "Deadline passed", "The deadline passed; replies are being checked."
    OVERDUE = "overdue", "Overdue", "The time for checking passed with parts still open."
    RESPONSE_RECORDED = "response_recorded", "Reply recorded", "A reply was put on record."
    FINDING_MADE = "finding_made", "Finding made", "A part was judged."
    CORRECTION = "correction", "Correction", "We corrected what the record said."
    CORRECTION_NOTED = "correction_noted", "Correction", "We put something right, and say what it was."


ADVERSE = (Verdict.NOT_ANSWERED, Verdict.REFUSED)
"""The verdicts that say that something was not given: they need a second person and a right of reply."""
