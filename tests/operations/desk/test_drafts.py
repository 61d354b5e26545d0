"""Drafts: nothing is lost where two people save, and what is put on record is put on record once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.builders import CLEAN_RIVER, load, utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import DeskEntry, Draft, Editor
from tracker.operations.desk import drafts
from tracker.operations.desk.drafts import ConflictError
from tracker.vocabulary import DraftKind, DraftState, Role

NOW = utc(2026, 11, 20)


@pytest.fixture
def people(engine: Engine) -> list[Editor]:
    """Give the small record and two accounts."""
    load(engine, CLEAN_RIVER)
    return [add_editor(engine, Role.EDITOR), add_editor(engine, Role.REVIEWER)]


def begin(session: Session, who: Editor, **data: Any) -> Draft:
    """Begin a draft with a form's fields."""
    return drafts.begin(session, who, DraftKind.REPLY, "A letter", data, NOW)


def test_a_draft_is_kept_as_the_form_stands(engine: Engine, people: list[Editor]) -> None:
    with transaction(engine) as session:
        key = begin(session, people[0], text="Dear all,\r\n“£5”", parts={"1a": {"verdict": "refused"}}).key
    with reading(engine) as session:
        draft = drafts.find(session, key)
        assert draft is not None
        assert drafts.data_of(draft) == {"text": "Dear all,\r\n“£5”", "parts": {"1a": {"verdict": "refused"}}}


def test_who_saves_second_is_told_and_writes_nothing(engine: Engine, people: list[Editor]) -> None:
    with transaction(engine) as session:
        key = begin(session, people[0], text="first").key
        drafts.save(session, key, 1, {"text": "second"}, people[0], NOW)
        with pytest.raises(ConflictError) as refused:
            drafts.save(session, key, 1, {"text": "other"}, people[1], NOW)
    assert (drafts.data_of(refused.value.stored), refused.value.stored.version) == ({"text": "second"}, 2)


def test_saving_over_what_was_handed_on_opens_it_again(engine: Engine, people: list[Editor]) -> None:
    with transaction(engine) as session:
        key = begin(session, people[0], text="one").key
        drafts.submit(session, key, 1, people[0], NOW)
        saved = drafts.save(session, key, 1, {"text": "two"}, people[0], NOW)
    assert (saved.state, saved.submitted_at) == (DraftState.OPEN, None)


def test_of_many_presses_one_puts_it_on_record(engine: Engine, people: list[Editor]) -> None:
    with transaction(engine) as session:
        key = begin(session, people[0]).key
    taken: list[bool] = []

    def press() -> None:
        with transaction(engine) as session:
            taken.append(drafts.take(session, key, people[1], NOW) is not None)

    presses = [threading.Thread(target=press) for _ in range(6)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert sorted(taken) == [False] * 5 + [True]


def test_nobody_publishes_what_they_have_not_read(engine: Engine, people: list[Editor]) -> None:
    with transaction(engine) as session:
        key = begin(session, people[0], text="mild").key
        drafts.save(session, key, 1, {"text": "strong"}, people[0], NOW)
        with pytest.raises(ConflictError):
            drafts.take(session, key, people[1], NOW, version=1)


@pytest.mark.parametrize("act", ["save", "submit", "discard", "take"])
def test_a_discarded_draft_stays_as_it_is(engine: Engine, people: list[Editor], act: str) -> None:
    who = people[0]
    with transaction(engine) as session:
        key = begin(session, who).key
        drafts.discard(session, key, who, NOW)
        acts: dict[str, Callable[[], object]] = {
            "save": lambda: drafts.save(session, key, 1, {}, who, NOW),
            "submit": lambda: drafts.submit(session, key, 1, who, NOW),
            "discard": lambda: drafts.discard(session, key, who, NOW),
            "take": lambda: drafts.take(session, key, who, NOW),
        }
        with pytest.raises(ConflictError):
            acts[act]()


def test_each_act_is_in_the_desks_log_and_says_nothing_of_what_was_typed(engine: Engine, people: list[Editor]) -> None:
    with transaction(engine) as session:
        key = begin(session, people[0], text="secret").key
        drafts.submit(session, key, 1, people[0], NOW)
        drafts.send_back(session, key, "a secret word", people[1], NOW)
        drafts.discard(session, key, people[0], NOW)
        entries = session.scalars(select(DeskEntry).order_by(DeskEntry.id)).all()
    assert [entry.role for entry in entries] == ["editor", "editor", "reviewer", "editor"]
    assert {entry.subject for entry in entries} == {f"draft/{key}"}
    assert "secret" not in "".join(entry.act + entry.reason for entry in entries)
