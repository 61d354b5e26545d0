"""Readers' requests: references that count up, one decision, and what is let go of when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import CorrectionRequest
from tracker.operations.desk import requests
from tracker.operations.desk.requests import DecidedError, NewRequest
from tracker.operations.people.retention import tidy
from tracker.vocabulary import RequestDecision

NOW = utc(2026, 12, 31, 12)
KEY = b"k" * 40


def ask(engine: Engine, words: str = "A fault", at: int = 0) -> str:
    """Ask, some hours later; return the reference."""
    with transaction(engine) as session:
        asked = NewRequest("/", words, "Page 2", "ada@example.org")
        return requests.ask(session, asked, KEY, NOW + timedelta(hours=at)).key


def test_references_count_up_and_begin_anew_each_year(engine: Engine) -> None:
    assert [ask(engine), ask(engine, "Another"), ask(engine, "New year", 14)] == ["R-2026-1", "R-2026-2", "R-2027-1"]


def test_many_who_ask_at_once_get_references_of_their_own(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: ask(engine, f"Fault {number}"), range(8)))
    assert sorted(found) == sorted(f"R-2026-{number}" for number in range(1, 9))


def test_a_request_is_decided_once(engine: Engine) -> None:
    key, who = ask(engine), add_editor(engine)
    with transaction(engine) as session:
        requests.decide(session, key, RequestDecision.UNCHANGED, "It is right.", who, NOW)
    with transaction(engine) as session, pytest.raises(DecidedError):
        requests.decide(session, key, RequestDecision.NOT_OURS, "It is not ours.", who, NOW)


FATES = [
    (None, 400, True, True),
    (0, 27, True, True),
    (0, 28, False, True),
    (0, 364, False, True),
    (0, 365, False, False),
]


@pytest.mark.parametrize(("decided", "days", "address", "words"), FATES)
def test_the_address_goes_four_weeks_and_the_words_a_year_after_the_decision(
    engine: Engine, decided: int | None, days: int, address: bool, words: bool
) -> None:
    key, who = ask(engine), add_editor(engine)
    with transaction(engine) as session:
        if decided is not None:
            requests.decide(session, key, RequestDecision.UNCHANGED, "It is right.", who, NOW)
        tidy(session, NOW + timedelta(days=days))
    with reading(engine) as session:
        found = session.scalars(select(CorrectionRequest)).one()
    assert (found.address is not None, found.wrong is not None, found.evidence is not None) == (address, words, words)
    assert found.answer == (None if decided is None else "It is right.")
