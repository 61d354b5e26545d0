"""The whole site as files: complete, without a dead link, the same whenever nothing changed, and nothing secret."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, load, utc
from tests.export.crawl import contents, copy, crawl
from tests.operations.asking import READER, confirmed
from tests.operations.editors import add_editor
from tests.storage.test_files import PDF
from tracker import ROOT, clock, create_app
from tracker.config import Config
from tracker.db import transaction
from tracker.export.run import ExportError, export
from tracker.migrations import upgrade
from tracker.models import Motion
from tracker.operations.desk import requests
from tracker.operations.record import visibility
from tracker.vocabulary import HideReason, Visibility

SLUG, HOME = "clean-river", "motions/clean-river"


@pytest.fixture
def full(app: Flask) -> Flask:
    """Give the site with a reply and a finding."""
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    return app


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the same that is only read."""
    settings = {"TRACKER_INSTANCE": str(tmp_path_factory.mktemp("site")), "BASE_URL": "https://example.org"}
    app = create_app(Config.from_environment(settings, ROOT))
    upgrade(app.extensions["engine"])
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    folder = tmp_path_factory.mktemp("copy")
    with time_machine.travel(LOADED_AT, tick=False):
        copy(app, folder)
    app.extensions["engine"].dispose()
    return folder


def test_every_link_of_a_copy_leads_somewhere_and_every_page_is_reached(made: Path) -> None:
    broken, outside, pages = crawl(made)
    assert broken == []
    assert "https://example.org/subscribe" in outside
    every = {name for name in contents(made) if name.endswith("index.html") and not name.startswith("m/")}
    assert {name for name in every - pages if "/embed/" not in name} == set()


def test_a_copy_holds_every_page_as_of_each_key_date(made: Path) -> None:
    days = {path.name for path in (made / HOME / "on").iterdir()}
    assert days == {"2026-11-01", "2026-11-04"}
    for page in ("", "/demands/1", "/timeline", "/figures", "/sources", "/changes", "/briefing"):
        for day in days:
            text = (made / f"{HOME}{page}/on/{day}/index.html").read_text("utf-8")
            assert f'as of the end of <time datetime="{day}">' in text


def test_a_short_address_leads_on_to_its_page(made: Path) -> None:
    (short,) = (made / "m").iterdir()
    assert 'content="0; url=../../motions/clean-river/index.html"' in (short / "index.html").read_text("utf-8")
    assert "url=../../../motions/clean-river/demands/1/index.html" in (short / "1/index.html").read_text("utf-8")


def test_the_manifest_names_the_log_head_of_every_motion(made: Path) -> None:
    head = json.loads((made / f"{HOME}.json").read_bytes())
    line = f"# motion {SLUG}, revision {head['revision']}, log head {head['log_head']}\n"
    assert line in (made / "MANIFEST").read_text("utf-8")


def test_two_copies_of_one_day_are_the_same_and_nothing_is_written_twice(full: Flask, tmp_path: Path) -> None:
    with time_machine.travel(LOADED_AT, tick=False):
        first = copy(full, tmp_path / "copy")
        before = contents(tmp_path / "copy")
    with time_machine.travel(utc(2026, 11, 5, 23, 59, 59), tick=False):
        again = copy(full, tmp_path / "copy")
        copy(full, tmp_path / "other")
    assert (first.tally.written, again.tally.written, again.tally.removed) == (first.tally.files, 0, 0)
    assert before == contents(tmp_path / "copy") == contents(tmp_path / "other")


def test_a_copy_of_a_past_day_is_the_same_whenever_it_is_made(full: Flask, tmp_path: Path) -> None:
    for name, at in (("one", LOADED_AT), ("two", utc(2027, 5, 5, 5))):
        with time_machine.travel(at, tick=False):
            made = export(full, tmp_path / name, date(2026, 11, 4), None)
    assert made.copy.ended
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert crawl(tmp_path / "one")[0] == []
    text = (tmp_path / "one" / HOME / "index.html").read_text("utf-8")
    assert "2027" not in text
    assert "05 November" not in text
    assert "Today" not in text


def test_a_copy_of_a_past_day_says_what_that_day_said(full: Flask, tmp_path: Path) -> None:
    client = full.test_client()
    with time_machine.travel(utc(2026, 12, 1), tick=False):
        export(full, tmp_path / "copy", date(2026, 11, 9), None)
        live = client.get(f"/{HOME}?on=2026-11-09").text
        overdue = client.get("/overdue?on=2026-11-09").text
    for name, page in ((f"{HOME}/index.html", live), ("overdue/index.html", overdue)):
        text = (tmp_path / "copy" / name).read_text("utf-8")
        standing = [found[1] for found in re.finditer(r'<p class="standfirst">(.*?)</p>', page)]
        assert standing
        assert all(sentence in text for sentence in standing)
    assert "overdue" in live


def test_a_key_date_that_is_still_today_in_the_house_leads_to_itself(full: Flask, tmp_path: Path) -> None:
    load(full.extensions["engine"], CLEAN_RIVER.replace("Clean River", "River\n  time_zone: Pacific/Auckland", 1))
    with time_machine.travel(utc(2026, 11, 8, 22), tick=False):
        export(full, tmp_path / "copy", None, None)
    text = (tmp_path / "copy" / HOME / "index.html").read_text("utf-8")
    assert '<a href="on/2026-11-08/index.html"><b>Deadline</b>' in text
    assert "awaiting" in (tmp_path / "copy" / HOME / "on/2026-11-08/index.html").read_text("utf-8")


def test_the_log_in_a_copy_of_a_past_day_holds_the_head_that_its_pages_name(full: Flask, tmp_path: Path) -> None:
    export(full, tmp_path / "copy", date(2026, 11, 4), None)
    head = json.loads((tmp_path / "copy" / f"{HOME}.json").read_bytes())["log_head"]
    assert head in (tmp_path / "copy" / HOME / "changes.jsonl").read_text("utf-8")


@pytest.mark.parametrize(("day", "days"), [(date(2026, 11, 3), {"2026-11-01"}), (date(2026, 10, 1), set())])
def test_a_copy_of_a_past_day_knows_nothing_later(full: Flask, tmp_path: Path, day: date, days: set[str]) -> None:
    with time_machine.travel(LOADED_AT, tick=False):
        export(full, tmp_path / "copy", day, None)
    assert crawl(tmp_path / "copy")[0] == []
    assert {path.name for path in tmp_path.glob(f"copy/{HOME}/on/*")} == days


@pytest.mark.parametrize("whole", [True, False])
@time_machine.travel(LOADED_AT, tick=False)
def test_our_copy_of_a_source_is_in_it_while_it_is_what_was_kept(full: Flask, tmp_path: Path, whole: bool) -> None:
    kept = full.extensions["files"].keep(PDF)
    named = f'{{id: minutes, file: minutes.pdf, sha256: "{kept.sha256}",'
    load(full.extensions["engine"], CLEAN_RIVER.replace("{id: minutes,", named) + REPLY + FINDING)
    if not whole:
        next(tmp_path.rglob(f"{kept.sha256}.pdf")).write_bytes(PDF + b"\n")
    copy(full, tmp_path / "copy")
    made = {name: body for name, body in contents(tmp_path / "copy").items() if name.endswith(".pdf")}
    assert made == ({f"{HOME}/sources/minutes/file.pdf": PDF} if whole else {})
    assert crawl(tmp_path / "copy")[0] == []


@time_machine.travel(LOADED_AT, tick=False)
def test_without_a_live_site_links_to_it_are_plain_text(full: Flask, tmp_path: Path) -> None:
    export(full, tmp_path / "copy", None, "http://127.0.0.1:8000")
    broken, outside, _ = crawl(tmp_path / "copy")
    assert broken == []
    assert [one for one in outside if "127.0.0.1" in one] == []
    text = (tmp_path / "copy" / HOME / "index.html").read_text("utf-8")
    assert '<a>Follow by e-mail</a> <span class="not-here">(not in this copy)</span>' in text


@time_machine.travel(LOADED_AT, tick=False)
def test_a_given_address_stands_in_place_of_ours(full: Flask, tmp_path: Path) -> None:
    export(full, tmp_path / "copy", None, "https://archive.example")
    assert full.extensions["config"].base_url == "https://example.org"
    feed = (tmp_path / "copy/corrections.atom").read_text("utf-8")
    assert ("https://archive.example/corrections" in feed, "https://example.org" in feed) == (True, False)


def hidden_and_private(app: Flask) -> list[str]:
    """Put on record what nobody may see; return words that may not be in a copy."""
    engine = app.extensions["engine"]
    for slug, shown in (("quagga-draft", "draft"), ("quagga-unlisted", "unlisted"), ("quagga-hidden", "public")):
        text = CLEAN_RIVER.replace(SLUG, slug).replace("Clean River", slug.upper())
        load(engine, text.replace("visibility: public", f"visibility: {shown}"))
    confirmed(engine, at=LOADED_AT)
    who = add_editor(engine)
    with transaction(engine) as session:
        asked = requests.NewRequest(
            "/motions/clean-river", "QUAGGA-WRONG", "QUAGGA-EVIDENCE", "quagga@example.com", None, None
        )
        requests.ask(session, asked, b"k" * 32, LOADED_AT)
        visibility.hide(session, "quagga-hidden", HideReason.LEGAL, "QUAGGA-WORDS", who, LOADED_AT)
        session.execute(
            update(Motion).where(Motion.visibility == Visibility.UNLISTED).values(share_token="QUAGGA-TOKEN")
        )
        return [
            "quagga",
            READER,
            who.email,
            *session.scalars(select(Motion.share_token).where(Motion.share_token != "")),
        ]


@time_machine.travel(LOADED_AT, tick=False)
def test_nothing_that_is_not_public_is_in_a_copy(full: Flask, tmp_path: Path) -> None:
    words = hidden_and_private(full)
    copy(full, tmp_path / "copy")
    whole = contents(tmp_path / "copy")
    assert [name for name in whole if "quagga" in name.lower()] == []
    found = [(name, word) for name, body in whole.items() for word in words if word.encode().lower() in body.lower()]
    assert found == []


@time_machine.travel(LOADED_AT, tick=False)
def test_a_motion_that_is_taken_down_leaves_the_copy(full: Flask, tmp_path: Path) -> None:
    copy(full, tmp_path / "copy")
    who = add_editor(full.extensions["engine"])
    with transaction(full.extensions["engine"]) as session:
        visibility.hide(session, SLUG, HideReason.LEGAL, "Words.", who, LOADED_AT)
    assert copy(full, tmp_path / "copy").tally.removed > 0
    assert [name for name in contents(tmp_path / "copy") if SLUG in name] == []


@time_machine.travel(LOADED_AT, tick=False)
def test_a_page_that_fails_leaves_the_old_copy_as_it_was(full: Flask, tmp_path: Path) -> None:
    copy(full, tmp_path / "copy")
    before = contents(tmp_path / "copy")
    full.view_functions["pages.briefing"] = lambda **_: ("", 404)
    with pytest.raises(ExportError, match=r"/briefing was answered with 404 NOT FOUND\. Nothing was written\."):
        copy(full, tmp_path / "copy")
    assert contents(tmp_path / "copy") == before


def test_a_record_that_changes_under_way_is_not_copied_by_halves(full: Flask, tmp_path: Path) -> None:
    def briefing(**_: object) -> str:
        load(full.extensions["engine"], CLEAN_RIVER.replace(SLUG, "another"), LOADED_AT)
        return "<p>"

    full.view_functions["pages.briefing"] = briefing
    with time_machine.travel(LOADED_AT, tick=False), pytest.raises(ExportError, match="was changed while"):
        copy(full, tmp_path / "copy")
    assert contents(tmp_path / "copy") == {}


def test_the_clock_stands_still_in_the_export_and_goes_on_after_it(full: Flask, tmp_path: Path) -> None:
    before = clock.now()
    with clock.standing_still(LOADED_AT):
        assert clock.now() == clock.read().wall == LOADED_AT
    assert clock.now() >= before


def test_only_the_export_stops_the_clock() -> None:
    house = Path(clock.__file__).parent
    uses = {path.relative_to(house).as_posix() for path in house.rglob("*.py") if "standing_still(" in path.read_text()}
    assert uses == {"clock.py", "export/run.py"}
