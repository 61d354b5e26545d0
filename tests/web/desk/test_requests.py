"""Readers' requests at the desk: the oldest first with our own clock, looked at, and decided by a reviewer."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from tests.builders import LOADED_AT, utc
from tests.operations.correcting import NOTE, corrected
from tests.web.desk.people import held, post, sign_in, told
from tracker.db import transaction
from tracker.models import Change, CorrectionRequest, DeskEntry, Message
from tracker.operations.desk import requests
from tracker.operations.desk.requests import NewRequest
from tracker.vocabulary import ChangeKind, LetterKind, RequestDecision, Role

NOW = LOADED_AT
ONE = "/editor/requests/R-2026-1"
GOOD = {"decision": "unchanged", "answer": "The page is right."}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand at the moment of the requests."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(app: Flask) -> Flask:
    """Give two requests, the first with an address."""
    with transaction(app.extensions["engine"]) as session:
        for number, address in ((1, "reader@example.org"), (2, None)):
            wrong = NewRequest("/motions/clean-river", f"Fault {number} <b>bold</b>", "Page 2", address, 1)
            requests.ask(session, wrong, b"k" * 40, NOW - timedelta(minutes=9 - number))
    return app


def row(app: Flask) -> CorrectionRequest:
    """Return the first request."""
    with held(app) as session:
        return session.scalars(select(CorrectionRequest).where(CorrectionRequest.key == "R-2026-1")).one()


def kinds(app: Flask) -> list[LetterKind]:
    """Return what letters wait."""
    with held(app) as session:
        return list(
            session.scalars(select(Message.letter_kind).where(Message.letter_kind.is_not(None)).order_by(Message.id))
        )


def test_the_queue_has_the_oldest_first_with_its_clock(asked: Flask, clock: time_machine.Traveller) -> None:
    clock.move_to(utc(2026, 11, 11, 12))
    text = told(sign_in(asked, Role.EDITOR).get("/editor/requests"))
    assert text.index("R-2026-1") < text.index("R-2026-2")
    assert "Overdue to be looked at by 2 days" in text


def test_an_empty_queue_says_so(app: Flask) -> None:
    assert "Nothing is open" in told(sign_in(app, Role.EDITOR).get("/editor/requests"))


def test_one_request_shows_what_was_written_as_text(asked: Flask) -> None:
    text = sign_in(asked, Role.EDITOR).get(ONE).text
    assert "Fault 1 &lt;b&gt;bold&lt;/b&gt;" in text
    assert "Page 2" in text
    assert "reader@example.org" not in text


def test_looking_counts_once_and_is_logged(asked: Flask, clock: time_machine.Traveller) -> None:
    client = sign_in(asked, Role.EDITOR)
    assert post(client, f"{ONE}/look").location == ONE
    clock.shift(timedelta(minutes=5))
    post(client, f"{ONE}/look")
    assert row(asked).looked_at == NOW
    with held(asked) as session:
        entries = session.scalars(select(DeskEntry).where(DeskEntry.subject == "request/R-2026-1")).all()
    assert [one.act for one in entries] == ["looked at a request"]


def test_an_editor_may_look_and_only_a_reviewer_decides(asked: Flask) -> None:
    client = sign_in(asked, Role.EDITOR)
    assert "A reviewer decides it." in told(client.get(ONE))
    assert post(client, f"{ONE}/decide", **GOOD).status_code == 403
    assert row(asked).decided_at is None


def test_a_decision_is_public_and_mailed_and_made_once(asked: Flask) -> None:
    client = sign_in(asked, Role.REVIEWER)
    assert post(client, f"{ONE}/decide", **GOOD).status_code == 303
    post(client, f"{ONE}/decide", decision="not_ours", answer="Another answer")
    found = row(asked)
    assert (found.decision, found.answer, found.looked_at) == (RequestDecision.UNCHANGED, "The page is right.", NOW)
    assert kinds(asked) == [LetterKind.REQUEST_RECEIVED, LetterKind.REQUEST_DECIDED]
    assert "The page is right." in asked.test_client().get("/corrections").text


def test_without_an_address_nothing_is_mailed(asked: Flask) -> None:
    post(sign_in(asked, Role.REVIEWER), "/editor/requests/R-2026-2/decide", **GOOD)
    assert kinds(asked) == [LetterKind.REQUEST_RECEIVED]


FAULTS = [
    ({"answer": " "}, "Write the public answer"),
    ({"decision": ""}, "Choose what was decided."),
    ({"answer": "x" * 5001}, "it can have 5,000"),
    ({"decision": "corrected"}, "Choose the correction"),
    ({"decision": "corrected", "change": "99"}, "Choose the correction"),
]


@pytest.mark.parametrize(("fields", "sentence"), FAULTS)
def test_a_decision_that_lacks_something_is_shown_again(asked: Flask, fields: dict[str, str], sentence: str) -> None:
    response = post(sign_in(asked, Role.REVIEWER), f"{ONE}/decide", **(GOOD | fields))
    assert response.status_code == 422
    assert sentence in told(response)
    assert row(asked).decided_at is None


def test_a_corrected_one_names_its_correction_in_public(asked: Flask) -> None:
    corrected(asked.extensions["engine"], NOW)
    with held(asked) as session:
        change = session.scalars(select(Change.id).where(Change.kind == ChangeKind.CORRECTION_NOTED)).one()
    fields = {"decision": "corrected", "answer": "You were right.", "change": str(change)}
    post(sign_in(asked, Role.REVIEWER), f"{ONE}/decide", **fields)
    assert row(asked).change_id == change
    text = asked.test_client().get("/corrections/requests/R-2026-1").text
    assert "You were right." in text
    assert NOTE in text


def test_an_unknown_reference_is_answered_in_words(app: Flask) -> None:
    assert sign_in(app, Role.EDITOR).get("/editor/requests/R-1").status_code == 404
