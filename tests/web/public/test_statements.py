"""The right of reply beside a finding, in neutral words: offered; received, declined or no answer, with its day."""

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load, utc
from tests.web.desk.people import told

STATEMENTS = """\
statements:
  - {{id: s1, by: The Cabinet, demands: [1], invited_on: 2026-11-03, due_on: 2026-11-10, {more}}}
"""
OFFERED = "Reply offered on Tuesday 3 November 2026, to come by Tuesday 10 November 2026."
NONE = "No answer was recorded by Tuesday 10 November 2026."

STATES = [
    (
        "received_on: 2026-11-05, published_on: 2026-11-12, text: Ours.",
        "Received on Thursday 5 November 2026.",
        "Ours.",
    ),
    ("declined_on: 2026-11-06, published_on: 2026-11-12", "Declined to comment on Friday 6 November 2026.", ""),
    ("published_on: 2026-11-12", NONE, ""),
]


def plain(client: FlaskClient, path: str) -> str:
    """Return a page's words, as they are read."""
    return told(client.get(path)).replace(" ,", ",").replace(" .", ".")


@pytest.mark.parametrize(("more", "sentence", "words"), STATES, ids=["received", "declined", "no answer"])
def test_a_statement_says_what_came_of_the_offer(
    app: Flask, client: FlaskClient, more: str, sentence: str, words: str
) -> None:
    now = utc(2026, 11, 14, 12)
    with time_machine.travel(now, tick=False):
        load(app.extensions["engine"], CLEAN_RIVER + STATEMENTS.format(more=more), now)
        page = plain(client, "/motions/clean-river/demands/1")
        assert f"{OFFERED} {sentence}" in page
        assert words in page
        then = plain(client, "/motions/clean-river/demands/1?on=2026-11-04")
    assert f"{OFFERED} Nothing has been received." in then
    assert not words or words not in then
