"""What was promised to be deleted is gone on the day; the same however often it runs.

Rule: docs/decisions/privacy.md#retention.
"""

from datetime import timedelta

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.orm import Session

from tests.operations.asking import DAY, HOUR, NOW, READER, ask, confirmed, follows, send, take
from tracker.db import Base, transaction
from tracker.models import Bounce, Link, MailBatch, Mailbox, Message, Notification, Signup, Subscriber, Subscription
from tracker.operations.people import followers
from tracker.operations.people.retention import tidy
from tracker.vocabulary import LinkPurpose

PERSONAL: tuple[type[Base], ...] = (Signup, Subscriber, Subscription, Link, Bounce, Message)
EVERYTHING: tuple[type[Base], ...] = (*PERSONAL, Notification, MailBatch, Mailbox)


def tidied(engine: Engine, after: timedelta) -> dict[str, int]:
    """Tidy some time later; return what went."""
    with transaction(engine) as session:
        return {name: count for name, count in tidy(session, NOW + after).items() if count}


def count(engine: Engine, noun: type[Base]) -> int:
    """Return how many rows a table has."""
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(noun)) or 0


def addresses(engine: Engine) -> list[tuple[str | None, bool]]:
    """Return every address, and whether the signature of its mailbox is kept."""
    with Session(engine) as session:
        return [(row.address, row.mailbox is not None) for row in session.scalars(select(Subscriber))]


def test_an_unconfirmed_sign_up_leaves_no_trace_but_the_count(engine: Engine) -> None:
    ask(engine, READER)
    take(engine)
    send(engine, NOW)
    assert tidied(engine, 7 * DAY - HOUR) == {}
    assert tidied(engine, 7 * DAY)["unconfirmed"] == 1
    assert [count(engine, noun) for noun in EVERYTHING] == [0] * 8 + [1]


def test_one_that_can_still_be_confirmed_is_kept(engine: Engine) -> None:
    ask(engine, READER)
    take(engine)
    with transaction(engine) as session:
        reader = session.scalars(select(Subscriber.id)).one()
        followers.issue_link(session, reader, LinkPurpose.CONFIRM, NOW + DAY)
    assert tidied(engine, 7 * DAY) == {}
    assert tidied(engine, 8 * DAY) == {"unconfirmed": 1}


def test_an_active_follower_is_kept_for_years(engine: Engine) -> None:
    confirmed(engine)
    tidied(engine, 4000 * DAY)
    assert addresses(engine) == [(READER, True)]
    with Session(engine) as session:
        assert [row.live for row in follows(session)] == [True]


def test_an_address_goes_28_days_after_stopping(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        followers.stop_all(session, reader, NOW)
    assert "addresses" not in tidied(engine, 28 * DAY - HOUR)
    assert tidied(engine, 28 * DAY)["addresses"] == 1
    assert addresses(engine) == [(None, False)]


def test_of_a_bounced_address_the_signature_stays(engine: Engine) -> None:
    confirmed(engine)
    with transaction(engine) as session:
        session.execute(update(Subscriber).values(bounced_at=NOW))
        session.execute(update(Subscription).values(live=False))
    assert tidied(engine, 28 * DAY)["addresses"] == 1
    assert addresses(engine) == [(None, True)]
    assert tidied(engine, (28 + 365) * DAY)["proofs"] == 1


def test_the_proof_of_consent_is_kept_a_year_after_stopping(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        followers.stop_all(session, reader, NOW)
    assert "proofs" not in tidied(engine, 364 * DAY)
    assert tidied(engine, 365 * DAY)["proofs"] == 1


def test_alerts_and_bounces_go_after_90_days_and_used_links_after_35(engine: Engine) -> None:
    reader = confirmed(engine)
    send(engine, NOW)
    with transaction(engine) as session:
        session.execute(insert(Bounce).values(subscriber_id=reader, message_id=1, at=NOW, hard=True, status="5.1.1"))
    assert tidied(engine, 35 * DAY) == {"links": 1, "mailboxes": 1}
    assert tidied(engine, 90 * DAY) == {"messages": 1, "bounces": 1}
    assert count(engine, Notification) == 0


def test_a_form_that_no_clock_took_up_is_gone_after_a_day(engine: Engine) -> None:
    ask(engine, READER)
    assert tidied(engine, DAY) == {"signups": 1}


def test_after_400_days_nothing_is_past_its_limit_and_a_second_run_finds_nothing(engine: Engine) -> None:
    ask(engine, "unconfirmed@example.org", "form@example.org")
    take(engine)
    gone = confirmed(engine)
    with transaction(engine) as session:
        followers.stop_all(session, gone, NOW)
    send(engine, NOW)
    tidied(engine, 400 * DAY)
    assert tidied(engine, 400 * DAY) == {}
    assert [count(engine, noun) for noun in PERSONAL] == [0, 1, 0, 0, 0, 0]
    assert addresses(engine) == [(None, False)]
