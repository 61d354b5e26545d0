"""Letters: queued once, let go of in time, failed ones seen."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from tests.builders import utc
from tracker.db import reading, transaction
from tracker.delivery.stats import figures
from tracker.models import Message
from tracker.operations.notify import letters, outbox
from tracker.operations.people.retention import tidy
from tracker.vocabulary import LetterKind, MessageState

NOW = utc(2026, 11, 5, 12)


def queue(engine: Engine, key: str | None = None, recipient: str = "ada@example.org") -> Message:
    """Queue a letter."""
    with transaction(engine) as session:
        letter = letters.queue(session, LetterKind.ACCOUNT_LINK, recipient, {}, NOW, key)
        session.expunge(letter)
    return letter


def count(engine: Engine) -> int:
    """Return how many letters there are."""
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Message)) or 0


def settle(engine: Engine, state: MessageState) -> None:
    """Settle the only letter."""
    with transaction(engine) as session:
        letter = session.scalars(select(Message)).one()
        letter.state, letter.due_at, letter.settled_at = state, None, NOW


def test_a_letter_with_a_key_is_queued_once(engine: Engine) -> None:
    first, second = queue(engine, "once"), queue(engine, "once", "ben@example.org")
    assert (first.id, second.recipient, count(engine)) == (second.id, "ada@example.org", 1)
    assert (first.state, first.due_at) == (MessageState.PENDING, NOW)


def test_letters_without_a_key_are_letters_of_their_own(engine: Engine) -> None:
    queue(engine), queue(engine)
    assert count(engine) == 2


def test_failed_letters_are_listed_and_can_be_tried_again(engine: Engine) -> None:
    letter = queue(engine)
    settle(engine, MessageState.FAILED)
    with transaction(engine) as session:
        assert [failed.id for failed in letters.failed(session)] == [letter.id]
        assert outbox.retry(session, [letter.id], NOW) == 1
        assert (letters.failed(session), figures(session, NOW, NOW.date()).waiting) == ([], 1)


def test_one_that_is_being_sent_cannot_be_cancelled(engine: Engine) -> None:
    queue(engine, "once")
    with transaction(engine) as session:
        session.scalars(select(Message)).one().state = MessageState.SENDING
        session.flush()
        assert not letters.cancel(session, "once", "no longer wanted", NOW)


FATES = [(6, True, 1), (7, False, 1), (89, False, 1), (90, False, 0)]


@pytest.mark.parametrize(("days", "address", "rows"), FATES)
def test_the_address_goes_after_seven_days_and_the_row_after_ninety(
    engine: Engine, days: int, address: bool, rows: int
) -> None:
    queue(engine)
    settle(engine, MessageState.SENT)
    with transaction(engine) as session:
        tidy(session, NOW + timedelta(days=days))
    with reading(engine) as session:
        found = list(session.scalars(select(Message)))
    assert (len(found), any(kept.recipient for kept in found)) == (rows, address)


def test_one_that_waits_keeps_its_address(engine: Engine) -> None:
    queue(engine)
    with transaction(engine) as session:
        tidy(session, NOW + timedelta(days=365))
    with reading(engine) as session:
        assert session.scalars(select(Message.recipient)).all() == ["ada@example.org"]
