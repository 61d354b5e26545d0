"""At the desk, too, what asks that something be done is done or it is not: never answered, never refused."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load
from tests.web.desk.people import post
from tests.web.desk.test_corrections import NOTE, put_right
from tests.web.desk.test_findings import OFFER, review
from tests.web.desk.test_replies import ANSWERED, NEW, NOW, REFUSED, begin, judge, publish
from tests.web.public.test_pages import words

TO_DO = CLEAN_RIVER.replace("for 2025}", "for 2025, kind: action}").replace("made them}", "made them, kind: action}")


@pytest.fixture(autouse=True)
def at_noon(app: Flask) -> Iterator[None]:
    """Stand at noon, two days before the deadline; both parts ask that something be done."""
    with time_machine.travel(NOW, tick=False):
        load(app.extensions["engine"], TO_DO)
        yield


@pytest.fixture
def draft(reviewer: FlaskClient) -> str:
    """Give the address of a draft that judges both parts."""
    address = begin(reviewer)
    judge(reviewer, address, "1a", ANSWERED)
    judge(reviewer, address, "1b", REFUSED)
    return address


def test_the_choices_of_a_verdict(reviewer: FlaskClient) -> None:
    text = words(reviewer.get(f"{begin(reviewer)}/parts/1a").text)
    assert all(f"{label}. " in text for label in ("Done", "Partly done", "Not done", "Declined"))
    assert "Does the reply answer it" not in text


def test_every_page_of_a_draft(reviewer: FlaskClient, draft: str) -> None:
    for address in (f"{draft}/parts/1a", f"{draft}/preview", review(draft)):
        text = words(reviewer.get(address).text)
        assert "Part 1a done" in text
        assert "Part 1b declined" in text
        assert "refused" not in text.replace("“not answered” or “refused”", "")


def test_the_list_of_what_waits(reviewer: FlaskClient, draft: str) -> None:
    publish(reviewer, draft)
    post(reviewer, f"{draft}/submit", version="4")
    assert "1b: declined." in words(reviewer.get("/editor/findings").text)


def test_what_stands_on_record(reviewer: FlaskClient, draft: str) -> None:
    publish(reviewer, draft)
    for address in (NEW, "/editor/motions/clean-river", "/editor/motions/clean-river/demands/1/judge"):
        text = words(reviewer.get(address).text)
        assert "done" in text
        assert "not recorded as done" in text
        assert "answered" not in text


def test_what_the_addressee_is_shown(reviewer: FlaskClient, draft: str) -> None:
    publish(reviewer, draft)
    assert post(reviewer, f"{draft}/right-of-reply", **OFFER).status_code == 303
    letter = reviewer.get(f"{draft}/right-of-reply/letter").text
    page = reviewer.get(re.findall(r"https://example.org(/reply/[\w-]+)", letter)[0]).text
    assert "declined: no ground given" in words(letter).lower()
    assert "Declined: no ground given" in words(page)
    assert "count as an answer" not in page


def test_what_a_form_says_of_a_fault(reviewer: FlaskClient) -> None:
    page = f"{begin(reviewer)}/parts/1a"
    stray = words(post(reviewer, page, **ANSWERED | {"gap": "withheld"}).text)
    assert "goes with “partly done” and “not done” only" in stray
    assert "on what ground it was declined" in words(post(reviewer, page, **REFUSED | {"ground": ""}).text)


def test_putting_a_finding_right(reviewer: FlaskClient, draft: str) -> None:
    publish(reviewer, draft)
    key = re.findall(r"correct/finding/([^\"]+)", reviewer.get("/editor/motions/clean-river/correct").text)[0]
    text = words(reviewer.get(f"/editor/motions/clean-river/correct/finding/{key}").text)
    assert all(label in text for label in ("Partly done", "“Not done” and “declined”"))
    assert "refused" not in text.replace("On what ground it was refused", "")


def test_what_was_put_right(reviewer: FlaskClient, draft: str) -> None:
    publish(reviewer, draft)
    key = re.findall(r"correct/finding/([^\"]+)", reviewer.get("/editor/motions/clean-river/correct").text)[0]
    assert "part a: done" in put_right(reviewer, f"finding/{key}", reasoning="It says so.", **NOTE).lower()
    for address in ("/corrections", "/motions/clean-river/changes", "/motions/clean-river.atom"):
        assert "part a: answered" not in words(reviewer.get(address).text)
    assert "part a: done" in words(reviewer.get("/corrections").text)
