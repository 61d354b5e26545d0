"""The words of fairness: what a finding needs, where an offer to reply stands, where a reader's request stands."""

from tracker.vocabulary.word import Term


class Need(Term):
    """One of the six things that a finding may need: its word, its name, and what to do where it is missing."""

    SOURCE = "source", "A source", "Name the document that it rests on."
    REASON = "reason", "A reason", "Say in a sentence why the part is judged so."
    TEST = "test", "The test", "Say what would count as an answer to this part."
    SECOND_PERSON = "second_person", "A second person", "Somebody other than its author has to publish it."
    INVITATION = (
        "invitation",
        "The right of reply",
        "Offer those it is about a reply; it can be published once they have replied or their days have run.",
    )
    REPLY_SHOWN = "reply_shown", "The reply shown", "What they replied, or that they did not, has to stand beside it."


class OfferState(Term):
    """Where an offer to reply stands."""

    NOT_SENT = "not_sent", "Not sent yet", "The invitation has not gone out yet."
    OPEN = "open", "Open", "They can reply; their days run."
    ANSWERED = "answered", "Answered", "A reply came."
    DECLINED = "declined", "Declined", "They said that they would not comment."
    NO_ANSWER = "no_answer", "No answer", "Their days are over, and no answer was recorded."
    CANCELLED = "cancelled", "Withdrawn", "The invitation was withdrawn."


class RequestState(Term):
    """Where a reader's request stands."""

    WAITING = "waiting", "Waiting to be looked at", "We look at it within two working days."
    LATE_TO_LOOK = "late_to_look", "Overdue to be looked at", "Our two working days are over."
    LOOKED_AT = "looked_at", "Looked at, to be decided", "We decide within ten working days."
    LATE_TO_DECIDE = "late_to_decide", "Overdue to be decided", "Our ten working days are over."
    DECIDED = "decided", "Decided", "It was decided, and the answer is public."
