"""A long log as a feed: its documents hold every entry exactly once, and an archive that is full never changes."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.builders import load, utc
from tests.web.data.feeds import chain, feed, ids, link_of
from tracker.db import reading
from tracker.models import Change
from tracker.serving.setup import RECORDS

LONG = "/motions/action-on-antisemitism"
PATHS = [f"{LONG}.atom", f"{LONG}/demands/1.atom", "/motions.atom", "/overdue.atom"]
RECORD = (RECORDS / "action-on-antisemitism-2019.yaml").read_text("utf-8")


def test_the_documents_of_a_feed_hold_the_whole_log_exactly_once(long: Flask, reader: FlaskClient) -> None:
    found = [entry.id for entry in chain(reader, PATHS[0])]
    assert [entry.id for entry in chain(reader, PATHS[0], "prev-archive")] == found
    with reading(long.extensions["engine"]) as session:
        total = session.scalar(select(func.count(Change.id)))
    wanted = [f"tag:example.org,2026-01-01:change/action-on-antisemitism/{n}" for n in range(total or 0, 0, -1)]
    assert len(found) > 300
    assert found == wanted


@pytest.mark.parametrize("day", ["2019-02-12", "2020-02-01"])
def test_a_past_day_is_whole_as_well(reader: FlaskClient, day: str) -> None:
    for path in PATHS:
        entries = chain(reader, f"{path}?on={day}")
        assert len({entry.id for entry in entries}) == len(entries)
        assert all(entry.published[:10] <= day for entry in entries)


def test_going_back_and_forth_comes_to_the_same_documents(reader: FlaskClient) -> None:
    newest = feed(reader, PATHS[0])
    oldest = feed(reader, link_of(newest, "last") or "")
    following = link_of(oldest, "previous") or ""
    assert link_of(oldest, "next") is None
    assert link_of(oldest, "current") == link_of(oldest, "first") == PATHS[0]
    assert link_of(oldest, "next-archive") == following
    while following != PATHS[0]:
        following = link_of(feed(reader, following), "previous") or ""
    assert link_of(newest, "previous") is None


def test_only_an_archive_says_that_it_is_one(reader: FlaskClient) -> None:
    mark = "<fh:archive />"
    assert mark in reader.get(f"{PATHS[0]}?archive=1").text
    assert mark not in reader.get(PATHS[0]).text


def test_titles_are_short_differ_and_hold_no_code(reader: FlaskClient) -> None:
    found = [entry.title for entry in chain(reader, PATHS[0])]
    assert max(map(len, found)) <= 200
    assert len(set(found)) > 0.9 * len(found)
    assert not [one for one in found if "_" in one or "{" in one or "None" in one]


def test_a_full_archive_stays_as_it_is_when_the_log_grows(long: Flask, reader: FlaskClient) -> None:
    before = reader.get(f"{PATHS[0]}?archive=1")
    newest = ids(feed(reader, PATHS[0]))
    changed = RECORD.replace("publisher: LabourList", "publisher: Labour List")
    load(long.extensions["engine"], changed, utc(2026, 11, 23, 11))
    after = reader.get(f"{PATHS[0]}?archive=1")
    assert _entries(after.text) == _entries(before.text)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert ids(feed(reader, PATHS[0]))[0] not in newest


def _entries(text: str) -> str:
    """Return a feed from its first entry on; its head says where the record stands now."""
    return text.partition("<entry>")[2]
