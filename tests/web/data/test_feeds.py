"""The feeds, read back by a program that nobody here wrote: one entry for each change, its id for ever, all of them."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, load, utc
from tests.operations.correcting import corrected
from tests.operations.editors import add_editor
from tests.web.data.feeds import MOTION, chain, feed, ids, titles
from tracker.db import reading, transaction
from tracker.models import Change, Motion
from tracker.operations.clock.sweep import sweep
from tracker.operations.record.visibility import hide
from tracker.vocabulary import HideReason, Role

FEEDS = [f"{MOTION}.atom", f"{MOTION}/demands/1.atom", "/overdue.atom", "/motions.atom", "/corrections.atom"]
LATE = utc(2026, 11, 20, 12)
OTHER = CLEAN_RIVER.replace("clean-river", "clean-air").replace("Clean River", "Clean Air")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand at a noon twelve days after the deadline."""
    with time_machine.travel(LATE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def judged(app: Flask, client: FlaskClient) -> FlaskClient:
    """Give a client of the small record with a reply, a finding, a deadline that passed, and a correction."""
    engine = app.extensions["engine"]
    load(engine, CLEAN_RIVER + REPLY, LOADED_AT)
    with transaction(engine) as session:
        sweep(session, utc(2026, 11, 9, 10))
    corrected(engine, utc(2026, 11, 10, 12))
    return client


def test_every_feed_is_well_formed_and_says_what_a_feed_must(judged: FlaskClient) -> None:
    for path in [path + query for path in FEEDS for query in ("", "?on=2026-11-09", "?on=2026-11-20")]:
        found = feed(judged, path)
        links = {link.rel: link.href for link in found.feed.links}
        assert found.feed.id.startswith("tag:example.org,2026-01-01:")
        assert links["self"] == f"https://example.org{path}"
        assert links["alternate"].startswith("https://example.org/")
        assert (found.feed.author, bool(found.feed.title), bool(found.feed.updated)) == ("Answerable", True, True)
        assert len(ids(found)) == len(set(ids(found)))
        for entry in found.entries:
            assert all((entry.title, entry.published, entry.updated, entry.tags[0].label))
            assert "Seal: " in entry.content[0].value


def test_a_title_says_the_change_in_words(judged: FlaskClient) -> None:
    assert titles(feed(judged, f"{MOTION}.atom")) == [
        "Correction: our finding on demand 1, part a",
        "Demand 1, part a: answered, finding amended (reasoning)",
        "Demand 1, part a: answered, was no answer recorded",
        "Demand 1: deadline passed, post being checked",
        "Reply recorded: letter of 4 November 2026, The Cabinet",
        "Demand 1: deadline set, due 8 November 2026",
        "Demand 1, part b recorded: the laboratory that made them",
        "Demand 1, part a recorded: the results for 2025",
        "Demand 1 recorded: Sampling results",
        "Source recorded: Minutes",
        "Motion recorded: Clean River",
    ]


def test_an_entry_says_before_and_after_why_when_and_its_seal(app: Flask, judged: FlaskClient) -> None:
    amended = next(one for one in feed(judged, f"{MOTION}.atom").entries if "amended" in one.title)
    with reading(app.extensions["engine"]) as session:
        change = session.scalars(select(Change).order_by(Change.id.desc()).offset(1)).first()
    assert change is not None
    assert (amended.published_parsed[:5], amended.updated_parsed[:5]) == ((2026, 11, 10, 12, 0),) * 2
    assert amended.tags[0].term == "entry_amended"
    lines = amended.content[0].value.split("\n")
    assert lines[1:3] == ["Reasoning: Given. → Given on page 2.", "Why: Misread."]
    assert lines[-1] == f"Seal: {change.hash}"


def test_ids_stay_when_the_log_grows_and_when_the_page_is_asked_again(app: Flask, judged: FlaskClient) -> None:
    before = [ids(feed(judged, path)) for path in FEEDS]
    assert [ids(feed(judged, path)) for path in FEEDS] == before
    load(app.extensions["engine"], OTHER, LATE)
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING.replace("Given.", "Given in full."), LATE)
    for path, known in zip(FEEDS, before, strict=True):
        assert ids(feed(judged, path))[-len(known) :] == known


def test_titles_stay_when_the_log_grows(app: Flask, judged: FlaskClient) -> None:
    known = titles(feed(judged, f"{MOTION}.atom"))
    text = CLEAN_RIVER + REPLY + FINDING.replace("verdict: answered", "verdict: partly_answered, gap: withheld")
    load(app.extensions["engine"], text, LATE)
    now = titles(feed(judged, f"{MOTION}.atom"))
    assert now[0] == "Demand 1, part a: partly answered (withheld), was answered"
    assert now[-len(known) :] == known


def test_an_entry_has_one_id_in_every_feed_and_a_correction_keeps_the_one_it_had(judged: FlaskClient) -> None:
    of_motion, everything = feed(judged, f"{MOTION}.atom"), feed(judged, "/motions.atom")
    assert ids(of_motion) == ids(everything)
    assert ids(feed(judged, "/corrections.atom")) == ["tag:example.org,2026-01-01:correction/clean-river/11"]
    assert ids(of_motion)[:2] == [
        "tag:example.org,2026-01-01:correction/clean-river/11",
        "tag:example.org,2026-01-01:change/clean-river/10",
    ]
    assert everything.entries[1].title.endswith("(Clean River)")


def test_a_demands_feed_has_what_is_about_it_and_the_reply_to_all(judged: FlaskClient) -> None:
    found = titles(feed(judged, f"{MOTION}/demands/1.atom"))
    assert "Reply recorded: letter of 4 November 2026, The Cabinet" in found
    assert not [one for one in found if one.startswith(("Source", "Motion"))]


def test_the_feed_carries_the_sentence_the_revision_and_the_log_head(judged: FlaskClient) -> None:
    data: Any = judged.get(f"{MOTION}.json").json
    said = feed(judged, f"{MOTION}.atom").feed.subtitle
    assert said == f"{data['sentence']} Revision {data['revision']} of the record. Log head {data['log_head']}."


def test_a_past_day_has_what_had_happened_by_then_and_stays_on_it(judged: FlaskClient) -> None:
    found = feed(judged, f"{MOTION}.atom?on=2026-11-04")
    assert "Of 1 demand: 1 partially answered. As of the end of Wednesday 4 November 2026." in found.feed.subtitle
    assert titles(found)[0] == "Demand 1, part a: answered, was no answer recorded"
    assert all("on=2026-11-04" in one.link for one in found.entries)
    assert found.feed.id == "tag:example.org,2026-01-01:motion/clean-river/on/2026-11-04"
    assert judged.get(f"{MOTION}.atom?on=2026-11-21").status_code == 404


def test_what_became_overdue_stays_with_where_it_stands_now(app: Flask, client: FlaskClient) -> None:
    engine = app.extensions["engine"]
    with transaction(engine) as session:
        sweep(session, LATE)
    late = feed(client, "/overdue.atom")
    assert titles(late) == ["Demand 1: overdue (Clean River)"]
    assert late.entries[0].summary.endswith("Overdue: no answer recorded. Due 8 November 2026, 12 days ago.")
    assert late.feed.subtitle.startswith("Something is overdue on 1 demand.")
    both = FINDING + FINDING.replace("question: a", "question: b").replace("findings:\n", "")
    load(engine, CLEAN_RIVER + REPLY.replace("11-04", "11-12") + both.replace("11-04", "11-12"), LATE)
    after = feed(client, "/overdue.atom")
    assert (ids(after), after.feed.subtitle[:19]) == (ids(late), "Nothing is overdue.")
    assert "answered 4 days late" in after.entries[0].summary


def test_an_overdue_that_was_wrong_is_taken_back_in_the_same_feed(app: Flask, client: FlaskClient) -> None:
    with transaction(app.extensions["engine"]) as session:
        sweep(session, LATE)
    load(app.extensions["engine"], CLEAN_RIVER + REPLY, LATE)
    assert titles(feed(client, "/overdue.atom"))[0] == "Correction: demand 1 was not overdue (Clean River)"


def test_the_link_of_an_entry_leads_to_it_on_whichever_page_it_stands(app: Flask, judged: FlaskClient) -> None:
    many = "".join(f"  - {{id: s{n}, publisher: P, title: Source {n}}}\n" for n in range(120))
    load(
        app.extensions["engine"], (CLEAN_RIVER + REPLY + FINDING).replace("demands:\n  -", f"{many}demands:\n  -"), LATE
    )
    for entry in chain(judged, f"{MOTION}.atom")[::20]:
        address, _, anchor = entry.link.removeprefix("https://example.org").partition("#")
        assert f'id="{anchor}"' in judged.get(address).text


def test_a_motion_that_is_not_public_is_in_no_feed(app: Flask, judged: FlaskClient) -> None:
    who = add_editor(app.extensions["engine"], Role.REVIEWER)
    with transaction(app.extensions["engine"]) as session:
        hide(session, "clean-river", HideReason.LEGAL, "", who, LATE)
    load(app.extensions["engine"], OTHER.replace("visibility: public", "visibility: draft"), LATE)
    for path in FEEDS[2:]:
        text = judged.get(path).text
        assert "clean" not in text.lower()
    assert [judged.get(path).status_code for path in FEEDS[:2]] == [410, 410]
    assert judged.get("/motions/clean-air.atom").status_code == 404


def test_an_unchanged_feed_is_answered_304_and_any_site_may_read_it(judged: FlaskClient) -> None:
    for path in FEEDS:
        first = judged.get(path)
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert first.mimetype == "application/atom+xml"
        again = judged.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_equal_tags_mean_equal_bytes(app: Flask, judged: FlaskClient) -> None:
    for path in FEEDS:
        first = judged.get(path)
        app.wsgi_app._pages.clear()  # type: ignore[attr-defined]
        with time_machine.travel(utc(2026, 11, 20, 12, 10), tick=False):
            second = judged.get(path)
        assert (first.headers["ETag"], first.data) == (second.headers["ETag"], second.data)


NASTY = 'A</title><script>x</script>&amp; \u202egnp.exe\u200b "q" ]]>'


def test_a_title_can_smuggle_nothing_in(app: Flask, client: FlaskClient) -> None:
    text = OTHER.replace("title: Clean Air", "title: PLACE", 1).replace("PLACE", '"' + _escaped(NASTY) + '"', 1)
    load(app.extensions["engine"], text, LATE)
    found = feed(client, "/motions/clean-air.atom")
    assert found.entries[-1].title.startswith("Motion recorded: A</title><script>x</script>&amp;")
    everything = client.get("/motions.atom").text
    assert not [sign for sign in "\u202e\u200b" if sign in everything]
    assert "<script" not in everything


def _escaped(text: str) -> str:
    """Return a text as a double-quoted YAML scalar holds it."""
    return "".join(
        f"\\u{ord(sign):04x}" if ord(sign) > 126 or ord(sign) < 32 or sign in '"\\' else sign for sign in text
    )


def test_a_motion_published_late_comes_behind_what_was_public_then(app: Flask, client: FlaskClient) -> None:
    engine = app.extensions["engine"]
    load(engine, OTHER, utc(2026, 11, 5, 13))
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 6, 13))
    with transaction(engine) as session:
        session.execute(update(Motion).where(Motion.slug == "clean-air").values(published_at=LATE))
    slugs = [one.split("/")[1] for one in ids(feed(client, "/motions.atom"))]
    assert (slugs == sorted(slugs), set(slugs)) == (True, {"clean-air", "clean-river"})


def test_an_archive_that_is_not_there_is_answered_clearly(client: FlaskClient) -> None:
    asked = [client.get(f"{MOTION}.atom?archive={number}").status_code for number in ("0", "x", "1")]
    assert asked == [400, 400, 404]


def test_pages_lead_to_their_feeds(client: FlaskClient) -> None:
    for page, path in {MOTION: FEEDS[0], f"{MOTION}/demands/1": FEEDS[1], "/overdue": FEEDS[2], "/": FEEDS[3]}.items():
        text = client.get(page).text
        assert '<link rel="alternate" type="application/atom+xml"' in text
        assert f'href="{path}"' in text


def test_the_category_of_a_pause_is_its_own(app: Flask, client: FlaskClient) -> None:
    pause = "{kind: paused, set_on: 2026-11-06, set_by: the Cabinet, basis: a question, sources: [minutes]}"
    load(app.extensions["engine"], f"{CLEAN_RIVER}      - {pause}\n", utc(2026, 11, 6, 13))
    page = client.get(f"{MOTION}.atom").text
    assert ('label="Paused"' in page, 'label="Deadline moved"' in page) == (True, False)
