"""What a demand, a part and a motion have of their own, typed where an entry is put right."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, REPLY, load
from tests.web.desk.people import post, told
from tests.web.desk.test_acts import NOW, ROOT, entries, key_of, publish
from tests.web.desk.test_compose import fields_of
from tracker.wording.entry_fields import placed

NOTE = {"public_note": "It was not said whose it is."}
KEPT = NOTE | {"take_off": "", "only_wording": ""}
REPLIED = KEPT | {"form": "letter", "parts": "1a", "demands": "1", "sources": "minutes"}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand three days before the deadline."""
    with time_machine.travel(NOW, tick=False):
        yield


def put_right(client: FlaskClient, subject: str, **changed: str) -> str:
    """Change some fields of an entry's form, put it on record, and return the words of its preview."""
    path = f"{ROOT}/correct/{subject}"
    form = fields_of(client.get(path).text) | {"sources": "minutes"}
    saved = post(client, path, **form | changed)
    assert saved.status_code == 303, told(saved)
    words = told(client.get(saved.location))
    assert publish(client, key_of(saved)).status_code == 303
    return words


def test_a_demand_gets_its_number_addressee_and_topics(app: Flask, editor: FlaskClient) -> None:
    own = {"reference": "SR 1", "addressee": "The Clerk", "responsible": "Director of Place", "topics": "rivers\nlaw"}
    put_right(editor, "demand/1", **own, **NOTE)
    found = entries(app)["demand/1"]
    assert [found[name] for name in own] == ["SR 1", "The Clerk", "Director of Place", ["rivers", "law"]]


def test_a_part_becomes_an_action(app: Flask, editor: FlaskClient) -> None:
    put_right(editor, "question/1b", kind="action", reference="(b)", **NOTE)
    assert (entries(app)["question/1b"]["kind"], entries(app)["question/1b"]["reference"]) == ("action", "(b)")


def test_a_motion_gets_a_calendar(app: Flask, editor: FlaskClient) -> None:
    put_right(editor, "motion", calendar="GB", **NOTE)
    assert entries(app)["motion"]["calendar"] == "GB"
    assert "grace_hours" not in entries(app)["motion"]


def test_a_demand_on_record_is_said_to_recur(app: Flask, editor: FlaskClient) -> None:
    words = put_right(editor, "demand/1", every="1 year", first="2027-02-28", times="2")
    assert "Demand 1(c2): passed Sunday 1 November 2026 + 484 days = end of Monday 28 February 2028" in words
    made = entries(app)
    assert [made[f"deadline/1{letter}-1"]["due"] for letter in ("c1", "c2")] == ["2027-02-28", "2028-02-28"]


def test_a_duty_that_does_not_recur_is_refused(editor: FlaskClient) -> None:
    path = f"{ROOT}/correct/demand/1"
    form = fields_of(editor.get(path).text) | {"sources": "minutes", "every": "1 year", "first": "2027-02-28"}
    assert 'id="times-error"' in post(editor, path, **form).text


def test_the_hour_of_a_reply_is_that_of_the_wall(app: Flask, editor: FlaskClient) -> None:
    in_rome = (CLEAN_RIVER + REPLY).replace("on: 2026-11-01\n", "on: 2026-11-01\n  time_zone: Europe/Rome\n", 1)
    load(app.extensions["engine"], in_rome)
    said = put_right(editor, "response/letter-1", received_at="16:30", **REPLIED)
    assert "The hour at which it came After: 16:30 on 4 November 2026" in said
    assert entries(app)["response/letter-1"]["received_at"] == "2026-11-04T15:30:00Z"
    assert fields_of(editor.get(f"{ROOT}/correct/response/letter-1").text)["received_at"] == "16:30"


def test_an_hour_that_is_none_is_refused_by_its_label(app: Flask, editor: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY)
    path = f"{ROOT}/correct/response/letter-1"
    form = fields_of(editor.get(path).text) | REPLIED | {"received_at": "half past four"}
    said = post(editor, path, **form).text
    assert "The hour at which it came: write the day" in said
    assert 'value="half past four"' in said


def test_a_deadline_at_an_hour_is_put_right_by_the_wall(app: Flask, editor: FlaskClient) -> None:
    put_right(editor, "deadline/1-1", due="2026-11-09 17:00", **KEPT, kind="set")
    assert entries(app)["deadline/1-1"]["due"] == "2026-11-09T17:00:00Z"
    assert fields_of(editor.get(f"{ROOT}/correct/deadline/1-1").text)["due"] == "2026-11-09 17:00"


def test_a_fault_of_the_whole_record_names_its_field_by_the_form(app: Flask, editor: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY)
    path = f"{ROOT}/correct/response/letter-1"
    form = fields_of(editor.get(path).text) | REPLIED | {"received_on": "2027-01-01", "title": "Kept as typed"}
    said = post(editor, path, **form).text
    assert '<a href="#received_on">Received on: 2027-01-01 has not come yet' in said
    assert 'value="Kept as typed"' in said


def test_a_fault_of_another_entry_names_that() -> None:
    assert placed("deadline/2b-1", "due", "is missing; add it") == "Demand 2, part b, Due on: is missing; add it."
