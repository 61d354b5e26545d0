"""The calendars to subscribe to, read back by a program that nobody here wrote."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from ical.calendar_stream import IcsCalendarStream

from tests.builders import CLEAN_RIVER, LOADED_AT, REPLY, load, utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.formats.calendar import dates_of, deadline_calendar
from tracker.models import Motion
from tracker.operations.record.visibility import hide
from tracker.queries.motions import motion_by_slug
from tracker.rules.status import standing
from tracker.vocabulary import HideReason, Role

MOTION = "/motions/clean-river"
CALENDARS = [f"{MOTION}.ics", f"{MOTION}/demands/1.ics", "/motions.ics"]
NOW = utc(2026, 11, 6, 12)
SITE = "https://example.org"
ASKS = "    asks: Publish the sampling results for the river.\n"
WITHDRAWN = CLEAN_RIVER.replace(ASKS, f"{ASKS}    withdrawn_on: 2026-11-06\n    withdrawn_reason: Settled.\n")
MOVED = CLEAN_RIVER + (
    "      - {due: 2026-11-15T17:00:00+00:00, kind: extended, set_on: 2026-11-06, set_by: the cabinet,\n"
    "         basis: illness, sources: [minutes]}\n"
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand at noon two days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def events(client: FlaskClient, path: str) -> list[Any]:
    """Return a calendar's events as another program understands them."""
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    return list(IcsCalendarStream.calendar_from_ics(response.text).events)


def test_a_whole_day_is_a_day_and_ends_with_the_next(client: FlaskClient) -> None:
    for path in CALENDARS:
        [one] = events(client, path)
        assert one.uid == "demand-1@clean-river.example.org"
        assert (one.dtstart, one.dtend) == (date(2026, 11, 8), date(2026, 11, 9))
        assert (one.sequence, one.status.value, one.url) == (6, "CONFIRMED", f"{SITE}{MOTION}/demands/1")
        assert one.alarm == []


def test_the_sequence_is_raised_when_a_deadline_moves_and_by_nothing_else(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY, NOW)
    before = [events(client, path)[0] for path in CALENDARS]
    load(app.extensions["engine"], MOVED + REPLY, NOW)
    after = [events(client, path)[0] for path in CALENDARS]
    assert [one.sequence for one in before + after] == [6, 6, 6, 8, 8, 8]
    assert {one.dtstart for one in after} == {utc(2026, 11, 15, 17)}
    assert len({one.uid for one in before + after}) == 1


def test_a_deadline_that_was_put_right_raises_it_as_well(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("due: 2026-11-08", "due: 2026-11-09"), NOW)
    [after] = events(client, CALENDARS[0])
    assert (after.sequence, after.dtstart) == (7, date(2026, 11, 9))
    load(app.extensions["engine"], CLEAN_RIVER.replace("due: 2026-11-08", "due: 2026-11-09").replace("seven", "8"), NOW)
    assert events(client, CALENDARS[0])[0].sequence == 7


def test_what_was_withdrawn_is_cancelled_and_comes_back_when_that_was_wrong(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], WITHDRAWN, NOW)
    [gone] = events(client, CALENDARS[0])
    load(app.extensions["engine"], CLEAN_RIVER, NOW)
    [back] = events(client, CALENDARS[0])
    assert [(one.status.value, one.sequence) for one in (gone, back)] == [("CANCELLED", 7), ("CONFIRMED", 8)]
    assert (gone.uid, gone.dtstart) == (back.uid, back.dtstart)


def test_a_mail_and_a_feed_name_and_count_an_event_alike(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], MOVED + REPLY, NOW)
    with reading(app.extensions["engine"]) as session:
        motion = motion_by_slug(session, "clean-river")
        assert isinstance(motion, Motion)
        found = next(iter(dates_of(standing(motion.demands[0], NOW))), None)
    assert found is not None
    [mailed] = IcsCalendarStream.calendar_from_ics(deadline_calendar([found], SITE, NOW).decode()).events
    [fed] = events(client, CALENDARS[0])
    assert (mailed.uid, mailed.sequence, mailed.dtstart, mailed.summary) == (
        fed.uid,
        fed.sequence,
        fed.dtstart,
        fed.summary,
    )


def test_a_past_day_shows_the_deadline_as_it_was(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], MOVED, NOW)
    for path in CALENDARS:
        [then] = events(client, f"{path}?on=2026-11-05")
        assert (then.dtstart, then.sequence) == (date(2026, 11, 8), 6)
        assert then.url.endswith("/demands/1?on=2026-11-05")
    assert "As of the end of Thursday 5 November 2026." in client.get(f"{MOTION}.ics?on=2026-11-05").text.replace(
        "\r\n ", ""
    )
    assert client.get(f"{MOTION}.ics?on=2026-11-07").status_code == 404


def test_an_event_carries_the_generated_sentence_and_the_sum(client: FlaskClient) -> None:
    [one] = events(client, CALENDARS[1])
    data: Any = client.get(f"{MOTION}.json").json
    assert one.description.split("\n") == [
        data["demands"][0]["sentence"],
        "The deadline was passed Sunday 1 November 2026 + 7 days = end of Sunday 8 November 2026 (London).",
        f"{SITE}{MOTION}/demands/1",
    ]


def test_the_calendar_has_a_name_an_hour_to_wait_and_the_log_head(client: FlaskClient) -> None:
    text = client.get(CALENDARS[0]).text.replace("\r\n ", "")
    head = client.get(f"{MOTION}.json").json["log_head"]  # type: ignore[index]
    assert "\r\nNAME:Deadlines of Clean River\r\nX-WR-CALNAME:Deadlines of Clean River\r\n" in text
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert "\r\nX-PUBLISHED-TTL:PT1H\r\n" in text
    assert f"SOURCE;VALUE=URI:{SITE}{CALENDARS[0]}\r\n" in text
    assert f"Revision 6 of the record. Log head {head}." in text
    assert [word for word in ("VALARM", "METHOD") if word in text] == []


def test_equal_tags_mean_equal_bytes_and_an_unchanged_calendar_is_answered_304(app: Flask, client: FlaskClient) -> None:
    for path in CALENDARS:
        first = client.get(path)
        app.wsgi_app._pages.clear()  # type: ignore[attr-defined]
        with time_machine.travel(utc(2026, 11, 6, 12, 10), tick=False):
            second = client.get(path)
        assert (first.headers["ETag"], first.data) == (second.headers["ETag"], second.data)
        assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_what_an_event_says_is_newer_each_day_and_after_each_change(app: Flask, client: FlaskClient) -> None:
    stamps = [events(client, CALENDARS[0])[0].last_modified]
    load(app.extensions["engine"], CLEAN_RIVER + REPLY, NOW)
    stamps.append(events(client, CALENDARS[0])[0].last_modified)
    with time_machine.travel(utc(2026, 11, 7, 12), tick=False):
        stamps.append(events(client, CALENDARS[0])[0].last_modified)
    assert stamps == [utc(2026, 11, 6), NOW, utc(2026, 11, 7)]


def test_a_title_can_write_no_lines_of_its_own(app: Flask, client: FlaskClient) -> None:
    nasty = r'"Clean; River, \nEND:VEVENT \\ \u202e\u200b\u2066<b>&"'.replace(r"\n", r"\\n")
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Sampling results", f"title: {nasty}"), NOW)
    for path in CALENDARS:
        [one] = events(client, path)
        assert one.summary == r"Due: demand 1, Clean; River, \nEND:VEVENT \ <b>& (Clean River)"
        raw = client.get(path).data
        assert raw.count(b"END:VEVENT\r\n") == 1
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_motion_that_is_not_public_is_in_no_calendar(app: Flask, client: FlaskClient) -> None:
    who = add_editor(app.extensions["engine"], Role.REVIEWER)
    with transaction(app.extensions["engine"]) as session:
        hide(session, "clean-river", HideReason.LEGAL, "", who, NOW)
    assert [client.get(path).status_code for path in CALENDARS] == [410, 410, 200]
    assert "lean" not in client.get("/motions.ics").text
    assert client.get("/motions/nowhere.ics").status_code == 404


def test_a_demand_without_a_deadline_has_a_calendar_without_events(app: Flask, client: FlaskClient) -> None:
    assert client.get(f"{MOTION}/demands/9.ics").status_code == 404
    record, _, _ = CLEAN_RIVER.replace("clean-river", "open").partition("    deadlines:")
    load(app.extensions["engine"], record, LOADED_AT)
    assert events(client, "/motions/open.ics") == []
    assert [one.uid for one in events(client, "/motions.ics")] == ["demand-1@clean-river.example.org"]


def test_pages_lead_to_their_calendar(client: FlaskClient) -> None:
    for path in (MOTION, f"{MOTION}/demands/1"):
        text = client.get(path).text
        assert f'href="webcal://example.org{path}.ics"' in text
        assert f'href="{path}.ics"' in text


GOLDEN = Path(__file__).parents[2] / "golden"


def test_a_motion_as_feed_and_as_calendar(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], MOVED + REPLY, NOW)
    for form in ("atom", "ics"):
        written = client.get(f"{MOTION}.{form}").text.replace("\r\n", "\n")
        assert written == (GOLDEN / f"clean-river.{form}").read_text("utf-8")
