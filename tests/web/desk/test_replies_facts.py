"""What a reply's form asks beside the simple case: the hour, the stance, the parts, and who of several sent it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load
from tests.web.desk.people import post, told
from tests.web.desk.test_acts import entries
from tests.web.desk.test_replies import ANSWERED, CAME, NEW, NOW, begin, judge, publish

TWO = CLEAN_RIVER.replace("that made them}", "that made them, addressee: The Clerk}")


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand at noon, two days before the deadline."""
    with time_machine.travel(NOW, tick=False):
        yield


def recorded(app: Flask, client: FlaskClient, **changed: Any) -> dict[str, Any]:
    """Record a reply, and return what is on record of it."""
    publish(client, begin(client, **changed))
    found: dict[str, Any] = entries(app)["response/letter-2026-11-06"]
    return found


def test_a_reply_may_have_its_hour_and_a_stance(app: Flask, editor: FlaskClient) -> None:
    reply = recorded(app, editor, received_time="09:30", stance="accepted_in_principle")
    assert (reply["received_at"], reply["stance"]) == ("2026-11-06T09:30:00Z", "accepted_in_principle")


def test_without_them_a_reply_says_nothing_of_them(app: Flask, editor: FlaskClient) -> None:
    assert not {"received_at", "stance", "parts"} & recorded(app, editor).keys()


@pytest.mark.parametrize("hour", ["12:30", "half past"])
def test_an_hour_that_has_not_come_or_is_none_is_refused(editor: FlaskClient, hour: str) -> None:
    response = post(editor, NEW, **CAME | {"received_time": hour})
    assert (response.status_code, 'id="received_time-error"' in response.text) == (422, True)


def test_a_reply_names_its_parts_where_it_does_not_touch_them_all(app: Flask, editor: FlaskClient) -> None:
    assert recorded(app, editor, parts=["1a"])["parts"] == ["1a"]


def test_a_reply_of_one_of_several_addressees_touches_what_was_put_to_them(app: Flask, editor: FlaskClient) -> None:
    load(app.extensions["engine"], TWO, NOW)
    form = editor.get(f"{NEW}?demand=1").text
    assert '<option value="The Clerk">' in form
    assert ('value="1a" checked' in form, 'value="1b" checked' in form) == (True, False)
    assert "parts" not in recorded(app, editor, parts=["1a"])


def test_a_reply_that_speaks_for_another_addressee_too_names_the_parts(app: Flask, editor: FlaskClient) -> None:
    load(app.extensions["engine"], TWO, NOW)
    assert recorded(app, editor)["parts"] == ["1a", "1b"]


def test_a_finding_counts_at_once_and_the_part_beside_it_is_being_assessed(app: Flask, reviewer: FlaskClient) -> None:
    draft = begin(reviewer)
    judge(reviewer, draft, "1a", ANSWERED)
    page = told(reviewer.get(publish(reviewer, draft).location))
    assert "Partially answered" in page
    assert "found_at" not in entries(app)["finding/1a-2026-11-06"]
