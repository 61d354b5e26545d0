"""Acts at the desk: the ledger grows, sources and figures are added, entries are put right; once, and nothing lost."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.storage.test_files import PDF
from tests.web.desk.people import held, post, sign_in, told
from tracker.models import Change, Deadline, Draft, Notification, Source
from tracker.operations.record.publishing import stored_table
from tracker.record.entries import content
from tracker.vocabulary import ChangeKind, NotificationKind, Role

NOW = utc(2026, 11, 5, 13)
ROOT = "/editor/motions/clean-river"
MOVE = {
    "demands": "1", "kind": "extended", "set_on": "2026-11-05", "set_by": "the Cabinet", "agreed": "false",
    "rule": "7 days", "note": "More time for the laboratory.", "sources": "minutes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand three days before the deadline."""
    with time_machine.travel(NOW, tick=False):
        yield


def key_of(response: TestResponse) -> str:
    """Return the key of the draft that an answer leads to, or whose form it shows."""
    found = re.search(r"/editor/(?:acts|compose)/([\w-]+)", f"{response.location} {response.text}")
    assert found
    return found[1]


def version_of(client: FlaskClient, key: str, page: str = "") -> str:
    """Return the version that a draft's page carries."""
    found = re.search(r'name="version" value="(\d+)"', client.get(f"/editor/acts/{key}{page}").text)
    assert found
    return found[1]


def publish(client: FlaskClient, key: str, **fields: str) -> TestResponse:
    """Press "publish" on a draft's preview."""
    if "version" not in fields:
        fields["version"] = version_of(client, key, "/preview")
    return post(client, f"/editor/acts/{key}/publish", **{"do": "publish", **fields})


def entries(app: Flask) -> dict[str, Any]:
    """Return what is on record."""
    with held(app) as session:
        return {subject: content(entry) for subject, entry in stored_table(session, "clean-river").items()}


def count(app: Flask, noun: type[Any]) -> int:
    """Return how many rows there are."""
    with held(app) as session:
        return session.scalar(select(func.count()).select_from(noun)) or 0


def test_a_deadline_is_moved_with_its_sum_shown_first(app: Flask, editor: FlaskClient) -> None:
    saved = post(editor, f"{ROOT}/demands/1/deadline", **MOVE)
    page = told(editor.get(saved.location))
    assert "extended Thursday 5 November 2026 + 7 days = end of Thursday 12 November 2026 (London)" in page
    assert count(app, Deadline) == 1
    done = publish(editor, key_of(saved))
    assert (done.status_code, done.location) == (303, "/motions/clean-river/demands/1")
    row = entries(app)["deadline/1-2"]
    assert (row["due"], row["agreed"], row["kind"]) == ("2026-11-12", False, "extended")
    assert entries(app)["deadline/1-1"]["due"] == "2026-11-08"


def test_two_presses_publish_once(app: Flask, editor: FlaskClient) -> None:
    key = key_of(post(editor, f"{ROOT}/deadline", **MOVE))
    version = version_of(editor, key, "/preview")
    first, second = publish(editor, key, version=version), publish(editor, key, version=version)
    assert (first.location, second.status_code) == (second.location, 303)
    assert count(app, Deadline) == 2


@pytest.mark.parametrize(("do", "told_of"), [("publish", 0), ("tell", 1)])
def test_followers_are_told_where_the_editor_says_so(app: Flask, editor: FlaskClient, do: str, told_of: int) -> None:
    publish(editor, key_of(post(editor, f"{ROOT}/deadline", **MOVE)), do=do)
    with held(app) as session:
        found = session.scalars(select(Notification).where(Notification.kind == NotificationKind.DEADLINE_MOVED)).all()
    assert len(found) == told_of


FAULTS = [
    ({"demands": []}, "demands"),
    ({"demands": ["9"], "kind": "set"}, "demands"),
    ({"demands": ["1", "\0"]}, "demands"),
    ({"rule": "soon"}, "rule"),
    ({"rule": "", "due": ""}, "rule"),
    ({"rule": "", "due": "2026-11-06"}, "due"),
    ({"due": "2026-11-20"}, "due"),
    ({"kind": "set"}, "kind"),
    ({"set_on": "2026-11-31"}, "set_on"),
    ({"set_on": "2026-11-06"}, "set_on"),
    ({"sources": "nowhere"}, "sources"),
    ({"time": "noon"}, "time"),
    ({"note": "bell\x07"}, "note"),
]


@pytest.mark.parametrize(("changed", "field"), FAULTS, ids=str)
def test_what_does_not_fit_is_said_beside_its_field_and_all_typed_text_comes_back(
    app: Flask, editor: FlaskClient, changed: dict[str, Any], field: str
) -> None:
    response = post(editor, f"{ROOT}/deadline", **MOVE | changed)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert "the Cabinet" in response.text
    assert (count(app, Draft), count(app, Deadline)) == (1, 1)


def test_two_who_move_one_deadline_lose_nothing(app: Flask, editor: FlaskClient) -> None:
    mine = key_of(post(editor, f"{ROOT}/deadline", **MOVE))
    theirs = key_of(post(editor, f"{ROOT}/deadline", **MOVE | {"rule": "9 days"}))
    version = version_of(editor, mine, "/preview")
    publish(editor, theirs)
    late = publish(editor, mine, version=version)
    assert late.status_code == 409
    assert "More time for the laboratory." in late.text
    again = post(editor, f"/editor/acts/{mine}", **MOVE, do="again", version=version, due="", time="")
    assert again.status_code == 422  # Seven days are less than nine: that is not putting it back.
    post(editor, f"/editor/acts/{mine}", **MOVE | {"rule": "10 days"}, do="save", version=str(int(version) + 1))
    publish(editor, mine)
    assert [entries(app)[f"deadline/1-{at}"]["due"] for at in (1, 2, 3)] == ["2026-11-08", "2026-11-14", "2026-11-15"]


def test_who_saves_over_another_is_shown_both_texts(editor: FlaskClient) -> None:
    key = key_of(post(editor, f"{ROOT}/deadline", **MOVE))
    post(editor, f"/editor/acts/{key}", **MOVE | {"note": "Theirs."}, version="1")
    second = post(editor, f"/editor/acts/{key}", **MOVE | {"note": "Mine."}, version="1")
    assert second.status_code == 409
    assert "Theirs." in second.text
    assert "Mine." in second.text


def test_a_source_with_a_file_is_kept_and_can_be_downloaded(app: Flask, editor: FlaskClient) -> None:
    file = (BytesIO(PDF), "../Minutes <b>.pdf")
    saved = post(editor, f"{ROOT}/sources/new", publisher="Northgate", title="Report", read="whole", upload=file)
    publish(editor, key_of(saved))
    source = entries(app)["source/northgate-report"]
    assert source["file"] == "Minutes -b.pdf"
    page = editor.get("/motions/clean-river/sources").text
    assert "our copy, 1 kB, PDF" in page
    given = editor.get("/motions/clean-river/sources/northgate-report/file")
    assert (given.data, given.headers["Content-Disposition"][:11]) == (PDF, "attachment;")


def test_a_file_of_another_kind_is_refused_and_the_words_stay(app: Flask, editor: FlaskClient) -> None:
    file = (BytesIO(b"<svg onload=alert(1)>"), "picture.png")
    response = post(editor, f"{ROOT}/sources/new", publisher="Northgate", title="A picture", upload=file)
    assert (response.status_code, count(app, Source)) == (422, 1)
    assert 'id="upload-error"' in response.text
    assert 'value="A picture"' in response.text


def test_a_figure_is_added(app: Flask, editor: FlaskClient) -> None:
    saved = post(
        editor, f"{ROOT}/figures/new", label="Samples taken", value="1250", sources="minutes", precision="about"
    )
    publish(editor, key_of(saved))
    assert entries(app)["figure/samples-taken"]["value"] == "1250"


def test_a_demand_is_withdrawn_with_its_day_reason_and_source(app: Flask, editor: FlaskClient) -> None:
    fields = {"withdrawn_on": "2026-11-05", "withdrawn_reason": "It was settled.", "sources": "minutes"}
    publish(editor, key_of(post(editor, f"{ROOT}/demands/1/withdraw", **fields)), do="tell")
    assert entries(app)["demand/1"]["withdrawn_on"] == "2026-11-05"
    assert "Withdrawn" in editor.get("/motions/clean-river/demands/1").text
    assert "Demand 1 was withdrawn." in editor.get("/motions/clean-river/timeline").text


SOURCE = {"publisher": "Northgate Council", "title": "Minutes", "published_on": "2026-11-02", "read": "not_stated",
          "url": "https://example.org/m", "kind": "document"}  # fmt: skip


def test_a_correction_needs_its_note_and_says_before_and_after(app: Flask, editor: FlaskClient) -> None:
    changed = SOURCE | {"published_on": "2026-11-03"}
    refused = post(editor, f"{ROOT}/correct/source/minutes", **changed)
    assert (refused.status_code, 'id="public_note-error"' in refused.text) == (422, True)
    key = key_of(refused)
    saved = post(editor, f"/editor/acts/{key}", **changed, public_note="We had the day wrong.", version="1")
    page = told(editor.get(saved.location))
    assert "Before: 2 November 2026 After: 3 November 2026" in page
    publish(editor, key)
    with held(app) as session:
        kinds = list(session.scalars(select(Change.kind).order_by(Change.id.desc()).limit(2)))
    assert kinds == [ChangeKind.CORRECTION_NOTED, ChangeKind.ENTRY_AMENDED]


def test_a_slip_of_the_pen_needs_no_note_and_a_date_always_does(editor: FlaskClient) -> None:
    slip = SOURCE | {"title": "The minutes", "only_wording": "yes"}
    assert post(editor, f"{ROOT}/correct/source/minutes", **slip).status_code == 303
    assert post(editor, f"{ROOT}/correct/source/minutes", **slip | {"published_on": "2026-11-03"}).status_code == 422


def test_an_entry_that_changed_since_is_shown_in_both_versions(app: Flask, editor: FlaskClient) -> None:
    key = key_of(post(editor, f"{ROOT}/correct/source/minutes", **SOURCE | {"title": "Mine", "only_wording": "yes"}))
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Minutes", "title: Theirs"), NOW)
    late = publish(editor, key)
    assert late.status_code == 409
    assert "Theirs" in late.text
    assert 'value="Mine"' in late.text


def judged(verdict: str = "answered") -> str:
    """Return a record whose part says what would count as an answer, with one finding."""
    text = CLEAN_RIVER.replace("text: the results for 2025", "text: the results for 2025, test: A table of results.")
    return text + REPLY + FINDING.replace("verdict: answered", f"verdict: {verdict}")


FOUND = {"verdict": "answered", "reasoning": "Given in full.", "found_on": "2026-11-04", "found_by": "the editors",
         "sources": "minutes", "public_note": "The reason was too short."}  # fmt: skip
AMENDED = f"{ROOT}/correct/finding/1a-2026-11-04"


@pytest.mark.parametrize(
    ("stored", "wanted"), [("answered", "refused"), ("refused", "answered"), ("refused", "refused")]
)
def test_an_adverse_finding_is_not_put_right_but_judged_anew(app: Flask, stored: str, wanted: str) -> None:
    load(app.extensions["engine"], judged(stored), NOW)
    response = post(sign_in(app, Role.REVIEWER), AMENDED, **FOUND | {"verdict": wanted})
    assert response.status_code == 422
    assert "judge the part anew" in response.text


@pytest.mark.parametrize(("role", "code"), [(Role.EDITOR, 422), (Role.REVIEWER, 303)])
def test_another_finding_is_put_right_by_a_reviewer(app: Flask, role: Role, code: int) -> None:
    load(app.extensions["engine"], judged(), NOW)
    client = sign_in(app, role)
    done = publish(client, key_of(post(client, AMENDED, **FOUND)), version="1")
    assert done.status_code == code
    assert (entries(app)["finding/1a-2026-11-04"]["reasoning"] == "Given in full.") == (code == 303)


def test_a_contributor_prepares_and_publishes_nothing(app: Flask) -> None:
    client = sign_in(app, Role.CONTRIBUTOR)
    key = key_of(post(client, f"{ROOT}/deadline", **MOVE))
    assert "Publish</button>" not in client.get(f"/editor/acts/{key}/preview").text
    assert publish(client, key, version="1").status_code == 403
    assert post(client, f"/editor/acts/{key}/hand", do="hand", version="1").status_code == 303


def test_a_draft_goes_back_with_a_word_and_can_be_put_aside(editor: FlaskClient) -> None:
    key = key_of(post(editor, f"{ROOT}/deadline", **MOVE))
    post(editor, f"/editor/acts/{key}/hand", do="hand", version="1")
    post(editor, f"/editor/acts/{key}/hand", do="back", words="Which letter?", version="1")
    assert "Which letter?" in editor.get(f"/editor/acts/{key}").text
    post(editor, f"/editor/acts/{key}/hand", do="discard", version="1")
    assert editor.get(f"/editor/acts/{key}").status_code == 410


def test_a_follow_up_is_drafted_and_its_sending_is_asking_again(app: Flask, editor: FlaskClient) -> None:
    page = editor.get(f"{ROOT}/follow-up?shape=letter&demand=1")
    assert "(a) the results for 2025 [no answer recorded, not due yet]" in page.text
    sent = {"demands": "1", "set_on": "2026-11-05", "set_by": "the Clerk", "basis": "a letter", "sources": "minutes"}
    publish(editor, key_of(post(editor, f"{ROOT}/asked-again?demand=1", **sent)))
    row = entries(app)["deadline/1-2"]
    assert (row["kind"], row["due"]) == ("asked_again", "2026-11-08")


PAGES = ["", "/deadline", "/demands/1/deadline", "/demands/1/withdraw", "/sources/new", "/figures/new", "/correct",
         "/correct/motion", "/correct/demand/1", "/correct/question/1a", "/correct/deadline/1-1", "/follow-up",
         "/asked-again?demand=1", "/visibility"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_one_of_no_motion_is_404(editor: FlaskClient, page: str) -> None:
    assert editor.get(ROOT + page).status_code == 200
    assert editor.get(f"/editor/motions/nothing{page}").status_code == 404
