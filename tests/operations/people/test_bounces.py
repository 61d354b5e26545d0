"""A mail that comes back is counted once, and stops an address that takes no mail; nothing else stops one."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.builders import utc
from tracker.db import reading, transaction
from tracker.models import Bounce, MailBatch, Message, Notification, Subscriber, Subscription
from tracker.operations.people.bounces import take_bounce
from tracker.rules.delivery import BounceKind
from tracker.vocabulary import Frequency, MessageState, NotificationKind

NOW = utc(2026, 11, 5, 12)
HARD, SOFT, NONE, COMPLAINT = BounceKind.HARD, BounceKind.SOFT, BounceKind.NONE, BounceKind.COMPLAINT
TRIED = {"first_tried_at": NOW - timedelta(hours=1), "attempts": 1}


def reader(session: Session, name: str = "reader") -> Subscriber:
    """Add a confirmed reader who follows everything."""
    made = Subscriber(address=f"{name}@example.org", created_at=utc(2026, 1, 1), confirmed_at=utc(2026, 1, 1))
    session.add(made)
    session.flush()
    session.add(
        Subscription(
            subscriber_id=made.id, target="all", pace=Frequency.AT_ONCE, page="/", wording="1", asked_at=NOW, live=True
        )
    )
    return made


def alert(session: Session, to: Subscriber, state: MessageState = MessageState.SENT, **values: object) -> Message:
    """Add an alert to a reader, sent an hour ago unless said otherwise."""
    number = len(session.scalars(select(MailBatch.id)).all())
    moment = MailBatch(key=f"m{number}", pace=Frequency.AT_ONCE, recorded_at=NOW, due_at=NOW)
    session.add(moment)
    session.flush()
    notice = Notification(
        batch_id=moment.id, kind=NotificationKind.OVERDUE, demands=[], subject="x", happened_at=NOW, recorded_at=NOW
    )
    session.add(notice)
    session.flush()
    sent = state is MessageState.SENT
    plain = {"settled_at": NOW - timedelta(hours=1), **TRIED} if sent else {"due_at": NOW}
    made = Message(
        notification_id=notice.id, subscriber_id=to.id, batch_id=moment.id, pace=Frequency.AT_ONCE, state=state
    )
    for name, value in (plain | values).items():
        setattr(made, name, value)
    session.add(made)
    session.flush()
    return made


def bounces(engine: Engine) -> list[tuple[int, bool, str]]:
    """Return what is recorded of bounces."""
    with reading(engine) as session:
        return [(bounce.message_id, bounce.hard, bounce.status) for bounce in session.scalars(select(Bounce))]


def test_a_hard_bounce_stops_the_address_at_once(engine: Engine) -> None:
    with transaction(engine) as session:
        to, other = reader(session), reader(session, "other")
        bounced = alert(session, to).id
        waiting = [
            alert(session, to, state).id for state in (MessageState.PENDING, MessageState.ON_HOLD, MessageState.WAITING)
        ]
        others = alert(session, other, MessageState.PENDING).id
        assert take_bounce(session, bounced, HARD, "5.1.1", NOW) == "address stopped"
    with reading(engine) as session:
        assert session.scalars(select(Subscriber.bounced_at).order_by(Subscriber.id)).all() == [NOW, None]
        assert session.scalars(select(Subscription.live).order_by(Subscription.subscriber_id)).all() == [False, True]
        stopped = [session.get_one(Message, number) for number in waiting]
        assert {(row.state, row.due_at, row.outcome) for row in stopped} == {("cancelled", None, "address stopped")}
        assert session.get_one(Message, others).state is MessageState.PENDING
        assert session.get_one(Message, bounced).state is MessageState.SENT
    assert bounces(engine) == [(bounced, True, "5.1.1")]


def test_a_mail_that_is_being_sent_is_left_to_its_sender(sqlite: Engine) -> None:
    with transaction(sqlite) as session:
        to = reader(session)
        sending = alert(session, to, MessageState.SENDING, owner="another", **TRIED)
        take_bounce(session, alert(session, to).id, HARD, "5.1.1", NOW)
        session.refresh(sending)
        assert (sending.state, sending.owner, sending.due_at) == (MessageState.SENDING, "another", NOW)


def test_five_soft_bounces_stop_the_address(sqlite: Engine) -> None:
    with transaction(sqlite) as session:
        to = reader(session)
        words = [take_bounce(session, alert(session, to).id, SOFT, "5.2.2", NOW) for _ in range(6)]
    assert words == ["recorded"] * 4 + ["address stopped", "recorded"]


def test_one_alert_bounces_once(engine: Engine) -> None:
    with transaction(engine) as session:
        number = alert(session, reader(session)).id
        words = [take_bounce(session, number, kind, "", NOW) for kind in (SOFT, SOFT)]
    assert words == ["recorded", "already recorded"]
    assert len(bounces(engine)) == 1


def test_a_hard_report_after_a_soft_one_on_the_same_mail_counts(engine: Engine) -> None:
    with transaction(engine) as session:
        number = alert(session, reader(session)).id
        words = [take_bounce(session, number, kind, kind.value, NOW) for kind in (SOFT, HARD, HARD, SOFT)]
    assert words == ["recorded", "address stopped", "already recorded", "already recorded"]
    assert bounces(engine) == [(number, True, "hard")]


def test_a_complaint_stops_all_alerts_however_old_the_mail(sqlite: Engine) -> None:
    with transaction(sqlite) as session:
        to = reader(session)
        old = alert(session, to, settled_at=NOW - timedelta(days=30)).id
        waiting = alert(session, to, MessageState.PENDING)
        assert take_bounce(session, old, COMPLAINT, "", NOW) == "stopped for its reader, who complained"
        assert (to.stopped_at, to.bounced_at) == (NOW, None)
        assert (waiting.state, waiting.outcome) == (MessageState.CANCELLED, "stopped by the reader")
    assert bounces(sqlite) == []


@pytest.mark.parametrize(
    ("state", "values", "words"),
    [
        (MessageState.SENT, {"settled_at": NOW - timedelta(days=7)}, "recorded"),
        (MessageState.SENT, {"settled_at": NOW - timedelta(days=7, seconds=1)}, "too old"),
        (MessageState.UNKNOWN, TRIED, "recorded"),
        (MessageState.SENDING, TRIED, "recorded"),
        (MessageState.FAILED, {"settled_at": NOW, **TRIED}, "recorded"),
        (MessageState.PENDING, {}, "never sent"),
        (MessageState.ON_HOLD, {}, "never sent"),
        (MessageState.CANCELLED, {"settled_at": NOW}, "never sent"),
    ],
)
def test_only_a_mail_of_the_last_week_can_bounce(
    state: MessageState, values: dict[str, datetime | int], words: str, sqlite: Engine
) -> None:
    with transaction(sqlite) as session:
        found = take_bounce(session, alert(session, reader(session), state, **values).id, SOFT, "5.2.2", NOW)
    assert found == words
    assert len(bounces(sqlite)) == (words == "recorded")


def test_an_alert_that_is_not_there_changes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        assert take_bounce(session, 404, HARD, "5.1.1", NOW) == "unknown alert"


def test_a_report_of_success_or_delay_changes_nothing(sqlite: Engine) -> None:
    with transaction(sqlite) as session:
        assert take_bounce(session, alert(session, reader(session)).id, NONE, "4.4.1", NOW) == "no bounce"
    assert bounces(sqlite) == []


def test_bounces_from_before_a_new_confirmation_do_not_count(sqlite: Engine) -> None:
    with transaction(sqlite) as session:
        to = reader(session)
        take_bounce(session, alert(session, to).id, HARD, "5.1.1", NOW - timedelta(minutes=30))
        to.bounced_at, to.confirmed_at = None, NOW - timedelta(minutes=20)
        assert take_bounce(session, alert(session, to).id, SOFT, "5.2.2", NOW) == "recorded"
        assert to.bounced_at is None
