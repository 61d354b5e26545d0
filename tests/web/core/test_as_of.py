"""A page as of a past day says what it said: what was put right since reads there as it read then."""

from datetime import datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import Clearance
from tracker.operations.record.publishing import publish, stored_table
from tracker.operations.record.versions import as_it_stood
from tracker.queries.corrections import changed_since
from tracker.queries.motions import motion_by_slug
from tracker.record.entries import flatten, record_of
from tracker.vocabulary import Verdict

FIRST, PUT_RIGHT, LATE = utc(2026, 11, 5, 12), utc(2026, 11, 10, 12), utc(2026, 11, 12, 12)
CASES = [
    ("demand/1", "asks", "Publish the sampling results for the river."),
    ("response/letter-1", "summary", "Results."),
    ("finding/1a-2026-11-04", "reasoning", "Given."),
    ("motion", "addressee", "The Cabinet"),
    ("question/1a", "text", "the results for 2025"),
]


def put_right(engine: Engine, subject: str, field: str, words: str = "Put right since.") -> None:
    """Correct a field of an entry on 10 November, with a note."""
    who = add_editor(engine)
    with transaction(engine) as session:
        entry = stored_table(session, "clean-river")[subject].model_copy(update={field: words})
        cleared = {subject: Clearance(verdict=Verdict.ANSWERED, history=True)}
        changes = {subject: entry}
        publish(session, "clean-river", changes, who, PUT_RIGHT, reason="R", note="Wrong.", cleared=cleared)


@pytest.mark.parametrize(("subject", "field", "then"), CASES)
def test_each_kind_of_entry_reads_as_it_read(engine: Engine, subject: str, field: str, then: str) -> None:
    load(engine, CLEAN_RIVER + REPLY + FINDING, FIRST)
    put_right(engine, subject, field)
    for at, wanted in ((utc(2026, 11, 9, 23), then), (LATE, "Put right since.")):
        assert said(engine, subject, field, at) == wanted


def said(engine: Engine, subject: str, field: str, at: datetime) -> object:
    """Return what a field said at an instant."""
    with reading(engine) as session:
        motion = motion_by_slug(session, "clean-river")
        assert motion is not None
        changes = changed_since(session, motion.id, at)
        found = as_it_stood(session, motion, changes) if changes else motion
        return getattr(flatten(record_of(found))[subject], field)


def test_what_was_recorded_late_counts_from_its_day(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, FIRST)
    load(engine, CLEAN_RIVER + REPLY, PUT_RIGHT)
    put_right(engine, "response/letter-1", "summary")
    assert said(engine, "response/letter-1", "summary", utc(2026, 11, 6)) == "Put right since."


@time_machine.travel(LATE, tick=False)
def test_the_page_of_the_day_before_says_what_it_said_and_that_it_was_put_right(
    app: Flask, client: FlaskClient
) -> None:
    put_right(app.extensions["engine"], "demand/1", "asks")
    page = client.get("/motions/clean-river/demands/1?on=2026-11-09").text
    assert "Publish the sampling results for the river." in page
    assert "Put right since." not in page
    assert "Some of what it said then has been put right since" in page
    assert "Put right since." in client.get("/motions/clean-river/demands/1").text


@time_machine.travel(LATE, tick=False)
def test_its_data_says_so_too(app: Flask, client: FlaskClient) -> None:
    before = client.get("/motions/clean-river.json?on=2026-11-09").get_json()
    put_right(app.extensions["engine"], "demand/1", "asks")
    after = client.get("/motions/clean-river.json?on=2026-11-09").get_json()
    assert after["demands"] == before["demands"]
    assert after["revision"] > before["revision"]
