"""The clocks of fairness: how long an addressee has to reply, and how soon a reader's request is looked at and decided.

They run in the same engine as the clocks of those whom motions address: rows of a ledger, working days, days that close
at their midnight (rules/deadlines). What holds for others holds for us.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.models import Deadline, ReplyOffer
from tracker.rules.date_rules import add_working_days
from tracker.rules.dates import HOUSE_ZONE, day_close, local_day
from tracker.rules.deadlines import closes_at, days_late, due_day
from tracker.vocabulary import DeadlineKind, Word

REGION = "England and Wales"
"""Whose working days count, for the right of reply and for requests."""
REPLY_DAYS = 5
FEWEST_REPLY_DAYS = 2
"""Fewer than five only with a reason, which is logged."""
LOOK_DAYS = 2
DECIDE_DAYS = 10
NOTED_FOR = timedelta(days=30)
"""For how long the note of a correction stands at the top of the pages that it is about."""


class OfferState(Word):
    """Where an offer to reply stands."""

    NOT_SENT = "not_sent", "Not sent yet", "The invitation has not gone out yet."
    OPEN = "open", "Open", "They can reply; their days run."
    ANSWERED = "answered", "Answered", "A reply came."
    DECLINED = "declined", "Declined", "They said that they would not comment."
    NO_ANSWER = "no_answer", "No answer", "Their days are over, and no answer was recorded."
    CANCELLED = "cancelled", "Withdrawn", "The invitation was withdrawn."


def reply_due_on(invited_at: datetime, working_days: int, zone: str) -> date:
    """Return the last day on which an addressee may reply, who was invited at an aware instant."""
    return add_working_days(local_day(invited_at, zone), working_days, REGION)


def ends_at(offer: ReplyOffer, zone: str) -> datetime | None:
    """Return when an addressee's days end: when their last day has closed. None while nothing was sent."""
    return day_close(offer.due_on, zone) if offer.due_on else None


def used_at(offer: ReplyOffer) -> datetime | None:
    """Return when the right of reply was used: when what an editor accepted had come. None: nothing was accepted."""
    if offer.accepted_at is None or offer.cancelled_at is not None:
        return None
    return offer.answered_at or offer.declined_at


def waits_for_an_editor(offer: ReplyOffer) -> bool:
    """Tell whether something came of which nobody has made sure yet that the addressee sent it."""
    return bool(offer.answered_at or offer.declined_at) and offer.accepted_at is None and offer.cancelled_at is None


def offer_state(offer: ReplyOffer, zone: str, now: datetime) -> OfferState:
    """Return where an offer stands at an aware instant."""
    if offer.cancelled_at is not None:
        return OfferState.CANCELLED
    if offer.answered_at is not None:
        return OfferState.ANSWERED
    if offer.declined_at is not None:
        return OfferState.DECLINED
    end = ends_at(offer, zone)
    if end is None:
        return OfferState.NOT_SENT
    return OfferState.OPEN if now < end else OfferState.NO_ANSWER


class RequestState(Word):
    """Where a reader's request stands."""

    WAITING = "waiting", "Waiting to be looked at", "We look at it within two working days."
    LATE_TO_LOOK = "late_to_look", "Overdue to be looked at", "Our two working days are over."
    LOOKED_AT = "looked_at", "Looked at, to be decided", "We decide within ten working days."
    LATE_TO_DECIDE = "late_to_decide", "Overdue to be decided", "Our ten working days are over."
    DECIDED = "decided", "Decided", "It was decided, and the answer is public."


@dataclass(frozen=True, slots=True)
class RequestStanding:
    """Where a request stands at an instant: its two days, and by how many days we were or are late for each."""

    state: RequestState
    asked_on: date
    look_due_on: date
    decide_due_on: date
    looked_on: date | None
    decided_on: date | None
    look_late: int
    decide_late: int

    @property
    def is_late(self) -> bool:
        """Tell whether we are late with what comes next."""
        return self.state in (RequestState.LATE_TO_LOOK, RequestState.LATE_TO_DECIDE)


def request_standing(
    asked_at: datetime, looked_at: datetime | None, decided_at: datetime | None, at: datetime
) -> RequestStanding:
    """Return where a request stands at an aware instant; what came later is not known yet."""
    decided = decided_at if decided_at and decided_at <= at else None
    looked = looked_at if looked_at and looked_at <= at else decided
    look, decide = (_promise(asked_at, days) for days in (LOOK_DAYS, DECIDE_DAYS))
    return RequestStanding(
        state=_state(look, decide, looked, decided, at),
        asked_on=local_day(asked_at, HOUSE_ZONE),
        look_due_on=due_day(look, HOUSE_ZONE),
        decide_due_on=due_day(decide, HOUSE_ZONE),
        looked_on=local_day(looked, HOUSE_ZONE) if looked else None,
        decided_on=local_day(decided, HOUSE_ZONE) if decided else None,
        look_late=days_late(local_day(looked or at, HOUSE_ZONE), look, HOUSE_ZONE),
        decide_late=days_late(local_day(decided or at, HOUSE_ZONE), decide, HOUSE_ZONE),
    )


def _promise(asked_at: datetime, days: int) -> Deadline:
    """Return our own deadline as a row of a ledger, which no table holds: it follows from when we were asked."""
    asked_on = local_day(asked_at, HOUSE_ZONE)
    due_on = add_working_days(asked_on, days, REGION)
    return Deadline(kind=DeadlineKind.SET, set_on=asked_on, set_by="Answerable", due_on=due_on)


def _state(
    look: Deadline, decide: Deadline, looked: datetime | None, decided: datetime | None, at: datetime
) -> RequestState:
    if decided is not None:
        return RequestState.DECIDED
    if at >= closes_at(decide, HOUSE_ZONE):
        return RequestState.LATE_TO_DECIDE
    if looked is not None:
        return RequestState.LOOKED_AT
    return RequestState.LATE_TO_LOOK if at >= closes_at(look, HOUSE_ZONE) else RequestState.WAITING
