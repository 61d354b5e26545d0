"""Every address in every form on five days: each answers, is valid, and says of a demand what the others say."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from ical.calendar_stream import IcsCalendarStream
from justhtml import JustHTML
from PIL import Image

from tests.builders import BUNDLED_AT, load
from tracker import create_app
from tracker.config import Config
from tracker.migrations import upgrade
from tracker.serving.setup import RECORDS
from tracker.wording.dates import full_day_words

ROOT = "/motions/action-on-antisemitism"
DAYS = ["2019-02-04", "2019-02-11", "2019-02-12", "2020-01-28", ""]
"""The day it passed, the last day to answer, the day after, a day on which much had come, and today."""
PAGES = ["", "/demands/2", "/timeline", "/figures", "/sources", "/changes", "/briefing", "/embed", "/demands/2/embed"]
MANY = ["/", "/overdue", "/motions.json", "/overdue.json", "/motions.csv", "/overdue.csv", "/motions.atom",
        "/overdue.atom", "/motions.ics", "/card.png", "/corrections", "/corrections.json",
        "/corrections.atom"]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give a client of the first record, an hour after it was loaded."""
    folder = tmp_path_factory.mktemp("forms")
    made: Flask = create_app(
        Config.from_environment(
            {"TRACKER_INSTANCE": str(folder), "BASE_URL": "https://example.org"}, Path(__file__).parents[2]
        )
    )
    upgrade(made.extensions["engine"])
    load(made.extensions["engine"], (RECORDS / "action-on-antisemitism-2019.yaml").read_text("utf-8"), BUNDLED_AT)
    with time_machine.travel(BUNDLED_AT.replace(hour=13), tick=False):
        yield made.test_client()
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


def get(client: FlaskClient, path: str, day: str) -> str:
    """Return the text of an address as of a day."""
    answer = client.get(path, query_string={"on": day} if day else {})
    assert answer.status_code == 200, (path, day, answer.status_code)
    return answer.text


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_valid_html(client: FlaskClient, page: str, day: str) -> None:
    JustHTML(get(client, ROOT + page, day), strict=True)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("path", MANY)
def test_every_list_answers_in_every_form(client: FlaskClient, path: str, day: str) -> None:
    answer = client.get(path, query_string={"on": day} if day else {})
    assert (answer.status_code, len(answer.data) > 100) == (200, True)


@pytest.mark.parametrize("day", DAYS)
def test_every_form_of_the_motion_says_the_same_sentence(client: FlaskClient, day: str) -> None:
    data = client.get(f"{ROOT}.json", query_string={"on": day} if day else {}).get_json()
    said = data["sentence"]
    forms = {form: get(client, ROOT + form, day) for form in ("", "/briefing", "/embed", ".svg", "/datapackage.json")}
    assert [form for form, text in forms.items() if said not in unescape(text)] == []
    assert said in feedparser.parse(get(client, f"{ROOT}.atom", day)).feed.subtitle
    (row,) = csv.DictReader(io.StringIO(get(client, "/motions.csv", day), newline=""))
    assert (row["sentence"], int(row["overdue"])) == (said, data["counts"]["overdue"])


@pytest.mark.parametrize("day", DAYS)
def test_every_form_of_every_demand_agrees_on_its_status(client: FlaskClient, day: str) -> None:
    data = client.get(f"{ROOT}.json", query_string={"on": day} if day else {}).get_json()
    table = list(csv.DictReader(io.StringIO(get(client, f"{ROOT}.csv", day), newline="")))
    calendar = IcsCalendarStream.calendar_from_ics(get(client, f"{ROOT}.ics", day))
    written = " ".join(str(event.description) for event in calendar.events)
    assert [(row["number"], row["status"], row["sentence"]) for row in table] == [
        (str(one["number"]), one["status"], one["sentence"]) for one in data["demands"]
    ]
    assert [one["number"] for one in data["demands"] if one["due_on"] and one["sentence"] not in written] == []


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("number", [1, 2, 9])
def test_every_form_of_a_demand_says_the_same_sentence(client: FlaskClient, number: int, day: str) -> None:
    path = f"{ROOT}/demands/{number}"
    said = client.get(f"{path}.json", query_string={"on": day} if day else {}).get_json()["demand"]["sentence"]
    forms = {form: get(client, path + form, day) for form in ("", "/embed", ".svg")}
    assert [form for form, text in forms.items() if said not in unescape(text)] == []
    assert said in feedparser.parse(get(client, f"{path}.atom", day)).feed.subtitle
    (event,) = IcsCalendarStream.calendar_from_ics(get(client, f"{path}.ics", day)).events
    assert said in str(event.description)


@pytest.mark.parametrize("day", DAYS)
def test_feeds_and_calendars_are_read_without_a_fault(client: FlaskClient, day: str) -> None:
    for path in (f"{ROOT}.atom", f"{ROOT}/demands/2.atom", "/overdue.atom", "/motions.atom", "/corrections.atom"):
        feed = feedparser.parse(get(client, path, day))
        assert (feed.bozo, len({entry.id for entry in feed.entries})) == (False, len(feed.entries)), path
    for path in (f"{ROOT}.ics", "/motions.ics"):
        assert IcsCalendarStream.calendar_from_ics(get(client, path, day)).events


@pytest.mark.parametrize("day", DAYS)
def test_pictures_are_what_they_say(client: FlaskClient, day: str) -> None:
    card = client.get(f"{ROOT}.png", query_string={"on": day} if day else {})
    assert Image.open(io.BytesIO(card.data)).size == (1200, 630)
    for size in ("small", "medium", "large"):
        badge = client.get(f"{ROOT}.svg", query_string={"size": size} | ({"on": day} if day else {}))
        assert ElementTree.fromstring(badge.data).tag.endswith("svg")


@pytest.mark.parametrize("day", DAYS[:-1])
def test_what_can_be_cited_names_its_day(client: FlaskClient, day: str) -> None:
    assert full_day_words(date.fromisoformat(day)) in get(client, f"{ROOT}/datapackage.json", day)
    assert day in get(client, f"{ROOT}/cite.bib", day)
