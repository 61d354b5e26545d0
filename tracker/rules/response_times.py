"""Our own deadlines: how long an addressee has to reply, and how soon a reader's request is looked at and decided.

Rule: docs/decisions/fairness.md#right-of-reply.

They follow the rules that hold for those whom motions address: working days, and days that close at their midnight.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.models import ReplyOffer
from tracker.rules.calendars import add_working_days
from tracker.rules.dates import HOUSE_ZONE, day_close, local_day
from tracker.vocabulary import OfferState, RequestState

CALENDAR = "GB-ENG"
"""Whose working days count, for the right of reply and for requests."""
REPLY_DAYS = 5
FEWEST_REPLY_DAYS = 2
"""Fewer than five only with a reason, which is logged."""
LOOK_DAYS = 2
DECIDE_DAYS = 10
NOTED_FOR = timedelta(days=30)
"""For how long the note of a correction stands at the top of the pages that it is about."""


def reply_due_on(invited_at: datetime, working_days: int, zone: str) -> date:
    """Return the last day on which an addressee may reply, who was invited at an aware instant."""
    return add_working_days(local_day(invited_at, zone), working_days, CALENDAR)


def ends_at(offer: ReplyOffer, zone: str) -> datetime | None:
    """Return when an addressee's days end: when their last day has closed. None while nothing was sent."""
    return day_close(offer.due_on, zone) if offer.due_on else None


def used_at(offer: ReplyOffer) -> datetime | None:
    """Return when the right of reply was used: when the answer that an editor accepted came; None without one."""
    if offer.accepted_at is None or offer.cancelled_at is not None:
        return None
    return offer.answered_at or offer.declined_at


def waits_for_an_editor(offer: ReplyOffer) -> bool:
    """Tell whether something came that no editor has confirmed to be from the addressee."""
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


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day of one of our own deadlines."""

    day: date

    @property
    def closes_at(self) -> datetime:
        """Return the instant from which it has passed."""
        return day_close(self.day, HOUSE_ZONE)

    def days_late(self, at: datetime) -> int:
        """Return by how many days an instant is late; 0 when it is not."""
        return max(0, (local_day(at, HOUSE_ZONE) - self.day).days)


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
        return self.state in (RequestState.LATE_TO_LOOK, RequestState.LATE_TO_DECIDE)


def request_standing(
    asked_at: datetime, looked_at: datetime | None, decided_at: datetime | None, at: datetime
) -> RequestStanding:
    """Return where a request stands at an aware instant; what came later is not known yet."""
    decided = decided_at if decided_at and decided_at <= at else None
    looked = looked_at if looked_at and looked_at <= at else decided
    asked_on = local_day(asked_at, HOUSE_ZONE)
    look, decide = (DueDay(add_working_days(asked_on, days, CALENDAR)) for days in (LOOK_DAYS, DECIDE_DAYS))
    return RequestStanding(
        state=_state(look, decide, looked, decided, at),
        asked_on=asked_on,
        look_due_on=look.day,
        decide_due_on=decide.day,
        looked_on=local_day(looked, HOUSE_ZONE) if looked else None,
        decided_on=local_day(decided, HOUSE_ZONE) if decided else None,
        look_late=look.days_late(looked or at),
        decide_late=decide.days_late(decided or at),
    )


def _state(
    look: DueDay, decide: DueDay, looked: datetime | None, decided: datetime | None, at: datetime
) -> RequestState:
    if decided is not None:
        return RequestState.DECIDED
    if at >= decide.closes_at:
        return RequestState.LATE_TO_DECIDE
    if looked is not None:
        return RequestState.LOOKED_AT
    return RequestState.LATE_TO_LOOK if at >= look.closes_at else RequestState.WAITING
