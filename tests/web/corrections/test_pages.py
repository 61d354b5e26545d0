"""Corrections in public: asking for one, the clock that runs over us, the page, the feed, and the note on top."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.builders import LOADED_AT, utc
from tests.operations.correcting import corrected
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import CorrectionRequest, Message, Motion
from tracker.operations.desk import requests
from tracker.vocabulary import LetterKind, RequestDecision, Visibility

NOW = LOADED_AT
"""Thursday, 5 November 2026: two working days end on Monday the 9th, ten on Thursday the 19th."""

DEMAND = "/motions/clean-river/demands/1"
FORM = {"page": DEMAND, "wrong": "The laboratory is named on page 2.", "evidence": "Page 2", "address": ""}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand at noon of the day on which the record was loaded."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ask(client: FlaskClient, **changed: str) -> TestResponse:
    """Send the form."""
    return client.post("/corrections/ask", data=FORM | changed)


def rows(app: Flask) -> list[CorrectionRequest]:
    """Return what was asked."""
    with reading(app.extensions["engine"]) as session:
        return list(session.scalars(select(CorrectionRequest).order_by(CorrectionRequest.id)))


def letters(app: Flask) -> list[Message]:
    """Return the letters that wait."""
    with reading(app.extensions["engine"]) as session:
        return list(session.scalars(select(Message).where(Message.letter_kind.is_not(None)).order_by(Message.id)))


@pytest.mark.parametrize("path", ["/", DEMAND, "/about/privacy", "/motions/clean-river/changes", "/nowhere", "/status"])
def test_every_page_leads_to_the_form_and_to_the_corrections(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    assert 'href="/corrections"' in text
    assert 'href="/corrections/ask' in text


def test_the_link_at_the_foot_carries_the_page_and_its_day(client: FlaskClient) -> None:
    assert f'href="/corrections/ask?page={DEMAND}"' in client.get(DEMAND).text.replace("%2F", "/")
    assert "page=/motions/clean-river?on%3D2026-11-04" in client.get("/motions/clean-river?on=2026-11-04").text.replace(
        "%2F", "/"
    ).replace("%3F", "?")


def test_a_request_is_kept_and_acknowledged_with_its_reference(app: Flask, client: FlaskClient) -> None:
    response = ask(client)
    assert (response.status_code, response.location) == (303, "/corrections/requests/R-2026-1?sent=1")
    [row] = rows(app)
    assert (row.page, row.motion_id, row.demand_number, row.address, row.asked_at) == (DEMAND, 1, 1, None, NOW)
    text = client.get(response.location).text
    assert "R-2026-1" in text
    assert "9 November 2026" in text
    assert "19 November 2026" in text
    assert letters(app) == []


def test_the_same_words_sent_twice_are_one_request(app: Flask, client: FlaskClient) -> None:
    assert ask(client).location == ask(client).location
    assert len(rows(app)) == 1


BAD = [
    ("wrong", " ", "Say what is wrong"),
    ("wrong", "x" * 5001, "at most 5,000"),
    ("address", "a@b, c@d", "one e-mail"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), BAD, ids=["empty", "long", "two addresses"])
def test_a_faulty_form_says_what_to_do_and_keeps_what_was_typed(
    app: Flask, client: FlaskClient, name: str, value: str, sentence: str
) -> None:
    response = ask(client, evidence="Kept words", **{name: value})
    assert (response.status_code, rows(app)) == (422, [])
    assert sentence in response.text
    assert "Kept words" in response.text


PAGES = [
    ("https://evil.example/motions", "/"),
    ("//evil.example", "/"),
    ("/motions/bad-words-about-somebody", "/"),
    ("/motions/clean-river/demands/99", "/"),
    ("/corrections/requests/bad-words", "/"),
    ("/u/secret-token", "/"),
    ("/editor", "/"),
    ("/motions/clean-river?on=2026-11-02&show=words", "/motions/clean-river?on=2026-11-02"),
    ("/motions/clean-river?on=words", "/motions/clean-river"),
    ("/about/method", "/about/method"),
    ("/motions/a\0b", "/"),
    ("http://[", "/"),
]


@pytest.mark.parametrize(("given", "kept"), PAGES)
def test_only_an_address_of_ours_is_kept_and_shown(app: Flask, client: FlaskClient, given: str, kept: str) -> None:
    ask(client, page=given)
    assert rows(app)[0].page == kept


def test_a_program_that_fills_the_trap_in_leaves_nothing(app: Flask, client: FlaskClient) -> None:
    assert ask(client, website="x").status_code == 303
    assert rows(app) == []


def test_a_network_may_ask_five_times_an_hour(client: FlaskClient) -> None:
    codes = [ask(client, wrong=f"Fault {number}").status_code for number in range(6)]
    assert codes == [303] * 5 + [429]


def test_what_was_written_and_by_whom_is_shown_nowhere(app: Flask, client: FlaskClient) -> None:
    ask(client, address="reader@example.org", wrong="Secret words", evidence="Secret proof")
    for path in ("/corrections", "/corrections/requests/R-2026-1", "/corrections.atom"):
        text = client.get(path).text
        assert not any(one in text for one in ("Secret", "reader@"))


def test_the_page_says_by_how_many_days_we_are_late(
    app: Flask, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    ask(client)
    clock.move_to(utc(2026, 11, 11, 12))
    text = client.get("/corrections").text
    assert "1 request: 1 open, of which 1 is overdue" in text
    assert "Not yet: overdue by 2 days" in text


def decided(app: Flask, **values: object) -> None:
    """Decide the first request, a day after it was asked."""
    engine = app.extensions["engine"]
    who = add_editor(engine)
    with transaction(engine) as session:
        given = {"decision": RequestDecision.UNCHANGED, "answer": "Page 2 names another one."} | values
        requests.decide(session, "R-2026-1", who=who, now=NOW + timedelta(days=1), **given)  # type: ignore[arg-type]


def test_a_decision_and_its_answer_are_public(app: Flask, client: FlaskClient, clock: time_machine.Traveller) -> None:
    ask(client)
    decided(app)
    clock.shift(timedelta(days=2))
    text = client.get("/corrections").text
    assert "Page 2 names another one." in text
    assert "Not changed" in text
    then = client.get("/corrections?on=2026-11-05").text
    assert "R-2026-1" in then
    assert "Page 2 names" not in then
    assert client.get("/corrections/requests/R-2026-1?on=2026-11-04").status_code == 404


def test_a_correction_stands_on_its_pages_for_thirty_days(
    app: Flask, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    corrected(app.extensions["engine"], NOW)
    pages = (DEMAND, "/motions/clean-river", "/motions/clean-river/briefing")
    assert all("We had misread page 2." in client.get(path).text for path in pages)
    clock.move_to(NOW + timedelta(days=30) - timedelta(seconds=1))
    assert "We had misread" in client.get(pages[0]).text.partition("<h1>")[0]
    clock.move_to(NOW + timedelta(days=30))
    assert not any("We had misread" in client.get(path).text.partition("<h1>")[0] for path in pages)
    assert "We had misread" in client.get(f"{DEMAND}?on=2026-11-05").text.partition("<h1>")[0]


def test_a_page_is_kept_no_longer_than_its_note(app: Flask, client: FlaskClient, clock: time_machine.Traveller) -> None:
    corrected(app.extensions["engine"], NOW)
    clock.move_to(NOW + timedelta(days=30) - timedelta(seconds=20))
    assert client.get(DEMAND).headers["Cache-Control"] == "public, max-age=20"


def test_the_corrections_page_and_the_log_say_what_was_changed(app: Flask, client: FlaskClient) -> None:
    corrected(app.extensions["engine"], NOW)
    text = client.get("/corrections").text
    assert "1 correction, the newest first" in text
    assert "We had misread page 2." in text
    assert '<del><span class="vh">Before: </span>Given.</del>' in text
    log = client.get("/motions/clean-river/changes?kind=correction_noted").text
    assert "Demand 1, part a: answered" in log
    assert "finding/" not in log


def test_the_feed_is_atom_and_its_entries_keep_their_ids(app: Flask, client: FlaskClient) -> None:
    empty = ElementTree.fromstring(client.get("/corrections.atom").data)
    corrected(app.extensions["engine"], NOW)
    response = client.get("/corrections.atom")
    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.fromstring(response.data)
    assert (response.mimetype, empty.findall("a:entry", space)) == ("application/atom+xml", [])
    assert feed.findtext("a:updated", "", space) == "2026-11-05T12:00:00Z"
    assert feed.find("a:link[@rel='self']", space).attrib["href"] == "https://example.org/corrections.atom"  # type: ignore[union-attr]
    assert feed.findtext("a:entry/a:summary", "", space) == "We had misread page 2."
    assert feed.findtext("a:entry/a:id", "", space).startswith("tag:example.org,2026-01-01:correction/clean-river/")


def test_a_motion_that_is_not_public_shows_no_correction(app: Flask, client: FlaskClient) -> None:
    engine = app.extensions["engine"]
    corrected(engine, NOW)
    with transaction(engine) as session:
        session.execute(update(Motion).values(visibility=Visibility.UNLISTED))
    assert "misread" not in client.get("/corrections").text + client.get("/corrections.atom").text


def test_a_request_about_a_motion_that_was_taken_down_names_no_page(app: Flask, client: FlaskClient) -> None:
    ask(client)
    decided(app)
    with transaction(app.extensions["engine"]) as session:
        session.execute(update(Motion).values(visibility=Visibility.UNLISTED))
    for path in ("/corrections", "/corrections/requests/R-2026-1"):
        text = client.get(path).text
        assert "a page that is not public now" in text
        assert "clean-river" not in text
        assert "names another one" not in text


def test_a_mail_that_acknowledges_goes_to_a_mailbox_once_a_day_and_three_times_in_all(
    app: Flask, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    for number in range(8):
        ask(client, address=f"Rea.der+{number}@googlemail.com", wrong=f"Fault {number}")
        clock.shift(timedelta(hours=20))
    assert [one.letter_kind for one in letters(app)] == [LetterKind.REQUEST_RECEIVED] * 3
    gaps = [one.queued_at for one in letters(app) if one.queued_at]
    assert all(later - sooner >= timedelta(hours=24) for sooner, later in itertools.pairwise(gaps))
    assert not any("Fault" in (one.facts or "") for one in letters(app))
