"""Sign-ups: taken up by the clock, never active by themselves, and no means to flood a mailbox.

Rule: docs/decisions/alerts.md#signing-up.
"""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from tests.operations.asking import DAY, HOUR, NOW, READER, ask, asked, confirmed, follows, river, send, take, who
from tracker.db import transaction
from tracker.models import Demand, Mailbox, Motion, Signup, Subscriber, Subscription
from tracker.operations.people.followers import pause, stop_all
from tracker.operations.people.signups import space_out
from tracker.vocabulary import Frequency, MessageState


def test_a_sign_up_waits_and_its_owner_is_asked(engine: Engine) -> None:
    ask(engine, READER)
    assert take(engine) == 1
    with Session(engine) as session:
        [row] = follows(session)
        assert (row.target, row.live, row.confirmed_at, row.wording) == ("all", False, None, "2026-11")
        assert session.scalar(select(func.count()).select_from(Signup)) == 0
    assert [mail.due_at for mail in asked(engine)] == [NOW]


def test_a_demand_and_a_motion_are_followed_by_their_targets(engine: Engine) -> None:
    river(engine)
    with Session(engine) as session:
        motion, demand = session.scalars(select(Motion)).one().id, session.scalars(select(Demand)).one().id
    ask(engine, READER, motion_id=motion)
    ask(engine, READER, motion_id=motion, demand_id=demand, pace=Frequency.WEEKLY)
    take(engine)
    with Session(engine) as session:
        found = [(row.target, row.pace) for row in follows(session)]
    assert found == [(f"motion:{motion}", Frequency.AT_ONCE), (f"demand:{demand}", Frequency.WEEKLY)]
    assert len(asked(engine)) == 1


def test_the_last_word_counts_while_nobody_confirmed(engine: Engine) -> None:
    ask(engine, READER)
    ask(engine, READER, pace=Frequency.WEEKLY, at=NOW + HOUR)
    take(engine, NOW + HOUR)
    with Session(engine) as session:
        assert [(row.pace, row.asked_at) for row in follows(session)] == [(Frequency.WEEKLY, NOW + HOUR)]


def test_nobody_can_change_what_another_has_confirmed(engine: Engine) -> None:
    confirmed(engine)
    send(engine, NOW)
    ask(engine, READER, pace=Frequency.WEEKLY, at=NOW + DAY)
    take(engine, NOW + DAY)
    with Session(engine) as session:
        assert [(row.pace, row.live, row.asked_at) for row in follows(session)] == [(Frequency.AT_ONCE, True, NOW)]
    assert len(asked(engine)) == 1


def test_a_pause_is_not_ended_from_outside(engine: Engine) -> None:
    reader = confirmed(engine)
    with transaction(engine) as session:
        pause(session, reader, NOW)
    ask(engine, READER)
    take(engine)
    with Session(engine) as session:
        assert [(row.live, row.confirmed_at) for row in follows(session)] == [(False, NOW)]


@pytest.mark.parametrize("end", ["stopped", "bounced"])
def test_who_stopped_or_bounced_can_begin_again(engine: Engine, end: str) -> None:
    reader = confirmed(engine)
    send(engine, NOW)
    with transaction(engine) as session:
        if end == "stopped":
            stop_all(session, reader, NOW + HOUR)
        else:
            session.execute(update(Subscriber).values(bounced_at=NOW + HOUR))
            session.execute(update(Subscription).values(live=False))
    assert confirmed(engine, at=NOW + 2 * DAY) == reader
    with Session(engine) as session:
        back = who(session)
        assert (back.stopped_at, back.bounced_at, [row.live for row in follows(session)]) == (None, None, [True])


def test_a_second_asking_within_a_day_is_queued_for_when_the_day_has_run(engine: Engine) -> None:
    ask(engine, READER)
    take(engine)
    send(engine, NOW + HOUR)
    for hours in (2, 3, 4):
        ask(engine, READER, at=NOW + hours * HOUR)
        take(engine, NOW + hours * HOUR)
    assert [mail.due_at for mail in asked(engine)] == [None, NOW + 25 * HOUR]


def test_a_mailbox_is_left_alone_after_its_owner_stopped_unconfirmed(engine: Engine) -> None:
    ask(engine, "reader@gmail.com")
    take(engine)
    send(engine, NOW)
    with transaction(engine) as session:
        stop_all(session, who(session, "reader@gmail.com").id, NOW + HOUR)
    for days in (2, 10, 27):
        ask(engine, "rea.der+x@gmail.com", "reader@gmail.com", at=NOW + days * DAY)
        take(engine, NOW + days * DAY)
    assert len(asked(engine)) == 1


def test_f4_two_people_of_one_council_are_both_asked_at_once(engine: Engine) -> None:
    ask(engine, "anna.b@council.example", "ann.ab@council.example", "press+a@council.example")
    take(engine)
    assert [mail.due_at for mail in asked(engine)] == [NOW] * 3


def test_a_spelling_that_was_passed_over_is_asked_a_day_later(engine: Engine) -> None:
    ask(engine, "j.doe@gmail.com", "jdoe@gmail.com")
    ask(engine, "j.doe@gmail.com", at=NOW + HOUR)
    take(engine, NOW + HOUR)
    assert [(mail.subscriber_id, mail.due_at) for mail in asked(engine)] == [(1, NOW + HOUR), (2, NOW + HOUR + DAY)]


def test_a_mail_that_went_late_puts_off_the_other_spelling(engine: Engine) -> None:
    ask(engine, "j.doe@gmail.com", "jdoe@gmail.com", "else@gmail.com")
    take(engine)
    with transaction(engine) as session:
        space_out(session, 1, NOW + 20 * HOUR)
    assert [mail.due_at for mail in asked(engine)] == [NOW, NOW + 44 * HOUR, NOW]


def test_who_stopped_is_not_asked_by_another_spelling(engine: Engine) -> None:
    ask(engine, "j.doe@gmail.com", "jdoe@gmail.com")
    take(engine)
    send(engine, NOW)
    with transaction(engine) as session:
        stop_all(session, who(session, "j.doe@gmail.com").id, NOW + HOUR)
    assert [mail.state for mail in asked(engine)] == [MessageState.SENT, MessageState.CANCELLED]


def test_confirming_ends_the_count(engine: Engine) -> None:
    confirmed(engine)
    with Session(engine) as session:
        assert session.scalars(select(Mailbox)).one().asked == 0


def test_ten_thousand_sign_ups_for_one_victim_are_three_mails_in_all(sqlite: Engine) -> None:
    aliases = [f"vic{'.' * (number % 2)}tim+{number}@gmail.com" for number in range(5000)]
    aliases += ["victim@gmail.com", "v.i.c.t.i.m@googlemail.com"] * 2500
    went: list[datetime] = []
    for day in range(10):
        at = NOW + day * timedelta(hours=13)
        ask(sqlite, *aliases[day::10], at=at)
        assert take(sqlite, at) == 1000
        went += send(sqlite, at)
    went += send(sqlite, NOW + 100 * DAY)
    assert len(went) == len(asked(sqlite)) == 3
    assert all(after - before >= DAY for before, after in pairwise(went))


def test_no_address_stands_beside_the_count(engine: Engine) -> None:
    ask(engine, READER)
    take(engine)
    with Session(engine) as session:
        assert "reader" not in session.scalars(select(Mailbox)).one().key
