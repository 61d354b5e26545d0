"""A list of a day says of each motion what its own page says of that day, whatever its zone and what was put right."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tracker.db import open_engine, reading
from tracker.queries.lists import MotionFilter, motion_page

ZONES = {"nz": "Pacific/Auckland", "la": "America/Los_Angeles", "clean-river": "Europe/London"}
DAYS = ["2026-11-05", "2026-11-08", "2026-11-09", "2026-11-16", "2026-11-22"]
FIRST, PUT_RIGHT = utc(2026, 11, 5, 12), utc(2026, 11, 15, 12)


@pytest.fixture(scope="module")
def small(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with three motions in three zones, each put right a week after its deadline, to be copied."""
    file = shutil.copy(small, tmp_path_factory.mktemp("everywhere") / "everywhere.db")
    engine = open_engine(f"sqlite:///{file}")
    whole = CLEAN_RIVER + REPLY + FINDING
    righted = whole.replace("verdict: answered", "verdict: refused, ground: cost").replace("2026-11-08", "2026-11-20")
    for text, at in ((whole, FIRST), (righted, PUT_RIGHT)):
        for slug, zone in ZONES.items():
            named = text.replace("slug: clean-river", f"slug: {slug}")
            load(engine, named.replace("Clean River", f"Clean River\n  time_zone: {zone}", 1), at)
    engine.dispose()
    return Path(file)


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("now", [utc(2026, 11, 23, 2), utc(2026, 11, 22, 15)])
def test_every_list_says_what_the_pages_say(app: Flask, on: str, now: datetime) -> None:
    client = app.test_client()
    with time_machine.travel(now, tick=False):
        pages = {slug: client.get(f"/motions/{slug}.json?on={on}").get_json() for slug in ZONES}
        listed = {one["slug"]: one for one in client.get(f"/motions.json?on={on}").get_json()["motions"]}
        late = {(one["slug"], one["number"]) for one in client.get(f"/overdue.json?on={on}").get_json()["demands"]}
        tables = client.get(f"/motions.csv?on={on}").text
        page = client.get(f"/?on={on}").text
    for slug, own in pages.items():
        assert (listed[slug]["sentence"], listed[slug]["counts"]) == (own["sentence"], own["counts"])
        assert own["sentence"] in tables
        assert own["sentence"] in page
    assert late == {
        (slug, one["number"]) for slug, own in pages.items() for one in own["demands"] if one["days_overdue"]
    }


@pytest.mark.parametrize(
    ("now", "path"),
    [(utc(2026, 11, 24, 2), "/?on=2026-11-24"), (utc(2026, 11, 23, 15), "/motions/nz?on=2026-11-24")],
)
def test_what_a_page_leads_to_is_there_while_a_day_has_not_begun_everywhere(
    app: Flask, now: datetime, path: str
) -> None:
    client: FlaskClient = app.test_client()
    with time_machine.travel(now, tick=False):
        links = set(re.findall(r'href="(/[^"#]*)', client.get(path).text))
        dead = [link for link in links if client.get(link.replace("&amp;", "&")).status_code >= 400]
    assert (len(links) > 5, dead) == (True, [])


@pytest.mark.parametrize(
    ("words", "found"), [("SR (25/26) 01", 1), ("sr (25", 1), ("7.1", 1), ("SR_(25", 0), ("7.2", 0)]
)
def test_a_motion_is_found_by_its_own_number_of_a_demand_or_part(engine: Engine, words: str, found: int) -> None:
    numbered = CLEAN_RIVER.replace("number: 1\n", "number: 1\n    reference: '7.1'\n", 1)
    load(engine, numbered.replace("letter: b,", "letter: b, reference: SR (25/26) 01,", 1), FIRST)
    with reading(engine) as session:
        assert motion_page(session, MotionFilter(PUT_RIGHT.date(), words=words), 1).total == found


def test_the_days_of_a_kept_page_go_on(app: Flask) -> None:
    client = app.test_client()
    for day in (20, 24):
        with time_machine.travel(utc(2026, 11, day, 12), tick=False):
            assert f'<time datetime="2026-11-{day}">' in client.get("/motions/clean-river?on=2026-11-07").text
