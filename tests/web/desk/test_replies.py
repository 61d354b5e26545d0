"""A reply recorded at the desk: pasted once, judged part by part beside its text, previewed, published once."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.builders import utc
from tests.web.desk.people import post, sign_in, told
from tracker.models import Clearance, Draft, Finding, Notification, Response, Source
from tracker.operations.record.check import check_motions
from tracker.vocabulary import DraftState, Role, Verdict

NOW = utc(2026, 11, 6, 12)
NEW = "/editor/motions/clean-river/replies/new"
TEXT = "Dear Council,\n\nThe results for 2025 are attached.\nWe will not name the laboratory."
CAME = {
    "sender": "The Cabinet", "form": "letter", "reply": "received", "received_on": "2026-11-06",
    "summary": "It attaches the results.", "text": TEXT, "parts": ["1a", "1b"],
}  # fmt: skip
ANSWERED = {
    "verdict": "answered", "reasoning": "The results are attached.", "passage": "The results for 2025 are attached.",
    "test": "The results, in full.", "sources": "@reply",
}  # fmt: skip
REFUSED = {
    "verdict": "refused", "ground": "none_given", "reasoning": "The reply declines to name it.",
    "passage": "We will not name the laboratory.", "test": "The laboratory's name.", "sources": "@reply",
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, two days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def begin(client: FlaskClient, **changed: Any) -> str:
    """Begin the draft of a reply; return its address."""
    response = post(client, NEW, **CAME | changed)
    assert response.status_code == 303, told(response)
    return re.sub(r"/(parts|preview).*", "", response.location)


def seen(client: FlaskClient, path: str) -> str:
    """Return the mark that a page's form carries."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def judge(client: FlaskClient, draft: str, part: str, fields: dict[str, str]) -> TestResponse:
    """Judge one part as the page's form does."""
    return post(client, f"{draft}/parts/{part}", **fields, seen=seen(client, f"{draft}/parts/{part}"))


def publish(client: FlaskClient, draft: str, tell: str = "yes", version: str = "") -> TestResponse:
    """Press "publish" on the preview."""
    version = version or re.findall(r'name="version" value="(\d+)"', client.get(f"{draft}/preview").text)[0]
    return post(client, f"{draft}/publish", tell=tell, version=version)


def rows(app: Flask, noun: Any) -> list[Any]:
    """Return the rows of a table."""
    with Session(app.extensions["engine"]) as session:
        return list(session.scalars(select(noun).order_by(noun.id)))


def test_the_form_is_filled_in_as_far_as_can_be_known(editor: FlaskClient) -> None:
    text = editor.get(f"{NEW}?demand=1").text
    assert 'value="The Cabinet"' in text
    assert 'value="2026-11-06"' in text
    assert len(re.findall(r'name="parts" value="1[ab]" checked', text)) == 2


def test_a_reviewer_records_judges_and_publishes_in_one_go(app: Flask, reviewer: FlaskClient) -> None:
    draft = begin(reviewer)
    assert judge(reviewer, draft, "1a", ANSWERED).location == f"{draft}/parts/1b"
    response = publish(reviewer, draft)
    assert (response.status_code, response.location) == (303, "/motions/clean-river/demands/1")
    page = told(reviewer.get(response.location))
    assert "Partially answered" in page
    assert "From the reply: The results for 2025 are attached." in page
    assert check_motions(app.extensions["engine"], NOW)[0] == []
    assert [one.state for one in rows(app, Draft)] == [DraftState.PUBLISHED]


def test_an_editor_records_the_reply_at_once_and_the_finding_waits(app: Flask, editor: FlaskClient) -> None:
    draft = begin(editor)
    judge(editor, draft, "1a", ANSWERED)
    publish(editor, draft)
    assert [one.sender for one in rows(app, Response)] == ["The Cabinet"]
    assert rows(app, Finding) == []
    assert [one.state for one in rows(app, Draft)] == [DraftState.SUBMITTED]
    assert "being assessed" in told(editor.get("/motions/clean-river/demands/1"))
    assert "Letter from The Cabinet" in told(editor.get("/editor/findings"))


def test_a_reviewer_publishes_what_an_editor_found(app: Flask, editor: FlaskClient, reviewer: FlaskClient) -> None:
    draft = begin(editor)
    judge(editor, draft, "1a", ANSWERED)
    publish(editor, draft)
    page = f"/editor/findings/{draft.rpartition('/')[2]}"
    version = re.findall(r'name="version" value="(\d+)"', reviewer.get(page).text)[0]
    assert post(reviewer, f"{page}/publish", tell="no", version=version).status_code == 303
    [found], [clears] = rows(app, Finding), rows(app, Clearance)
    assert (found.verdict, found.passage) == (Verdict.ANSWERED, ANSWERED["passage"])
    assert (clears.author_id, clears.approver_id, clears.test) == (1, 2, ANSWERED["test"])


def test_the_test_goes_on_record_with_the_finding(reviewer: FlaskClient) -> None:
    draft = begin(reviewer)
    judge(reviewer, draft, "1a", ANSWERED)
    publish(reviewer, draft)
    questions = reviewer.get("/motions/clean-river.json").json["demands"][0]["questions"]  # type: ignore[index]
    assert [one["test"] for one in questions] == [ANSWERED["test"], None]
    assert questions[0]["passage"] == ANSWERED["passage"]


def test_to_press_twice_publishes_once(app: Flask, reviewer: FlaskClient, editor: FlaskClient) -> None:
    for client in (reviewer, editor):
        draft = begin(client)
        judge(client, draft, "1a", ANSWERED)
        version = re.findall(r'name="version" value="(\d+)"', client.get(f"{draft}/preview").text)[0]
        before = len(rows(app, Response))
        answers = [publish(client, draft, version=version) for _ in range(3)]
        assert {(one.status_code, one.location) for one in answers} == {(303, "/motions/clean-river/demands/1")}
        assert len(rows(app, Response)) == before + 1


def test_a_contributor_hands_it_over_and_publishes_nothing(app: Flask) -> None:
    client = sign_in(app, Role.CONTRIBUTOR)
    draft = begin(client)
    assert post(client, f"{draft}/publish", tell="yes", version="1").status_code == 403
    assert post(client, f"{draft}/submit", version="1").status_code == 303
    assert [one.state for one in rows(app, Draft)] == [DraftState.SUBMITTED]
    assert rows(app, Response) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"parts": []}, "Tick at least one part"),
    ({"summary": " "}, "Say in a sentence or two"),
    ({"received_on": "2026-11-07"}, "has not come yet"),
    ({"received_on": "soon"}, "is not a date; write one as 2026-11-08"),
    ({"received_on": "2026-10-01"}, "before the motion was adopted"),
    ({"url": "javascript:alert(1)"}, "beginning with https://"),
    ({"form": "dream"}, "Choose how it came"),
    ({"title": "x" * 301}, "it can have 300"),
    ({"text": "a\x07b"}, "control character"),
    ({"text": "x" * 120_001}, "it can have 120,000"),
    ({"source": "nowhere"}, "Choose a source from the list"),
    ({"text": "", "on_record": "yes"}, "Paste the text that is to go on record"),
]


@pytest.mark.parametrize(("changed", "words"), WRONG)
def test_what_cannot_be_taken_is_explained_and_what_was_typed_is_kept(
    app: Flask, editor: FlaskClient, changed: dict[str, Any], words: str
) -> None:
    response = post(editor, NEW, **CAME | {"publisher": "Kept as typed"} | changed)
    assert (response.status_code, words in told(response)) == (422, True)
    assert 'value="Kept as typed"' in response.text
    assert rows(app, Draft) == []


JUDGED_WRONG: list[tuple[dict[str, str], str]] = [
    ({"verdict": ""}, "Choose how this part is judged"),
    ({"reasoning": ""}, "Say in a sentence why"),
    ({"test": ""}, "Say first what would count as an answer"),
    ({"passage": "The results for 2024 are attached."}, "These words do not stand in"),
    ({"gap": "withheld"}, "goes with"),
    ({"ground": "cost"}, "goes with"),
    ({"verdict": "partly_answered"}, "Say what is missing"),
    ({"verdict": "refused"}, "on what ground"),
    ({"sources": ""}, "Tick what this rests on"),
]


@pytest.mark.parametrize(("changed", "words"), JUDGED_WRONG)
def test_a_finding_that_lacks_something_is_not_saved(
    app: Flask, editor: FlaskClient, changed: dict[str, str], words: str
) -> None:
    response = judge(editor, begin(editor), "1a", ANSWERED | changed)
    assert (response.status_code, words in told(response)) == (422, True)
    assert [one.version for one in rows(app, Draft)] == [1]


def test_a_passage_may_leave_out_and_fold_but_not_change(editor: FlaskClient) -> None:
    passage = "The results for 2025\n are attached. […] not name the laboratory."
    assert judge(editor, begin(editor), "1a", ANSWERED | {"passage": passage}).status_code == 303


def test_a_text_longer_than_64_kb_is_taken(app: Flask, editor: FlaskClient) -> None:
    begin(editor, text="Ä long reply. " * 8_000)
    assert len(rows(app, Draft)[0].data) > 100_000


def test_a_plain_file_becomes_the_text_and_the_source(app: Flask, reviewer: FlaskClient) -> None:
    draft = begin(reviewer, text="", file=(io.BytesIO(TEXT.encode()), "reply.txt"))
    assert "We will not name the laboratory." in reviewer.get(f"{draft}/parts/1a").text
    publish(reviewer, draft)
    source = rows(app, Source)[-1]
    assert (source.key, source.file, len(source.sha256)) == ("letter-2026-11-06", "letter-2026-11-06.txt", 64)


def test_a_pasted_text_stays_at_the_desk_unless_it_is_put_on_record(app: Flask, reviewer: FlaskClient) -> None:
    publish(reviewer, begin(reviewer))
    publish(reviewer, begin(reviewer, on_record="yes"))
    assert [bool(one.sha256) for one in rows(app, Source)] == [False, False, True]


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", b"MZ\x90\x00", b""])
def test_other_files_are_refused_in_words(app: Flask, editor: FlaskClient, data: bytes) -> None:
    response = post(editor, NEW, **CAME, file=(io.BytesIO(data), "reply.pdf"))
    assert response.status_code == 422
    assert 'id="file-error"' in response.text


@pytest.mark.parametrize(("tell", "told_"), [("yes", True), ("no", False)])
def test_followers_are_told_only_if_so_chosen(app: Flask, editor: FlaskClient, tell: str, told_: bool) -> None:
    publish(editor, begin(editor), tell=tell)
    with Session(app.extensions["engine"]) as session:
        count = session.scalar(
            select(func.count()).select_from(Notification).where(Notification.subject.like("response/%"))
        )
    assert bool(count) is told_


def test_judging_what_never_came_begins_from_the_demand(reviewer: FlaskClient) -> None:
    path = "/editor/motions/clean-river/demands/1/judge"
    assert "No reply: judge that nothing has come" in reviewer.get(path).text
    response = post(reviewer, path, response="", parts=["1b"])
    page = reviewer.get(response.location).text
    assert "this judges that nothing has come" in page
    fields = {"verdict": "cannot_be_judged", "reasoning": "None.", "test": "A name.", "sources": "minutes"}
    assert post(reviewer, response.location, **fields, seen=seen(reviewer, response.location)).status_code == 422


def test_a_draft_can_be_put_aside(app: Flask, editor: FlaskClient) -> None:
    draft = begin(editor)
    assert post(editor, f"{draft}/discard").location == "/editor/drafts"
    assert [one.state for one in rows(app, Draft)] == [DraftState.DISCARDED]


@pytest.mark.parametrize("path", ["/editor/replies/none", "/editor/motions/none/replies/new", "/editor/findings/none"])
def test_what_is_not_there_is_not_found(editor: FlaskClient, path: str) -> None:
    assert editor.get(path).status_code == 404
