"""A new motion at the desk: whose holidays count, what points and parts have of their own, duties that recur."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.web.desk.people import post, told
from tests.web.desk.test_compose import NOW, RIGHT, begin, fields_of, press, table


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand in November."""
    with time_machine.travel(NOW, tick=False):
        yield


def put_on_record(app: Flask, client: FlaskClient, **changed: str) -> dict[str, Any]:
    """Fill in the form, put the motion on record, and return what is there."""
    address, _ = begin(client)
    shown = press(client, address, "preview", **RIGHT | changed)
    assert shown.status_code == 303, told(shown)
    post(client, f"{address}/publish", version=fields_of(client.get(shown.location).text)["version"])
    return table(app, "clean-air")


def test_a_new_motion_has_the_grace_of_a_working_morning_unless_hours_are_given(
    app: Flask, editor: FlaskClient
) -> None:
    made = put_on_record(app, editor, calendar="GB-SCT")
    assert (made["motion"]["calendar"], "grace_hours" in made["motion"]) == ("GB-SCT", False)


def test_a_calendar_that_is_not_known_is_refused(editor: FlaskClient) -> None:
    address, _ = begin(editor)
    wrong = press(editor, address, "preview", **RIGHT | {"calendar": "Yorkshire", "rule": "5 working days"})
    assert 'id="calendar-error"' in wrong.text


def test_a_point_and_its_parts_have_what_is_their_own(app: Flask, editor: FlaskClient) -> None:
    own = {"p1-reference": "SR 1", "p1-topics": "rivers\nhealth", "p1-addressee2": "The Clerk", "p1-kind2": "action"}
    made = put_on_record(app, editor, **own, **{"p2-addressee": "The Chief Constable"})
    assert (made["demand/1"]["reference"], made["demand/1"]["topics"]) == ("SR 1", ["rivers", "health"])
    assert (made["question/1b"]["addressee"], made["question/1b"]["kind"]) == ("The Clerk", "action")
    assert made["demand/2"]["addressee"] == "The Chief Constable"
    assert "kind" not in made["question/1a"]


RECURS = {"p2-every": "3 months", "p2-first": "2026-11-30", "p2-times": "3"}


def test_a_duty_that_recurs_becomes_a_part_for_each_date(app: Flask, editor: FlaskClient) -> None:
    address, _ = begin(editor)
    shown = press(editor, address, "preview", **RIGHT | RECURS)
    words = "Demand 2: every 3 months: 30 November 2026, 28 February 2027, 30 May 2027."
    assert words in told(editor.get(shown.location))
    post(editor, f"{address}/publish", version=fields_of(editor.get(shown.location).text)["version"])
    made = table(app, "clean-air")
    due = {letter: made[f"deadline/2{letter}-1"]["due"] for letter in ("a1", "a2", "a3")}
    assert due == {"a1": "2026-11-30", "a2": "2027-02-28", "a3": "2027-05-30"}
    assert (made["question/2a3"]["text"], made["question/2a3"]["test"]) == ("Report every month. (3)", "A report.")
    assert ("deadline/1-1" in made, "deadline/2-1" in made) == (True, False)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"p2-every": "now and then"}, "p2-every"), ({"p2-times": ""}, "p2-times"), ({"p2-first": ""}, "p2-first")],
)
def test_a_duty_that_recurs_is_checked(editor: FlaskClient, changed: dict[str, str], field: str) -> None:
    address, _ = begin(editor)
    wrong = press(editor, address, "preview", **RIGHT | RECURS | changed)
    assert f'id="{field}-error"' in wrong.text
