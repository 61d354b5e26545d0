"""The database as the house sets it up: column types, pragmas, sessions that read and transactions that write."""

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError, InvalidRequestError, StatementError

from tests.builders import CLEAN_RIVER, load, utc
from tracker.db import reading, transaction
from tracker.models import Lease, Motion
from tracker.vocabulary import Visibility


def stored(engine: Engine, **values: object) -> Motion:
    """Store a motion with some values and read it back."""
    plain: dict[str, object] = {"slug": "m", "short_code": "m", "title": "M", "body": "B", "addressee": "A"}
    plain |= {"adopted_on": date(2026, 1, 1)}
    with transaction(engine) as session:
        session.add(Motion(**{**plain, "recorded_at": utc(2026, 1, 1), **values}))
    with reading(engine) as session:
        return session.scalars(select(Motion).order_by(Motion.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize("fold", [0, 1])
def test_both_half_past_ones_of_an_autumn_night_are_kept_apart(engine: Engine, fold: int) -> None:
    summer = timezone(timedelta(hours=1 - fold))
    instant = datetime(2026, 10, 25, 1, 30, tzinfo=summer)
    assert stored(engine, published_at=instant).published_at == instant.astimezone(UTC)


def test_an_instant_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="an instant must be aware"):
        stored(engine, published_at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_number_keeps_its_digits(engine: Engine) -> None:
    assert str(stored(engine, grace_hours=Decimal("0.10")).grace_hours) == "0.10"


def test_a_word_that_nobody_knows_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="'secret' is not a valid Visibility"):
        stored(engine, visibility="secret")
    assert stored(engine, visibility=Visibility.PUBLIC).visibility is Visibility.PUBLIC


def test_a_session_that_reads_cannot_write(engine: Engine) -> None:
    with reading(engine) as session, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        session.execute(text("DELETE FROM lease"))


def test_what_was_not_loaded_is_an_error_and_not_a_query(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    with reading(engine) as session:
        motion = session.scalars(select(Motion)).one()
        with pytest.raises(InvalidRequestError, match="lazy='raise'"):
            assert motion.demands


def store_and_fail(engine: Engine) -> None:
    """Write something, and fail before the end."""
    with transaction(engine) as session:
        session.add(Lease(name="x", owner="me", expires_at=utc(2026, 1, 1)))
        session.flush()
        raise RuntimeError


def test_a_transaction_is_whole_or_not_at_all(engine: Engine) -> None:
    with pytest.raises(RuntimeError):
        store_and_fail(engine)
    with reading(engine) as session:
        assert session.get(Lease, "x") is None


PRAGMAS = [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)]


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS)
def test_sqlite_is_set_up_for_safety(sqlite: Engine, pragma: str, value: object) -> None:
    with reading(sqlite) as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_no_increment_is_lost_between_threads(sqlite: Engine) -> None:
    stored(sqlite)

    def count() -> None:
        for _ in range(25):
            with transaction(sqlite) as session:
                session.scalars(select(Motion)).one().log_sequence += 1

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(sqlite) as session:
        assert session.scalars(select(Motion.log_sequence)).one() == 200
