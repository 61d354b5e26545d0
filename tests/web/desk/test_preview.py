"""What an act at the desk does to the sums is said before it is put on record."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, DAMS, load, utc
from tests.web.desk import test_replies as replying
from tests.web.desk.people import post, sign_in
from tracker.vocabulary import Role

ROOT = "/editor/motions/clean-river"
NOW = utc(2026, 11, 7, 12)
SAFE = {"label": "Found safe", "value": "50", "unit": "dams", "precision": "exact", "published_on": "2026-11-03",
        "sources": "minutes", "public_note": "We had copied the number wrongly."}  # fmt: skip


@pytest.fixture
def editor(app: Flask) -> Iterator[FlaskClient]:
    """Give a client of an editor of a record with figures."""
    with time_machine.travel(NOW, tick=False):
        load(app.extensions["engine"], CLEAN_RIVER + DAMS, NOW)
        yield sign_in(app, Role.EDITOR)


def preview(editor: FlaskClient, path: str, **fields: str) -> str:
    """Fill in a form of the desk and return the page that shows what changes."""
    saved = post(editor, ROOT + path, **fields)
    assert saved.status_code == 303, saved.text
    return editor.get(saved.location).text


def test_a_number_that_breaks_a_sum_says_which(editor: FlaskClient) -> None:
    page = preview(editor, "/correct/figure/safe", **SAFE | {"value": "51"})
    assert "“The first looks add up.” does not hold by 1: 40 + 30 + 51 = 121." in page


def test_what_breaks_nothing_says_nothing(editor: FlaskClient) -> None:
    page = preview(editor, "/correct/figure/safe", **SAFE | {"label": "Found to be safe"})
    assert "Look at the sums again" not in page


def test_a_new_figure_that_differs_from_one_of_its_measure_says_so(editor: FlaskClient) -> None:
    fields = SAFE | {"measure": "ordered-twice", "value": "41"}
    assert "Look at the sums again" not in preview(editor, "/figures/new", **fields)
    page = preview(editor, "/figures/new", **SAFE | {"label": "Mended", "measure": "repaired", "value": "31"})
    assert "30 dams (Repaired) · 28 dams (Repaired) · 31 dams (Mended)." in page


def test_a_finding_made_at_the_desk_may_rest_on_figures(app: Flask, editor: FlaskClient) -> None:
    reviewer = sign_in(app, Role.REVIEWER)
    draft = replying.begin(reviewer)
    assert replying.judge(reviewer, draft, "1a", replying.ANSWERED | {"figures": "repaired"}).status_code == 303
    replying.publish(reviewer, draft)
    assert (
        '#figure-repaired">30 <span dir="auto">dams</span></a>' in reviewer.get("/motions/clean-river/demands/1").text
    )
