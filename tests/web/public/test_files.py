"""Our copies of sources, and what can be seen of a motion: every public address, in every state."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.storage.test_files import PDF
from tests.web.desk.people import editor_of
from tracker.db import transaction
from tracker.models import Motion
from tracker.operations.record import visibility
from tracker.storage.files import StoredFile
from tracker.vocabulary import HideReason, Role, Visibility

NOW = utc(2026, 11, 20, 12)
FILE = "/motions/clean-river/sources/minutes/file"
SECRETS = ("Clean River", "Sampling results", "Northgate Council", "laboratory", "letter-1")
"""Words of the record that no page may show while the motion is not public."""


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    """Stand twelve days after the deadline."""
    with time_machine.travel(NOW, tick=False):
        yield


def folder(app: Flask) -> Path:
    """Return the instance's folder."""
    return Path(app.extensions["config"].instance)


@pytest.fixture
def kept(app: Flask) -> StoredFile:
    """Keep a file for the small record's source."""
    made: StoredFile = app.extensions["files"].keep(PDF)
    source = f'{{id: minutes, file: "Élan; \\"1\\".pdf", sha256: "{made.sha256}",'
    load(app.extensions["engine"], CLEAN_RIVER.replace("{id: minutes,", source) + REPLY + FINDING)
    return made


@pytest.mark.usefixtures("kept")
def test_a_copy_is_an_attachment_in_a_sandbox(client: FlaskClient) -> None:
    response = client.get(FILE)
    assert (response.data, response.mimetype) == (PDF, "application/pdf")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    named = "attachment; filename=\"-lan 1.pdf\"; filename*=UTF-8''%C3%89lan%201.pdf"
    assert response.headers["Content-Disposition"] == named


def test_a_copy_that_changed_is_not_given_out(app: Flask, client: FlaskClient, kept: StoredFile) -> None:
    place = folder(app) / "uploads" / kept.sha256[:2] / f"{kept.sha256}.pdf"
    place.write_bytes(PDF + b"\n")
    assert (client.get(FILE).status_code, "not what we kept" in client.get(FILE).text) == (410, True)
    place.unlink()
    assert (client.get(FILE).status_code, "We keep no copy" in client.get(FILE).text) == (404, True)


def test_a_source_without_a_copy_says_so(client: FlaskClient) -> None:
    assert "We keep no copy" in client.get(FILE).text
    assert "our copy" not in client.get("/motions/clean-river/sources").text
    assert client.get("/motions/clean-river/sources/nothing/file").status_code == 404


def states(app: Flask, state: str) -> str:
    """Bring the motion into a state and return the token of its link, if it has one."""
    who = editor_of(app, Role.REVIEWER)
    with transaction(app.extensions["engine"]) as session:
        found = session.scalars(select(Motion)).one()
        if state == "hidden":
            visibility.hide(session, "clean-river", HideReason.LEGAL, "A private note", who, NOW)
        elif state in ("draft", "unlisted"):
            # As it stands before it was ever published.
            session.execute(update(Motion).values(visibility=Visibility.DRAFT, published_at=None))
            session.refresh(found, ["visibility", "published_at"])
        if state == "unlisted":
            found = visibility.show(session, "clean-river", Visibility.UNLISTED, who, NOW)
        return found.share_token or ""


def addresses(app: Flask) -> list[str]:
    """Return every public address of a motion, and the pages that tell of several."""
    values: dict[str, Any] = {"slug": "clean-river", "key": "minutes", "number": 1, "name": "demands"}
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if str(rule).startswith("/motions/")]
        about = [app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments}) for rule in rules]
    general = ["/", "/overdue", "/sitemap.xml", "/corrections", "/corrections.atom", "/status", "/subscribe"]
    return [*about, *general, "/?on=2026-11-05", "/overdue?on=2026-11-19", "/subscribe?motion=clean-river"]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("state", "code"), [("draft", 404), ("unlisted", 404), ("hidden", 410), ("public", 200)])
def test_no_address_shows_what_is_not_public(app: Flask, client: FlaskClient, state: str, code: int) -> None:
    asked = addresses(app)
    if state == "hidden":
        for address in asked:
            client.get(address)  # So that everything is kept in the caches.
    states(app, state)
    answers: dict[str, Any] = {address: client.get(address) for address in asked}
    about = {address: answer.status_code for address, answer in answers.items() if address.startswith("/motions/")}
    assert set(about.values()) == {code}, about
    if state != "public":
        shown = [(word, address) for address, answer in answers.items() for word in SECRETS if word in answer.text]
        assert shown == []
        assert [one for one, answer in answers.items() if "clean-river" in answer.text.replace(one, "")] == []


@pytest.mark.usefixtures("kept")
def test_a_tombstone_says_what_when_why_and_how_to_ask(app: Flask, client: FlaskClient) -> None:
    states(app, "hidden")
    page = client.get("/motions/clean-river").text
    for words in ("taken down on 20 November 2026", "for legal reasons", "by 27 November 2026", "Corrections"):
        assert words in page
    assert "A private note" not in page


def test_a_secret_link_opens_one_page_that_nobody_keeps(app: Flask, client: FlaskClient) -> None:
    token = states(app, "unlisted")
    page = client.get(f"/s/{token}")
    assert (page.status_code, "Unlisted." in page.text, "Sampling results" in page.text) == (200, True, True)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "/motions/clean-river" not in page.text
    assert token not in page.text


def test_a_secret_link_shows_a_past_day_as_it_stood(app: Flask, client: FlaskClient) -> None:
    token = states(app, "unlisted")
    then = client.get(f"/s/{token}?on=2026-11-08")
    assert ("as of the end of Sunday 8 November 2026" in then.text, "1 awaiting a reply" in then.text) == (True, True)
    assert [client.get(f"/s/{token}?on={on}").status_code for on in ("2031-01-01", "rubbish")] == [404, 400]


def test_a_link_that_was_renewed_is_dead_at_once(app: Flask, client: FlaskClient) -> None:
    token = states(app, "unlisted")
    with transaction(app.extensions["engine"]) as session:
        new = visibility.renew(session, "clean-river", editor_of(app, Role.REVIEWER), NOW).share_token
    assert [client.get(f"/s/{one}").status_code for one in (token, new, "guess")] == [404, 200, 404]
