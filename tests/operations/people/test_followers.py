"""What followers decide: each act does what it says, at once, and nothing that was stopped can still go out."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from tests.builders import CLEAN_RIVER, REPLY, load
from tests.operations.asking import DAY, HOUR, NOW, READER, ask, asked, confirmed, follows, river, take, who
from tracker.db import transaction
from tracker.models import Bounce, Link, Mailbox, Message, Motion, Subscriber, Subscription
from tracker.operations.people import followers
from tracker.operations.people.data_export import held_about
from tracker.operations.people.secure_delete import erasing
from tracker.vocabulary import Frequency, LinkPurpose, MessageState, NotificationKind

TOMORROW = NOW + DAY


def waiting(engine: Engine) -> tuple[int, Link]:
    """Let the reader sign up; return their id and the link that confirms."""
    ask(engine, READER)
    take(engine)
    with transaction(engine) as session:
        reader = who(session).id
        followers.issue_link(session, reader, LinkPurpose.CONFIRM, NOW)
        return reader, session.scalars(select(Link)).one()


def ids(session: Session) -> list[int]:
    """Return the ids of all subscriptions."""
    return [row.id for row in follows(session)]


def states(engine: Engine) -> list[tuple[MessageState, str | None]]:
    """Return where every alert stands, and why."""
    with Session(engine) as session:
        return [(message.state, message.outcome) for message in session.scalars(select(Message).order_by(Message.id))]


def test_a_link_opens_its_own_door_only(engine: Engine) -> None:
    reader, _ = waiting(engine)
    with transaction(engine) as session:
        token = followers.issue_link(session, reader, LinkPurpose.ALERTS, NOW)
        assert len(token) == 32
        assert followers.find_link(session, token, LinkPurpose.CONFIRM) is None
        assert followers.find_link(session, token, LinkPurpose.ALERTS) is not None
        assert token not in {link.token_hash for link in session.scalars(select(Link))}


def test_a_confirmation_counts_once(engine: Engine) -> None:
    _, link = waiting(engine)
    with transaction(engine) as session:
        assert [row.live for row in followers.confirm(session, link, ids(session), NOW)] == [True]
        assert followers.confirm(session, link, ids(session), NOW) == []


def test_a_confirmation_is_refused_after_seven_days(engine: Engine) -> None:
    _, link = waiting(engine)
    with transaction(engine) as session:
        assert followers.confirm(session, link, ids(session), NOW + 7 * DAY) == []
        assert followers.confirm(session, link, ids(session), NOW + 7 * DAY - HOUR) != []


def test_a_link_confirms_nothing_of_anybody_else(engine: Engine) -> None:
    _, link = waiting(engine)
    ask(engine, "other@example.org")
    take(engine)
    with transaction(engine) as session:
        followers.confirm(session, link, ids(session), NOW)
        assert [row.live for row in follows(session)] == [True, False]


def test_stopping_ends_everything_and_cancels_what_is_open(engine: Engine) -> None:
    river(engine)
    reader = confirmed(engine)
    load(engine, CLEAN_RIVER + REPLY, NOW)
    for _ in range(10):
        with transaction(engine) as session:
            followers.stop_all(session, reader, TOMORROW)
    with Session(engine) as session:
        assert [(row.live, row.ended_at) for row in follows(session)] == [(False, TOMORROW)]
        assert who(session).stopped_at == TOMORROW
        assert {message.due_at for message in session.scalars(select(Message))} == {None}
    assert set(states(engine)) == {(MessageState.CANCELLED, "stopped by the reader")}


def test_what_a_sender_has_in_hand_is_left_to_it(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        session.execute(update(Message).values(state=MessageState.SENDING))
        followers.stop_all(session, reader, NOW)
    assert states(engine) == [(MessageState.SENDING, None)]


def test_stopping_one_cancels_what_came_from_it_alone(engine: Engine) -> None:
    river(engine)
    with Session(engine) as session:
        motion = session.scalars(select(Motion.id)).one()
    reader = confirmed(engine)
    with transaction(engine) as session:
        followers.follow(session, reader, motion, Frequency.DAILY, "manage", NOW)
    load(engine, CLEAN_RIVER + REPLY, NOW)
    for kept, state in ((1, MessageState.PENDING), (0, MessageState.CANCELLED)):
        with transaction(engine) as session:
            first = followers.subscriptions(session, reader)[0]
            assert followers.stop_one(session, reader, first.id, TOMORROW)
            assert len(followers.subscriptions(session, reader)) == kept
        assert states(engine)[-1][0] is state
    with Session(engine) as session:
        assert who(session).stopped_at == TOMORROW


def test_a_pause_mails_nothing_and_ends_when_told(engine: Engine) -> None:
    river(engine)
    reader = confirmed(engine)
    with transaction(engine) as session:
        followers.pause(session, reader, NOW)
    before = len(states(engine))
    load(engine, CLEAN_RIVER + REPLY, NOW)
    assert len(states(engine)) == before
    with transaction(engine) as session:
        followers.resume(session, reader)
        assert [row.live for row in follows(session)] == [True]


def test_who_stopped_all_follows_nothing_new_by_an_old_link(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        followers.stop_all(session, reader, NOW)
        assert followers.follow(session, reader, None, Frequency.DAILY, "manage", NOW) is None


@pytest.mark.parametrize("silent", ["paused_at", "bounced_at"])
def test_nothing_becomes_live_while_it_must_be_silent(engine: Engine, silent: str) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        session.execute(update(Subscriber).values({silent: NOW}))
        followers.follow(session, reader, None, Frequency.DAILY, "manage", NOW)
        assert [row.live for row in follows(session)] == [False]


def test_a_pace_is_changed_by_its_owner_only(engine: Engine) -> None:
    reader, other = confirmed(engine), confirmed(engine, "other@example.org")
    with transaction(engine) as session:
        [mine, theirs] = ids(session)
        assert followers.change(session, reader, mine, Frequency.WEEKLY)
        assert not followers.change(session, reader, theirs, Frequency.WEEKLY)
        assert not followers.stop_one(session, other, mine, NOW)
        assert [row.pace for row in follows(session)] == [Frequency.WEEKLY, Frequency.AT_ONCE]


def test_what_is_held_is_mailed_once_a_day(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        days = [NOW, NOW + HOUR, TOMORROW]
        assert [followers.ask_for_held(session, reader, at) for at in days] == [True, False, True]


def test_what_is_held_is_told_whole(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        session.execute(insert(Bounce).values(subscriber_id=reader, message_id=9, at=NOW, hard=False, status="4.2.2"))
        held = held_about(session, reader)
    assert (held["address"], held["confirmed_at"], held["since"]) == (READER, NOW, NOW)
    assert held["follows"][0]["what"] == "every motion on record"
    assert [mail["kind"] for mail in held["mails"]] == [NotificationKind.CONFIRM]
    assert held["bounces"] == [{"at": NOW, "for_good": False, "status": "4.2.2"}]


def test_erasing_leaves_an_empty_row_for_the_counts(engine: Engine) -> None:
    reader = confirmed(engine)
    ask(engine, READER)
    with transaction(engine) as session:
        followers.erase(session, reader, NOW)
    with Session(engine) as session:
        left = session.scalars(select(Subscriber)).one()
        assert (left.address, left.mailbox, left.erased_at) == (None, None, NOW)
        assert [session.scalars(select(noun)).all() for noun in (Subscription, Link, Mailbox)] == [[], [], []]
    assert take(engine) == 0
    assert states(engine) == [(MessageState.CANCELLED, "erased by the reader")]


def test_who_asked_to_be_left_alone_still_is_after_erasing(engine: Engine) -> None:
    reader, _ = waiting(engine)
    with transaction(engine) as session:
        followers.stop_all(session, reader, NOW)
        followers.erase(session, reader, NOW)
    ask(engine, READER, at=TOMORROW)
    take(engine, TOMORROW)
    assert len(asked(engine)) == 1


def test_an_erased_address_is_in_no_page_of_the_file(sqlite: Engine) -> None:
    crowd = [f"somebody-{number}@example.org" for number in range(400)]
    ask(sqlite, *crowd[:200], "unique-needle@example.org", *crowd[200:])
    take(sqlite)
    reader = confirmed(sqlite, "unique-needle@example.org")
    with transaction(sqlite) as session:
        session.execute(update(Subscriber).where(Subscriber.id != reader).values(confirmed_at=NOW))
    with erasing(sqlite) as session:
        followers.erase(session, reader, NOW)
    file = Path(sqlite.url.database or "")
    folder = [path.read_bytes() for path in (file, file.with_name(f"{file.name}-wal"))]
    assert [data.count(b"unique-needle") for data in folder] == [0, 0]
    assert b"somebody-1@" in folder[0]
