"""A new motion at the desk: from a pasted text, or from a record file; nothing lost, put on record once."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.web.desk.people import held, post, sign_in, told
from tests.web.desk.test_acts import key_of
from tracker.models import Clearance, Motion
from tracker.operations.record.publishing import stored_table
from tracker.record.entries import content
from tracker.vocabulary import Role

NOW = utc(2026, 11, 5, 13)
TEXT = """This House notes the smell.

This House calls on the Cabinet to:
1. Publish, within a week:
   (a) the results;
   (b) the laboratory.
2. Report every month.

Proposed by A. Member"""
FIRST = {
    "title": "Clean Air",
    "text": TEXT,
    "body": "Northgate",
    "adopted_on": "2026-11-01",
    "addressee": "The Cabinet",
}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand in November."""
    with time_machine.travel(NOW, tick=False):
        yield


def fields_of(page: str) -> dict[str, str]:
    """Return a form's fields as a browser would send them."""
    found = {}
    for tag in re.findall(r'<input (?:id="[^"]*" )?[^>]*name="[^"]+"[^>]*>', page):
        name = re.search(r' name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrf_token" and (" checked" in tag or 'type="radio"' not in tag) and "file" not in tag:
            found[name[1]] = unescape(value[1] if value else "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.S):
        found[name] = unescape(text)
    return found


def begin(client: FlaskClient, **changed: str) -> tuple[str, dict[str, str]]:
    """Paste the text; return the draft's address and its form."""
    address = post(client, "/editor/motions/new", **FIRST | changed).location
    return address, fields_of(client.get(address).text)


RIGHT = {"publisher": "Northgate", "source_title": "Minutes", "url": "https://example.org/m", "rule": "7 days",
         "p1-test1": "A table.", "p2-test1": "A report."}  # fmt: skip


def press(client: FlaskClient, address: str, do: str, **changed: str) -> TestResponse:
    """Press one of the form's buttons, with some fields changed."""
    return post(client, address, **fields_of(client.get(address).text) | changed | {"do": do})


def table(app: Flask, slug: str) -> dict[str, Any]:
    """Return what is on record of a motion."""
    with held(app) as session:
        return {subject: content(entry) for subject, entry in stored_table(session, slug).items()}


def test_the_points_are_proposed_and_every_word_is_kept(editor: FlaskClient) -> None:
    _, form = begin(editor)
    assert (form["points"], form["p1-parts"], form["slug"]) == ("2", "2", "clean-air")
    assert form["p1-asks"] == "Publish, within a week:\n(a) the results;\n(b) the laboratory."
    assert (form["p1-text1"], form["p1-text2"], form["p2-asks"]) == (
        "the results;",
        "the laboratory.",
        "Report every month.",
    )
    assert form["preamble"].startswith("This House notes the smell.")
    assert form["closing"] == "Proposed by A. Member"


def test_points_and_parts_are_rearranged_by_buttons(editor: FlaskClient) -> None:
    address, _ = begin(editor)
    assert press(editor, address, "part-2").location.endswith("#point-2")
    assert fields_of(editor.get(address).text)["p2-parts"] == "2"
    press(editor, address, "unpart-2-2")
    press(editor, address, "add")
    assert fields_of(editor.get(address).text)["points"] == "3"
    press(editor, address, "remove-3")
    press(editor, address, "join-2")
    form = fields_of(editor.get(address).text)
    assert (form["points"], form["p1-asks"].splitlines()[-1]) == ("1", "Report every month.")


def test_what_is_missing_is_said_and_all_comes_back(editor: FlaskClient) -> None:
    address, _ = begin(editor)
    response = press(editor, address, "preview", slug="Clean Air", rule="soon", **{"p1-title": "", "p2-asks": "Mine."})
    assert response.status_code == 422
    for name in ("slug", "rule", "publisher", "source_title", "p1-title"):
        assert f'id="{name}-error"' in response.text
    assert "Mine." in response.text


def test_a_motion_goes_on_record_for_editors_only_and_once(app: Flask, editor: FlaskClient) -> None:
    address, _ = begin(editor)
    shown = press(editor, address, "preview", **RIGHT)
    page = told(editor.get(shown.location))
    assert "passed Sunday 1 November 2026 + 7 days = end of Sunday 8 November 2026 (London)" in page
    version = fields_of(editor.get(shown.location).text)["version"]
    for _ in range(2):
        done = post(editor, f"{address}/publish", version=version)
        assert (done.status_code, done.location) == (303, "/editor/motions/clean-air")
    made = table(app, "clean-air")
    assert made["question/1b"]["text"] == "the laboratory."
    assert made["question/2a"] == {"letter": "a", "text": "Report every month.", "test": "A report."}
    assert made["deadline/2-1"]["due"] == "2026-11-08"
    assert editor.get("/motions/clean-air").status_code == 404


def test_each_point_may_have_a_deadline_of_its_own(app: Flask, editor: FlaskClient) -> None:
    address, _ = begin(editor)
    press(editor, address, "preview", **RIGHT | {"when": "each"})
    own = {"p1-rule": "20 working days, England and Wales", "p2-due": "2027-01-31"}
    press(editor, address, "preview", **own)
    post(editor, f"{address}/publish", version=fields_of(editor.get(address).text)["version"])
    made = table(app, "clean-air")
    assert [made[f"deadline/{at}-1"]["due"] for at in (1, 2)] == ["2026-11-27", "2027-01-31"]


@pytest.mark.parametrize("slug", ["clean-river", "new", "import"])
def test_an_address_that_is_taken_is_refused(editor: FlaskClient, slug: str) -> None:
    address, _ = begin(editor)
    assert 'id="slug-error"' in press(editor, address, "preview", **RIGHT, slug=slug).text


def test_who_saves_over_another_is_shown_both_texts(editor: FlaskClient) -> None:
    address, form = begin(editor)
    press(editor, address, "preview", **RIGHT | {"p1-title": "Theirs"})
    late = post(editor, address, **form | {"p1-title": "Mine", "do": "preview"})
    assert (late.status_code, "Theirs" in late.text, "Mine" in late.text) == (409, True, True)


def test_a_reviewer_publishes_shares_and_takes_down(app: Flask, reviewer: FlaskClient) -> None:
    address, _ = begin(reviewer)
    press(reviewer, address, "preview", **RIGHT)
    post(reviewer, f"{address}/publish", version="2")
    seen = "/editor/motions/clean-air/visibility"
    post(reviewer, seen, do="unlist")
    assert "https://example.org/s/" in reviewer.get(seen).text
    post(reviewer, seen, do="publish")
    assert reviewer.get("/motions/clean-air").status_code == 200
    assert post(reviewer, "/editor/motions/clean-air/hide", reason="").status_code == 422
    post(reviewer, "/editor/motions/clean-air/hide", reason="legal", note="Ask the clerk.")
    assert reviewer.get("/motions/clean-air").status_code == 410
    post(reviewer, "/editor/motions/clean-air/lift", do="ask")
    assert post(reviewer, "/editor/motions/clean-air/lifted").status_code == 409
    other = sign_in(app, Role.REVIEWER, "second@example.org")
    assert post(other, "/editor/motions/clean-air/lifted").status_code == 303
    assert other.get("/motions/clean-air").status_code == 200


def upload(client: FlaskClient, text: str) -> TestResponse:
    """Send a record file."""
    return post(client, "/editor/motions/import", file=(BytesIO(text.encode()), "river.yaml"))


def line_of(words: str) -> int:
    """Return the line of the small record that holds some words."""
    return next(at for at, line in enumerate(CLEAN_RIVER.splitlines(), 1) if words in line)


def test_a_file_with_faults_is_told_all_of_them(editor: FlaskClient) -> None:
    response = upload(editor, CLEAN_RIVER.replace("due: 2026-11-08", "due: soon").replace("letter: b", "letter: a"))
    assert response.status_code == 422
    assert "2 things in the file to put right" in response.text
    assert re.findall(r"<td>(\d+)</td>", response.text) == [str(line_of("letter: b")), str(line_of("due: "))]


def put(client: FlaskClient, key: str, **fields: str) -> TestResponse:
    """Press the button of a dry run as it stands."""
    page = fields_of(client.get(f"/editor/compose/{key}/dry-run").text)
    sent = {"version": "1", "seen": page.get("seen", "")} | fields
    return post(client, f"/editor/compose/{key}/import", **sent)


def test_a_dry_run_shows_what_differs_and_changes_nothing(app: Flask, editor: FlaskClient) -> None:
    sent = upload(editor, CLEAN_RIVER.replace("title: Sampling results", "title: All results"))
    page = told(editor.get(sent.location))
    assert "1 entry would change" in page
    assert "Before: Sampling results After: All results" in page
    assert table(app, "clean-river")["demand/1"]["title"] == "Sampling results"
    assert put(editor, key_of(sent)).status_code == 403


def test_a_reviewer_puts_a_file_on_record_with_a_note_where_it_puts_right(app: Flask, reviewer: FlaskClient) -> None:
    sent = upload(reviewer, CLEAN_RIVER.replace("title: Sampling results", "title: All results"))
    assert put(reviewer, key_of(sent)).status_code == 422
    assert put(reviewer, key_of(sent), public_note="The title was short.").status_code == 303
    assert table(app, "clean-river")["demand/1"]["title"] == "All results"
    assert put(reviewer, key_of(sent), public_note="Again.").status_code == 303


TESTED = CLEAN_RIVER.replace("text: the results for 2025", "text: the results for 2025, test: A table.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TESTED + REPLY + FINDING.replace("verdict: answered", "verdict: refused"), "flask --app app load"),
        (CLEAN_RIVER + REPLY + FINDING, "add a test to the question"),
    ],
)
def test_a_file_publishes_no_finding_around_the_gate(app: Flask, reviewer: FlaskClient, text: str, words: str) -> None:
    sent = upload(reviewer, text)
    assert words in reviewer.get(sent.location).text
    assert put(reviewer, key_of(sent)).status_code == 422
    assert "finding/1a-2026-11-04" not in table(app, "clean-river")


def test_a_finding_that_is_not_adverse_is_cleared_by_its_test(app: Flask, reviewer: FlaskClient) -> None:
    put(reviewer, key_of(upload(reviewer, TESTED + REPLY + FINDING)))
    with held(app) as session:
        [cleared] = session.scalars(select(Clearance))
    assert (cleared.test, cleared.history, cleared.author_id is not None) == ("A table.", False, True)


def test_a_record_that_changed_since_the_dry_run_is_shown_again(app: Flask, reviewer: FlaskClient) -> None:
    key = key_of(upload(reviewer, TESTED + REPLY))
    seen = fields_of(reviewer.get(f"/editor/compose/{key}/dry-run").text)["seen"]
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Minutes", "title: Theirs"), NOW)
    assert post(reviewer, f"/editor/compose/{key}/import", version="1", seen=seen).status_code == 409


def test_the_note_of_a_record_that_changed_in_between_is_kept(app: Flask, reviewer: FlaskClient) -> None:
    key = key_of(upload(reviewer, CLEAN_RIVER.replace("asks: Publish", "asks: Print")))
    refused = put(reviewer, key, public_note="It said publish.", seen="before")
    assert (refused.status_code, "It said publish." in refused.text) == (409, True)


@pytest.mark.parametrize("sent", [b"", b"\xff\xfe", b"motion: [", b"a: *b"])
def test_what_is_no_record_file_is_refused_in_words(app: Flask, editor: FlaskClient, sent: bytes) -> None:
    response = post(editor, "/editor/motions/import", file=(BytesIO(sent), "x.yaml"))
    assert response.status_code == 422
    with held(app) as session:
        assert session.scalar(select(func.count()).select_from(Motion)) == 1


def test_a_long_text_is_taken_and_one_beyond_measure_is_not(editor: FlaskClient) -> None:
    long = "1. " + "Publish everything. " * 15_000
    assert post(editor, "/editor/motions/new", **FIRST | {"text": long}).status_code == 303
    assert post(editor, "/editor/motions/new", **FIRST | {"text": "x" * 1_100_000}).status_code == 413
