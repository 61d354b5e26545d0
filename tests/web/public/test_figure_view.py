"""The page of figures: a flow of four levels with a leak, checks, differences, periods, and what had been published."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, DAMS, FINDING, REPLY, load, utc

PAGE = "/motions/clean-river/figures"
NOW = utc(2026, 11, 7, 12)


@pytest.fixture(autouse=True)
def dammed(app: Flask) -> Iterator[None]:
    """Put the figures on record and stand two days after the last was published."""
    cited = FINDING.replace("response: letter-1,", "response: letter-1, figures: [repaired],")
    with time_machine.travel(NOW, tick=False):
        load(app.extensions["engine"], CLEAN_RIVER + REPLY + cited + DAMS, NOW)
        yield


def test_every_number_of_the_picture_leads_to_its_row(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    keys = ["reported", "unsafe", "doubtful", "safe", "ordered", "left", "repaired", "closed", "abroad"]
    assert [key for key in keys if f'href="#figure-{key}"' not in page or f'id="figure-{key}"' not in page] == []


def test_the_leak_is_named_in_picture_table_and_checks(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert page.count("15 that no source itemises") == 1
    assert "No source itemises these" in page
    assert "70 − 40 − 15 = 15: 15 of 70 that no source itemises. <b>Cannot be checked.</b>" in page


def test_sources_that_differ_are_found_without_a_note(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert 'id="difference-measure-repaired"' in page
    assert "No number could be meant by all of them, and no explanation is on record." in page


def test_unlike_periods_are_not_subtracted_and_the_reason_stands_there(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "<b>Not to be subtracted.</b> One covers 305 days, the other 365: they are not the same measure." in page


def test_what_no_figure_answers_leads_to_the_open_part(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    part = '(b) <span dir="auto">the laboratory that made them</span></a>: no answer recorded'
    assert f'href="/motions/clean-river/demands/1#part-b">{part}' in page
    assert "(a) the results for 2025" not in page


@pytest.mark.parametrize(
    ("day", "bars", "figures"),
    [
        ("2026-11-02", 0, "0 published figures"),
        ("2026-11-03", 0, "7 published figures"),
        ("2026-11-04", 0, "9 published figures"),
        ("2026-11-05", 4, "12 published figures"),
    ],
)
def test_a_past_day_shows_what_had_been_published(client: FlaskClient, day: str, bars: int, figures: str) -> None:
    page = client.get(f"{PAGE}?on={day}").text
    assert (page.count('class="stage"'), figures in page) == (bars, True)


def test_a_finding_names_the_figures_that_it_rests_on(client: FlaskClient) -> None:
    page = client.get("/motions/clean-river/demands/1").text
    assert f'Figure: <a href="{PAGE}#figure-repaired">30 <span dir="auto">dams</span></a>.' in page
