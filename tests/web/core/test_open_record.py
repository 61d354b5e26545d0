"""A page of a past day of the bundled record tells nothing that was known only later."""

import re
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient

from tracker.models import Discrepancy, Identity, Motion, Note
from tracker.operations.record.versions import as_known
from tracker.rules.known import KnownDays, is_by
from tracker.vocabulary import DiscrepancyState

MOTION = "/motions/action-on-antisemitism"
EIGHTH = date(2019, 2, 8)
DAYS = [date(2019, 2, 4), EIGHTH, date(2019, 2, 11), date(2019, 2, 12), date(2019, 2, 28), date(2020, 1, 31)]
PATHS = ["", "/timeline", "/figures", "/briefing", ".json", "/figures.json", "/demands/1.json", "/data/figures.csv",
         "/datapackage.json"]  # fmt: skip
# A demand's JSON holds entries of the log, which are sealed as they were written.
CITING = ["/sources", "/sources.json", "/timeline.json", "/popolo.json", "/demands/1", "/demands/5",
          "/data/sources.csv", "/data/findings.csv", "/data/responses.csv"]  # fmt: skip


def plain(text: str) -> str:
    """Return a text without the ways in which pages, JSON and CSV write its signs."""
    return re.sub(r"\s+", " ", unescape(text)).replace('\\"', '"').replace('""', '"')


@pytest.mark.parametrize("path", PATHS)
def test_no_text_that_was_known_only_later_is_on_a_past_day(reader: FlaskClient, bundled: Motion, path: str) -> None:
    known = KnownDays.of(bundled)
    texts: list[Note | Discrepancy | Identity] = [*bundled.notes, *bundled.discrepancies, *bundled.identities]
    for day in DAYS:
        said = plain(reader.get(f"{MOTION}{path}?on={day}").text)
        assert [row.key for row in texts if not is_by(known.known_on(row), day) and plain(row.text) in said] == []


@pytest.mark.parametrize("path", ["/figures", "/figures.json", "/data/figures.csv", "/briefing"])
def test_the_eighth_of_february_does_not_know_of_the_673(reader: FlaskClient, path: str) -> None:
    assert re.findall(r"\b673\b", reader.get(f"{MOTION}{path}?on={EIGHTH}").text) == []
    assert re.findall(r"\b673\b", reader.get(f"{MOTION}/figures").text) != []


def test_nor_does_its_data(reader: FlaskClient) -> None:
    assert re.findall(r"\b673\b", str(reader.get(f"{MOTION}.json?on={EIGHTH}").get_json())) == []


def test_a_past_day_shows_the_notes_that_were_known_then_and_today_all(reader: FlaskClient, bundled: Motion) -> None:
    general = [note for note in bundled.notes if not note.demands]
    known = KnownDays.of(bundled)
    then = [note.key for note in general if is_by(known.known_on(note), EIGHTH)]
    assert len(then) < len(general)
    for address, keys in ((f"{MOTION}?on={EIGHTH}", then), (MOTION, [note.key for note in general])):
        assert re.findall(r'<details class="note" id="note-([^"]+)"', reader.get(address).text) == keys


@pytest.mark.parametrize("path", [*(path for path in PATHS if path != "/demands/1.json"), *CITING])
def test_a_past_day_names_no_source_that_was_known_only_later(reader: FlaskClient, bundled: Motion, path: str) -> None:
    known = KnownDays.of(bundled)
    for day in DAYS:
        said = plain(reader.get(f"{MOTION}{path}?on={day}").text)
        late = [row.key for row in bundled.sources_of_record if not is_by(known.known_on(row), day)]
        assert (day, [key for key in late if re.search(rf"(?<![\w-]){key}(?![\w-])", said)]) == (day, [])


@pytest.mark.parametrize("day", DAYS)
def test_every_source_that_a_past_day_cites_is_among_its_sources(reader: FlaskClient, day: date) -> None:
    page = reader.get(f"{MOTION}/timeline?on={day}").text + reader.get(f"{MOTION}?on={day}").text
    cited = set(re.findall(r"#source-([^\"]+)", page))
    shown = set(re.findall(r'id="source-([^"]+)"', reader.get(f"{MOTION}/sources?on={day}").text))
    assert cited - shown == set()


def test_a_difference_whose_explanation_came_later_is_open_before(bundled: Motion) -> None:
    row = next(row for row in bundled.discrepancies if row.key == "left-party")
    row.explained_from = date(2019, 3, 1)
    found = [as_known(bundled, day).discrepancies for day in (date(2019, 2, 28), date(2019, 3, 1))]
    row.explained_from = None
    before, after = (next(one for one in rows if one.key == row.key) for rows in found)
    assert (before.state, before.explanation, before.sums) == (DiscrepancyState.OPEN, None, [])
    assert (after.state, after.explanation, after.sums) == (row.state, row.explanation, ["left"])
