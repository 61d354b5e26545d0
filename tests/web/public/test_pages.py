"""The public pages: each answers, on any day, and says the same as the rules."""

import re
from html import unescape

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tracker.rules.status import standing
from tracker.web.core.snapshots import Snapshots
from tracker.wording.status import status_sentence

MOTION = "/motions/clean-river"
PAGES = [
    "/", "/overdue", MOTION, f"{MOTION}/demands/1", f"{MOTION}/timeline", f"{MOTION}/sources", f"{MOTION}/figures",
    f"{MOTION}/changes", f"{MOTION}/briefing",
]  # fmt: skip
ABOUT = ["/about/method", "/about/corrections", "/about/privacy", "/about/accessibility", "/status"]
NOON = utc(2026, 11, 5, 12)


def words(text: str) -> str:
    """Return a page's text without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


@pytest.mark.parametrize("path", PAGES + ABOUT)
@time_machine.travel(NOON, tick=False)
def test_every_page_answers(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@time_machine.travel(utc(2026, 11, 20), tick=False)
def test_every_page_shows_a_past_day_and_says_so(client: FlaskClient, path: str) -> None:
    text = words(client.get(f"{path}?on=2026-11-05").text)
    assert "as of the end of Thursday 5 November 2026" in text


@pytest.mark.parametrize("path", [MOTION, f"{MOTION}/demands/1", f"{MOTION}/briefing", "/"])
@time_machine.travel(utc(2026, 11, 20), tick=False)
def test_links_of_a_past_day_stay_on_it(client: FlaskClient, path: str) -> None:
    assert "?on=2026-11-05" in client.get(f"{path}?on=2026-11-05").text.split("<main", 1)[1]


DAYS = [
    ("2026-11-31", 400, "Write the day as year-month-day"),
    ("yesterday", 400, "Write the day as year-month-day"),
    ("20261105", 400, "Write the day as year-month-day"),
    ("2026-11-21", 404, "has not come yet"),
    ("2026-10-31", 404, "the record begins on 1 November 2026"),
]


@pytest.mark.parametrize(("day", "status", "cure"), DAYS)
@time_machine.travel(utc(2026, 11, 20), tick=False)
def test_a_day_that_cannot_be_shown_is_answered_clearly(client: FlaskClient, day: str, status: int, cure: str) -> None:
    response = client.get(f"{MOTION}?on={day}")
    assert (response.status_code, cure in words(response.text)) == (status, True)


@pytest.mark.parametrize("at", [NOON, utc(2026, 11, 8, 20), utc(2026, 11, 9, 3), utc(2026, 11, 9, 10), utc(2027, 1, 1)])
def test_page_list_and_json_carry_the_same_sentence(app: Flask, client: FlaskClient, at: object) -> None:
    with time_machine.travel(at, tick=False):  # type: ignore[arg-type]
        snapshots: Snapshots = app.extensions["snapshots"]
        motion = snapshots.motion("clean-river")
        assert motion is not None
        sentence = status_sentence(standing(motion.demands[0], at))  # type: ignore[arg-type]
        assert client.get(f"{MOTION}.json").json["demands"][0]["sentence"] == sentence  # type: ignore[index]
        for path in (MOTION, f"{MOTION}/demands/1"):
            assert sentence in words(client.get(path).text)


def test_the_page_is_right_when_the_clock_is_dead(client: FlaskClient) -> None:
    with time_machine.travel(utc(2026, 11, 9, 10), tick=False):
        assert client.get(f"{MOTION}.json").json["demands"][0]["clock"] == "overdue"  # type: ignore[index]
        assert "Sampling results" in client.get("/overdue").text


def test_the_overdue_list_of_a_past_day_is_derived(client: FlaskClient) -> None:
    with time_machine.travel(utc(2026, 11, 20), tick=False):
        assert "Sampling results" in client.get("/overdue?on=2026-11-09").text
        assert "Sampling results" not in client.get("/overdue?on=2026-11-08").text


OWN = "{letter: b, text: the laboratory that made them, deadlines: [{due: 2026-12-01, kind: set, set_on: 2026-11-01,"
OWN += " set_by: the motion, basis: a month, sources: [minutes]}]}"
"""The second part with a deadline of its own."""


@time_machine.travel(utc(2026, 11, 20), tick=False)
def test_only_what_is_overdue_stands_on_the_list_of_the_overdue(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("{letter: b, text: the laboratory that made them}", OWN))
    assert "Open: the results for 2025 Sunday" in words(client.get("/overdue").text)
    assert client.get("/overdue.json").json["demands"][0]["open"] == ["the results for 2025"]  # type: ignore[index]


@pytest.mark.parametrize("path", [MOTION, f"{MOTION}/briefing"])
@time_machine.travel(NOON, tick=False)
def test_every_deadline_is_shown_with_how_it_was_counted(app: Flask, client: FlaskClient, path: str) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("{letter: b, text: the laboratory that made them}", OWN))
    text = words(client.get(path).text)
    assert "Demand 1: Passed Sunday 1 November 2026 + 7 days" in text.replace("1 :", "1:")
    assert "part (b): Passed Sunday 1 November 2026 + 30 days = end of Tuesday 1 December 2026" in text


@time_machine.travel(NOON, tick=False)
def test_the_stop_of_a_parts_own_text_is_no_part_of_its_name(app: Flask, client: FlaskClient) -> None:
    whole = CLEAN_RIVER.replace("the results for 2025}", "Give the results.}")
    load(app.extensions["engine"], whole + REPLY + FINDING)
    assert "Demand 1, Give the results: answered." in words(client.get(f"{MOTION}/timeline").text)


@time_machine.travel(NOON, tick=False)
def test_the_briefing_says_which_part_waits_for_us(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    assert "Being assessed: the laboratory that made them." in words(client.get(f"{MOTION}/briefing").text)


def test_a_part_shows_verdict_reasoning_and_source(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    with time_machine.travel(NOON, tick=False):
        text = words(client.get(f"{MOTION}/demands/1").text)
    assert all(word in text for word in ("Answered", "Given.", "Northgate Council", "The Cabinet", "Results."))


@time_machine.travel(NOON, tick=False)
def test_an_empty_part_says_that_no_answer_is_recorded(client: FlaskClient) -> None:
    assert "We have recorded no answer to this part" in words(client.get(f"{MOTION}/demands/1").text)


@time_machine.travel(NOON, tick=False)
def test_demands_can_be_filtered_by_status(client: FlaskClient) -> None:
    assert "Sampling results" in client.get(f"{MOTION}?show=awaiting").text
    assert client.get(f"{MOTION}?show=refused").status_code == 200
    assert client.get(f"{MOTION}?show=perhaps").status_code == 400


@time_machine.travel(NOON, tick=False)
def test_the_log_can_be_filtered(client: FlaskClient) -> None:
    shown = words(client.get(f"{MOTION}/changes?kind=deadline_set&demand=1").text)
    assert "seven days" in shown
    assert "Publish the sampling results" not in shown


@pytest.mark.parametrize(
    "query",
    [
        "kind=x",
        "demand=x",
        "page=0",
        "page=-1",
        "page=9999999999999",
        "page=000000001999999999999999",
        "demand=" + "9" * 5000,
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_filter_that_makes_no_sense_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"{MOTION}/changes?{query}").status_code == 400


HOSTILE = "<script>alert(1)</script>"


@time_machine.travel(NOON, tick=False)
def test_what_a_record_says_is_never_run(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("Sampling results", HOSTILE))
    for path in PAGES:
        assert HOSTILE not in client.get(path).text


@time_machine.travel(NOON, tick=False)
def test_very_long_names_are_shown_whole(app: Flask, client: FlaskClient) -> None:
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    load(app.extensions["engine"], CLEAN_RIVER.replace("Sampling results", name))
    assert name in client.get(MOTION).text
