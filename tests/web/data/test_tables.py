"""The record as tables: what they hold, what a spreadsheet makes of them, the data package, and the log as lines."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from frictionless import Package, system

from tests.builders import CLEAN_RIVER, DAMS, FINDING, REPLY, load, utc
from tracker.formats.csv_text import guarded
from tracker.formats.verify_log import faults
from tracker.serving.setup import RECORDS

NOW = utc(2026, 11, 7, 12)
ROOT = "/motions/clean-river"
NAMES = ["demands", "questions", "findings", "deadlines", "responses", "figures", "sources", "changes"]
BUNDLED = (RECORDS / "action-on-antisemitism-2019.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand two days after the last figure was published."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def told(app: Flask, client: FlaskClient) -> FlaskClient:
    """Give a client of a record with a reply, a finding and figures."""
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING + DAMS, NOW)
    return client


def rows(client: FlaskClient, path: str) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet reads them."""
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8; header=present")
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_a_demand_says_what_its_page_says(told: FlaskClient) -> None:
    (one,) = rows(told, f"{ROOT}.csv")
    assert (one["number"], one["status"], one["due_on"], one["parts_answered"]) == (
        "1", "partially_answered", "2026-11-08", "1",
    )  # fmt: skip
    assert one["sentence"] in told.get(f"{ROOT}/demands/1").text


def test_across_motions_there_is_a_table_of_each_and_of_what_is_overdue(app: Flask, told: FlaskClient) -> None:
    of_a = REPLY.replace("summary:", "parts: [1a], summary:")
    load(app.extensions["engine"], CLEAN_RIVER + of_a + FINDING + DAMS)
    assert [(one["slug"], one["partially_answered"]) for one in rows(told, "/motions.csv")] == [("clean-river", "1")]
    with time_machine.travel(utc(2026, 11, 20), tick=False):
        (late,) = rows(told, "/overdue.csv")
    assert (late["motion"], late["number"], late["clock"]) == ("clean-river", "1", "overdue")


@pytest.mark.parametrize(
    ("page", "names"),
    [("figures", ["figures"]), ("sources", ["sources"]), ("changes", ["changes"]),
     ("timeline", ["deadlines", "responses", "findings"])],
)  # fmt: skip
def test_a_page_leads_to_what_it_shows_as_a_table_of_its_day(told: FlaskClient, page: str, names: list[str]) -> None:
    shown = told.get(f"{ROOT}/{page}?on=2026-11-05").text
    assert [f'href="{ROOT}/data/{name}.csv?on=2026-11-05"' in shown for name in names] == [True] * len(names)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_rows_and_no_two_with_one_key(told: FlaskClient, name: str) -> None:
    found = rows(told, f"{ROOT}/data/{name}.csv")
    keys = {tuple(one.values())[:3] for one in found}
    assert found
    assert len(keys) == len(found)


@pytest.mark.parametrize(
    ("day", "count"), [("2026-11-02", 0), ("2026-11-03", 7), ("2026-11-04", 9), ("2026-11-07", 12)]
)
def test_a_past_day_shows_what_had_been_published(told: FlaskClient, day: str, count: int) -> None:
    assert len(rows(told, f"{ROOT}/data/figures.csv?on={day}")) == count


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+44", "'+44"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
     (" =1", "' =1"), ("a\0=b", "a=b"), ("\0=b", "'=b"), ("plain - text", "plain - text"), ("", "")],
)  # fmt: skip
def test_no_text_is_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell


def test_a_title_that_is_a_formula_stays_a_text(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Sampling results", 'title: "=HYPERLINK(1)"'), NOW)
    assert rows(client, f"{ROOT}.csv")[0]["title"] == "'=HYPERLINK(1)"


def test_an_unknown_table_says_which_there_are(client: FlaskClient) -> None:
    answer = client.get(f"{ROOT}/data/letters.csv")
    assert (answer.status_code, "demands, questions, findings" in answer.text) == (404, True)


@pytest.fixture(scope="module")
def unzipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that packages are unpacked in."""
    return tmp_path_factory.mktemp("packages")


@pytest.mark.parametrize(
    "record", [CLEAN_RIVER, CLEAN_RIVER + REPLY + FINDING + DAMS, BUNDLED], ids=["least", "river", "first"]
)
@pytest.mark.parametrize("day", ["", "?on=2026-11-02"])
def test_frictionless_finds_no_fault(app: Flask, client: FlaskClient, unzipped: Path, record: str, day: str) -> None:
    load(app.extensions["engine"], record, NOW)
    slug = "action-on-antisemitism" if record is BUNDLED else "clean-river"
    answer = client.get(f"/motions/{slug}/datapackage.zip{day}")
    folder = unzipped / f"{len(record)}{day[1:]}"
    zipfile.ZipFile(io.BytesIO(answer.data)).extractall(folder)
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["resourceName", "rowNumber", "fieldName", "type", "note"]) == []


def test_the_package_is_the_same_bytes_again_and_its_parts_are_the_tables(told: FlaskClient) -> None:
    first = told.get(f"{ROOT}/datapackage.zip").data
    assert told.get(f"{ROOT}/datapackage.zip?").data == first
    package = zipfile.ZipFile(io.BytesIO(first))
    assert package.read("data/figures.csv") == told.get(f"{ROOT}/data/figures.csv").data
    assert package.read("datapackage.json") == told.get(f"{ROOT}/datapackage.json").data
    assert list(faults(package.read("changes.jsonl").decode().splitlines(keepends=True))) == []


def test_a_past_days_log_is_the_beginning_of_todays(told: FlaskClient) -> None:
    today = told.get(f"{ROOT}/changes.jsonl").text
    then = told.get(f"{ROOT}/changes.jsonl?on=2026-11-05").text
    assert 0 < len(then) < len(today)
    assert today.startswith(then)


@pytest.mark.parametrize(("day", "entries"), [("", 25), ("?on=2026-11-05", 6), ("?on=2026-11-01", 0)])
def test_the_read_me_of_a_package_names_the_end_of_the_log_in_it(told: FlaskClient, day: str, entries: int) -> None:
    package = zipfile.ZipFile(io.BytesIO(told.get(f"{ROOT}/datapackage.zip{day}").data))
    lines = package.read("changes.jsonl").decode().splitlines(keepends=True)
    end = json.loads(package.read("datapackage.json"))["log"]
    said = package.read("README.txt").decode()
    assert (len(lines), end["entries"]) == (entries, entries)
    assert end["head"] in said.splitlines()
    assert f"changes.jsonl {end['head'][:16]}".strip() in said
    assert not lines or list(faults(lines, end["head"])) == []


def test_a_log_is_sent_batch_by_batch_and_not_sent_twice(told: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.web.data.tables.BATCH", 7)
    answer = told.get(f"{ROOT}/changes.jsonl", buffered=False)
    sizes = [len(chunk.splitlines()) for chunk in answer.response]
    again = told.get(f"{ROOT}/changes.jsonl", headers={"If-None-Match": answer.headers["ETag"]})
    assert (sizes, again.status_code, again.data) == ([7, 7, 7, 4], 304, b"")


def test_a_clock_that_was_set_back_leaves_no_gap_in_a_past_days_log(app: Flask, told: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 4))
    lines = told.get(f"{ROOT}/changes.jsonl?on=2026-11-05").text.splitlines(keepends=True)
    assert (len(lines), list(faults(lines))) == (6, [])


def test_the_verifier_can_be_taken_away(client: FlaskClient) -> None:
    answer = client.get("/verify_log.py")
    assert (answer.mimetype, answer.headers["Content-Disposition"]) == (
        "text/x-python", "attachment; filename=verify_log.py",
    )  # fmt: skip
    kept = client.get("/verify_log.py", headers={"If-None-Match": answer.headers["ETag"]})
    assert (kept.status_code, kept.headers["Cache-Control"]) == (304, "public, max-age=60")


@pytest.mark.parametrize(
    "form", [".csv", "/data/changes.csv", "/datapackage.json", "/datapackage.zip", "/changes.jsonl"]
)
def test_a_draft_has_no_tables(app: Flask, client: FlaskClient, form: str) -> None:
    draft = CLEAN_RIVER.replace("visibility: public", "visibility: draft").replace("clean-river", "brook")
    load(app.extensions["engine"], draft, NOW)
    assert client.get(f"/motions/brook{form}").status_code == 404
    assert "brook" not in client.get("/motions.csv").text
