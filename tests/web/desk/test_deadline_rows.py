"""Rows of the ledgers, typed at the desk: every kind and unit, an event, one part only, and hours that are not one."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load
from tests.web.desk.people import post, told
from tests.web.desk.test_acts import MOVE, NOW, ROOT, count, entries, key_of, publish
from tracker.models import Deadline

EVENT = CLEAN_RIVER.replace("due: 2026-11-08", "event: the next meeting of Cabinet")


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand three days before the deadline."""
    with time_machine.travel(NOW, tick=False):
        yield


def moved(client: FlaskClient, path: str = "/deadline", **changed: Any) -> str:
    """Fill in the form, put the row on record, and return the words of its preview."""
    saved = post(client, f"{ROOT}{path}", **MOVE | changed)
    assert saved.status_code == 303, told(saved)
    words = told(client.get(saved.location))
    assert publish(client, key_of(saved)).status_code == 303
    return words


ROWS = [
    ({"rule": "14 clear days"}, "2026-11-20", "+ 14 clear days = end of Friday 20 November 2026"),
    ({"rule": "2 weeks", "roll": "next_working_day"}, "2026-11-19", "2 weeks, moved to the next working day"),
    ({"rule": "10 days", "roll": "next_working_day"}, "2026-11-16", "= end of Monday 16 November 2026"),
    ({"rule": "end of month"}, "2026-11-30", "+ end of month = end of Monday 30 November 2026"),
    ({"rule": "7 days", "from": "previous"}, "2026-11-15", "which is Sunday 8 November 2026 + 7 days"),
    ({"rule": "7 days", "from": "received_on", "received_on": "2026-11-04"}, "2026-11-11", "received Wednesday 4"),
    ({"rule": "", "due": "2026-11-30", "kind": "expected"}, "2026-11-30", "the deadline stays"),
    ({"rule": "", "kind": "paused"}, None, "Demand 1: paused on Thursday 5 November 2026."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "due", "words"), ROWS, ids=str)
def test_every_kind_and_unit_is_typed_and_its_sum_shown(
    app: Flask, editor: FlaskClient, changed: dict[str, str], due: str | None, words: str
) -> None:
    assert words in moved(editor, **changed)
    assert entries(app)["deadline/1-2"].get("due") == due


def test_a_pause_ends_with_the_days_it_stood(app: Flask, editor: FlaskClient) -> None:
    moved(editor, kind="paused", rule="", set_on="2026-11-03")
    words = moved(editor, kind="resumed", rule="")
    assert "the clock stood for 2 days: due Tuesday 10 November 2026" in words


FAULTS = [
    ({"from": "received_on"}, "received_on"),
    ({"kind": "resumed", "rule": ""}, "kind"),
    ({"kind": "paused"}, "whole"),
    ({"event": "the next meeting", "kind": "expected", "rule": ""}, "event"),
    ({"rule": "", "due": "2026-11-30", "roll": "next_working_day"}, "roll"),
    ({"rule": "", "due": "2027-03-28", "time": "01:30"}, "time"),
    ({"rule": "", "due": "2027-10-31", "time": "01:30"}, "time"),
    ({"rule": "", "due": "2026-11-08", "time": "17:00"}, "due"),
    ({"parts": ["1z"]}, "demands"),
    ({"rule": "", "due": "2026-11-04", "kind": "expected"}, "due"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "field"), FAULTS, ids=str)
def test_a_row_that_does_not_fit_is_refused_beside_its_field(
    app: Flask, editor: FlaskClient, changed: dict[str, Any], field: str
) -> None:
    response = post(editor, f"{ROOT}/deadline", **MOVE | changed)
    assert (response.status_code, f'href="#{field}"' in response.text) == (422, True), told(response)
    assert count(app, Deadline) == 1


def test_an_hour_that_comes_twice_is_asked_about_and_then_taken(app: Flask, editor: FlaskClient) -> None:
    twice = {"rule": "", "due": "2027-10-31", "time": "01:30"}
    asked = told(post(editor, f"{ROOT}/deadline", **MOVE | twice))
    assert "write 01:30+01:00 for the first, or 01:30+00:00 for the second" in asked
    moved(editor, **twice | {"time": "01:30+00:00"})
    assert entries(app)["deadline/1-2"]["due"] == "2027-10-31T01:30:00Z"


def test_a_part_gets_a_deadline_of_its_own(app: Flask, editor: FlaskClient) -> None:
    assert "Demand 1(b): set Thursday 5 November 2026 + 7 days" in moved(editor, kind="set", parts=["1b"])
    moved(editor, demands=[], parts=["1b"], rule="9 days")
    made = entries(app)
    assert [made[f"deadline/{at}"]["due"] for at in ("1-1", "1b-1", "1b-2")] == [
        "2026-11-08",
        "2026-11-12",
        "2026-11-14",
    ]


def test_the_date_of_an_event_is_set_once_it_is_known(app: Flask, editor: FlaskClient) -> None:
    load(app.extensions["engine"], EVENT, NOW)
    page = editor.get(f"{ROOT}/demands/1/deadline").text
    assert '<option value="set" selected ' in page
    assert post(editor, f"{ROOT}/deadline", **MOVE | {"kind": "asked_again"}).status_code == 422
    moved(editor, kind="set", rule="", due="2026-11-24")
    assert entries(app)["deadline/1-2"]["due"] == "2026-11-24"


def test_asking_again_is_recorded_for_the_parts_where_these_have_the_deadlines(app: Flask, editor: FlaskClient) -> None:
    row = "{due: 2026-11-08, kind: set, set_on: 2026-11-01, set_by: the motion, basis: seven days, sources: [minutes]}"
    head, _, _ = CLEAN_RIVER.partition("    deadlines:")
    text = head.replace("laboratory that made them}", f"laboratory that made them, deadlines: [{row}]}}")
    load(app.extensions["engine"], text.replace("clean-river", "own-river"), NOW)
    sent = {"demands": "1", "set_on": "2026-11-05", "set_by": "the Clerk", "basis": "a letter", "sources": "minutes"}
    saved = post(editor, "/editor/motions/own-river/asked-again", **sent)
    assert "Demand 1(b): asked again on 5 November 2026" in told(editor.get(saved.location))


def test_an_evening_far_west_of_london_freezes_nothing(app: Flask, editor: FlaskClient) -> None:
    west = CLEAN_RIVER.replace("  visibility", "  time_zone: America/St_Johns\n  visibility")
    load(app.extensions["engine"], west.replace("clean-river", "frozen-river"), NOW)
    root = "/editor/motions/frozen-river"
    publish(editor, key_of(post(editor, f"{root}/deadline", **MOVE | {"time": "23:59"})))
    sent = {"demands": "1", "set_on": "2026-11-05", "set_by": "the Clerk", "basis": "a letter", "sources": "minutes"}
    assert post(editor, f"{root}/asked-again", **sent).status_code == 303


def test_the_simple_form_keeps_what_is_rare_folded_away(editor: FlaskClient) -> None:
    page = editor.get(f"{ROOT}/demands/1/deadline").text
    plain, _, rare = page.partition("<details>")
    assert all(f'name="{name}"' in plain for name in ("demands", "kind", "set_on", "set_by", "rule", "due", "note"))
    assert all(f'name="{name}"' in rare for name in ("parts", "event", "from", "received_on", "roll"))
