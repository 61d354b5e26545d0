"""A reply's draft in more than one pair of hands, and its preview, which leaves no trace."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.web.desk.people import post, sign_in, told
from tests.web.desk.test_replies import ANSWERED, CAME, NOW, REFUSED, begin, judge, publish, rows, seen
from tracker.models import Change, Draft, Finding, Message, Notification, Response
from tracker.vocabulary import Role


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, two days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_who_saves_second_gets_both_texts_and_loses_nothing(app: Flask, editor: FlaskClient) -> None:
    draft, other = begin(editor), sign_in(app, Role.REVIEWER)
    mark = seen(editor, draft)
    post(other, draft, **CAME | {"summary": "Theirs."}, seen=mark)
    response = post(editor, draft, **CAME | {"summary": "Mine."}, seen=mark)
    assert response.status_code == 409
    assert "Theirs. Mine." in told(response)
    assert "Save over theirs" in response.text
    again = re.search(r'name="seen" value="(\w+)"', response.text)
    assert again
    assert post(editor, draft, **CAME | {"summary": "Mine."}, seen=again[1]).status_code == 303


def test_two_who_judge_different_parts_do_not_disturb_each_other(app: Flask, editor: FlaskClient) -> None:
    draft, other = begin(editor), sign_in(app, Role.REVIEWER)
    marks = {part: seen(editor, f"{draft}/parts/{part}") for part in ("1a", "1b")}
    post(other, f"{draft}/parts/1b", **REFUSED, seen=marks["1b"])
    assert post(editor, f"{draft}/parts/1a", **ANSWERED, seen=marks["1a"]).status_code == 303
    assert post(editor, f"{draft}/parts/1b", **ANSWERED, seen=marks["1b"]).status_code == 409


def test_what_changed_since_it_was_read_is_not_published(app: Flask, editor: FlaskClient) -> None:
    draft = begin(editor)
    post(editor, draft, **CAME | {"summary": "Another."}, seen=seen(editor, draft))
    response = publish(editor, draft, version="1")
    assert (response.status_code, rows(app, Response)) == (409, [])
    assert "Somebody else changed this draft" in told(response)


def test_the_preview_shows_page_and_mail_and_leaves_no_trace(app: Flask, reviewer: FlaskClient) -> None:
    before = [len(rows(app, noun)) for noun in (Change, Notification, Message, Finding, Response)]
    public = reviewer.get("/motions/clean-river/demands/1").text
    draft = begin(reviewer)
    judge(reviewer, draft, "1a", ANSWERED)
    page = told(reviewer.get(f"{draft}/preview"))
    assert "Awaiting a reply → Partially answered" in page
    assert "Clean River, demand 1" in page
    assert "Preview. Nothing of this is public." in told(reviewer.get(f"{draft}/preview/1"))
    assert [len(rows(app, noun)) for noun in (Change, Notification, Message, Finding, Response)] == before
    assert reviewer.get("/motions/clean-river/demands/1").text == public


def test_the_mail_that_is_shown_tells_only_what_goes_now(reviewer: FlaskClient) -> None:
    draft = begin(reviewer)
    judge(reviewer, draft, "1a", ANSWERED)
    judge(reviewer, draft, "1b", REFUSED)
    mail = re.findall(r'<pre class="mail".*?</pre>', reviewer.get(f"{draft}/preview").text, re.S)[0]
    assert "finding on part (a)" in mail
    assert "finding on part (b)" not in mail


def test_the_same_text_saved_twice_is_no_conflict(app: Flask, editor: FlaskClient) -> None:
    draft = begin(editor)
    mark = seen(editor, draft)
    for _ in range(2):
        assert post(editor, draft, **CAME | {"summary": "Mine."}, seen=mark).status_code == 303
    assert [one.version for one in rows(app, Draft)] == [2]


def test_what_is_on_record_meanwhile_can_still_be_copied(editor: FlaskClient) -> None:
    draft = begin(editor)
    mark = seen(editor, draft)
    publish(editor, draft)
    response = post(editor, draft, **CAME | {"summary": "Too late."}, seen=mark)
    assert (response.status_code, "Too late." in response.text) == (409, True)
    assert "This draft is on record, so nothing was changed." in told(response)
    assert "Save over theirs" not in told(response).replace("press “Save over theirs”", "")


def test_markup_in_every_text_is_shown_and_not_run(reviewer: FlaskClient) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    texts = ("sender", "summary", "title", "publisher", "source_title", "text")
    draft = begin(reviewer, **dict.fromkeys(texts, evil))
    judged = ANSWERED | dict.fromkeys(("reasoning", "test", "passage"), evil)
    judge(reviewer, draft, "1a", judged)
    pages = [draft, f"{draft}/parts/1a", f"{draft}/parts/1b", f"{draft}/preview", f"{draft}/preview/1"]
    pages += [f"/editor/findings/{draft.rpartition('/')[2]}", "/editor/drafts"]
    for page in pages:
        text = reviewer.get(page).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
