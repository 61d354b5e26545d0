"""The clocks of fairness: five working days to reply, two to look, ten to decide, and what was late says so."""

from datetime import date, datetime

import pytest

from tests.builders import utc
from tracker.models import ReplyOffer
from tracker.rules import response_times
from tracker.rules.response_times import request_standing
from tracker.vocabulary import OfferState, RequestState

LONDON = "Europe/London"
THURSDAY = utc(2026, 11, 5, 12)


def offer(**values: object) -> ReplyOffer:
    """Return an unsaved offer of five days that was sent on a Thursday."""
    plain = {"working_days": 5, "invited_at": THURSDAY, "due_on": date(2026, 11, 12)}
    return ReplyOffer(**plain | values)


DUE = [
    (THURSDAY, 5, date(2026, 11, 12)),
    (THURSDAY, 2, date(2026, 11, 9)),
    (utc(2026, 12, 23, 12), 5, date(2027, 1, 4)),
    (utc(2026, 7, 1, 23, 30), 5, date(2026, 7, 9)),
]


@pytest.mark.parametrize(("sent", "days", "due"), DUE, ids=["week", "short", "Christmas", "already tomorrow in London"])
def test_the_days_to_reply_are_working_days(sent: datetime, days: int, due: date) -> None:
    assert response_times.reply_due_on(sent, days, LONDON) == due


def test_the_days_end_when_the_last_of_them_has_closed() -> None:
    end = utc(2026, 11, 13)
    assert response_times.ends_at(offer(), LONDON) == end
    states = [response_times.offer_state(offer(), LONDON, at) for at in (utc(2026, 11, 12, 23, 59), end)]
    assert states == [OfferState.OPEN, OfferState.NO_ANSWER]


STATES = [
    ({"invited_at": None, "due_on": None}, OfferState.NOT_SENT),
    ({"answered_at": THURSDAY}, OfferState.ANSWERED),
    ({"declined_at": THURSDAY}, OfferState.DECLINED),
    ({"answered_at": THURSDAY, "cancelled_at": THURSDAY}, OfferState.CANCELLED),
]


@pytest.mark.parametrize(("values", "state"), STATES)
def test_an_offer_says_where_it_stands(values: dict[str, object], state: OfferState) -> None:
    assert response_times.offer_state(offer(**values), LONDON, utc(2027, 1, 1)) is state


def test_a_reply_counts_once_an_editor_has_made_sure_of_it() -> None:
    came = offer(answered_at=utc(2026, 11, 6))
    assert (response_times.used_at(came), response_times.waits_for_an_editor(came)) == (None, True)
    came.accepted_at = utc(2026, 11, 7)
    assert (response_times.used_at(came), response_times.waits_for_an_editor(came)) == (utc(2026, 11, 6), False)


LOOKS = [
    (utc(2026, 11, 9, 23, 59), None, None, RequestState.WAITING, 0, 0),
    (utc(2026, 11, 10), None, None, RequestState.LATE_TO_LOOK, 1, 0),
    (utc(2026, 11, 19, 23, 59), utc(2026, 11, 9), None, RequestState.LOOKED_AT, 0, 0),
    (utc(2026, 11, 20), utc(2026, 11, 12), None, RequestState.LATE_TO_DECIDE, 3, 1),
    (utc(2027, 1, 1), utc(2026, 11, 9), utc(2026, 11, 19, 23), RequestState.DECIDED, 0, 0),
    (utc(2027, 1, 1), None, utc(2026, 11, 21), RequestState.DECIDED, 12, 2),
    (utc(2026, 11, 6), utc(2026, 11, 9), utc(2026, 11, 19), RequestState.WAITING, 0, 0),
]


@pytest.mark.parametrize(("at", "looked", "decided", "state", "look", "decide"), LOOKS)
def test_a_request_says_where_it_stands_and_how_late_we_are(
    at: datetime, looked: datetime | None, decided: datetime | None, state: RequestState, look: int, decide: int
) -> None:
    found = request_standing(THURSDAY, looked, decided, at)
    assert (found.look_due_on, found.decide_due_on) == (date(2026, 11, 9), date(2026, 11, 19))
    assert (found.state, found.look_late, found.decide_late) == (state, look, decide)
