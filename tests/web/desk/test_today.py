"""Today: what needs hands, said once, and kindly where nothing does."""

from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from tests.builders import CLEAN_RIVER, REPLY, load, utc
from tests.web.desk.people import editor_of, post, sign_in, told
from tracker.db import transaction
from tracker.models import Motion, Outlet
from tracker.operations.desk import drafts, requests
from tracker.operations.desk.requests import NewRequest
from tracker.operations.notify import letters
from tracker.operations.record import visibility
from tracker.vocabulary import DraftKind, HideReason, LetterKind, MessageState, Role

NOW = utc(2026, 11, 6, 12)


def today(app: Flask, at: datetime = NOW, role: Role = Role.EDITOR) -> str:
    """Return what the page says to an editor at an instant."""
    with time_machine.travel(at, tick=False):
        return told(sign_in(app, role).get("/editor"))


def test_a_deadline_within_seven_days_is_named(app: Flask) -> None:
    assert "Nothing waits; 1 deadline within seven days" in today(app)
    assert "Demand 1: Sampling results" in today(app)


def test_nothing_to_do_is_said_kindly(app: Flask) -> None:
    assert "Nothing waits for you. Enjoy the quiet." in today(app, utc(2026, 11, 20, 12))


def test_while_the_post_is_checked_one_press_notes_that_nothing_came(app: Flask) -> None:
    with time_machine.travel(utc(2026, 11, 9, 7), tick=False):
        client = sign_in(app, Role.EDITOR)
        assert "Something came for demand 1" in told(client.get("/editor"))
        answer = post(client, "/editor/checked", motion="clean-river", demand="1")
        assert (answer.status_code, answer.location) == (303, "/editor")
        assert "Somebody looked 07:00" in told(client.get("/editor"))


@pytest.mark.parametrize(
    ("there", "words"),
    [([], "Nobody can keep the record yet."), ([Role.EDITOR], "Nobody can publish findings yet."),
     ([Role.REVIEWER], "takes two people"), ([Role.EDITOR, Role.REVIEWER], "")],
)  # fmt: skip
def test_an_administrator_is_told_whom_the_desk_lacks(app: Flask, there: list[Role], words: str) -> None:
    for role in there:
        editor_of(app, role)
    page = today(app, role=Role.ADMIN)
    assert ("Invite somebody" in page, words in page) == (bool(words), True)


@pytest.mark.parametrize(("demand", "status"), [("7", 404), ("x", 400), ("", 400)])
def test_a_demand_that_is_not_there_is_not_noted(app: Flask, demand: str, status: int) -> None:
    client = sign_in(app, Role.EDITOR)
    assert post(client, "/editor/checked", motion="clean-river", demand=demand).status_code == status


def test_a_reply_that_nobody_has_judged_is_named(app: Flask) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY)
    assert "Waiting for our judgement" in today(app)
    assert "Demand 1: Sampling results Clean River for 2 days Judge it" in today(app)


def test_what_waits_for_a_second_person_and_what_was_sent_back_is_named(app: Flask) -> None:
    author, reviewer = editor_of(app, Role.EDITOR), editor_of(app, Role.REVIEWER)
    with transaction(app.extensions["engine"]) as session:
        first, second = (drafts.begin(session, author, DraftKind.FIGURE, name, {}, NOW) for name in ("One", "Two"))
        for draft in (first, second):
            drafts.submit(session, draft.key, 1, author, NOW)
        drafts.send_back(session, second.key, "Which table?", reviewer, NOW)
    page = today(app)
    assert "Waiting for a second person One" in page
    assert "Sent back: Which table?" in page


def test_a_readers_request_has_its_own_clock(app: Flask) -> None:
    asked = NewRequest(page="/motions/clean-river", wrong="The day is wrong.")
    with transaction(app.extensions["engine"]) as session:
        key = requests.ask(session, asked, b"key", NOW).key
    assert f"{key} asked 6 November 2026; to be looked at by 10 November 2026" in today(app)
    assert "to be looked at 1 day late" in today(app, utc(2026, 11, 11, 12))


def test_mail_that_failed_and_mail_that_is_held_is_named(app: Flask) -> None:
    with transaction(app.extensions["engine"]) as session:
        letter = letters.queue(session, LetterKind.ACCOUNT_LINK, "ada@example.org", {}, NOW)
        letter.state, letter.due_at, letter.outcome = MessageState.FAILED, None, "550 at RCPT"
        session.merge(Outlet(name="mail", held_at=NOW))
    page = today(app)
    assert "Account link: not delivered (550 at RCPT)" in page
    assert "ada@" not in page


def test_drafts_of_others_are_on_their_own_list(app: Flask) -> None:
    with transaction(app.extensions["engine"]) as session:
        drafts.begin(session, editor_of(app, Role.REVIEWER), DraftKind.FIGURE, "Hers", {}, NOW)
    client = sign_in(app, Role.EDITOR)
    assert "Hers" not in told(client.get("/editor"))
    assert "Hers" in told(client.get("/editor/drafts"))


def test_an_administrator_sees_what_waits_and_no_door_to_it(app: Flask) -> None:
    page = today(app, utc(2026, 11, 9, 7), Role.ADMIN)
    assert "Passed, and being checked" in page
    assert "Nothing came" not in page
    assert "New motion" not in page


def test_a_motion_that_was_taken_down_comes_back_on_its_day_of_review(app: Flask) -> None:
    with transaction(app.extensions["engine"]) as session:
        visibility.hide(session, "clean-river", HideReason.PRIVACY, "", editor_of(app, Role.EDITOR), NOW)
    assert "Taken down" not in today(app)
    assert "Clean River taken down; to be looked at again by 13 November 2026" in today(app, utc(2026, 11, 13, 12))


def test_a_demand_is_named_once_though_its_parts_have_deadlines_of_their_own(app: Flask) -> None:
    row = "{due: 2026-11-09, kind: set, set_on: 2026-11-01, set_by: the motion, basis: eight days, sources: [minutes]}"
    text = CLEAN_RIVER.replace("that made them}", f"that made them, deadlines: [{row}]}}")
    load(app.extensions["engine"], text)
    assert today(app).count("Demand 1: Sampling results") == 1


def test_a_deadline_that_awaits_an_event_asks_for_its_date(app: Flask) -> None:
    event = CLEAN_RIVER.replace("due: 2026-11-08", "event: the next meeting of Cabinet")
    load(app.extensions["engine"], event)
    assert "Due by the next meeting of Cabinet : is its date known by now? Set its date" in today(app)
    known = (
        "- {due: 2026-11-24, kind: set, set_on: 2026-11-05, set_by: the motion, basis: its date, sources: [minutes]}"
    )
    load(app.extensions["engine"], f"{event}      {known}\n")
    assert "is its date known" not in today(app)


def test_a_record_with_a_fault_is_named(app: Flask) -> None:
    with transaction(app.extensions["engine"]) as session:
        session.execute(update(Motion).values(adopted_on=date(2026, 11, 20)))
    assert "Records with a fault" in today(app)
    assert "motion, adopted_on: 2026-11-20 has not come yet" in today(app)
