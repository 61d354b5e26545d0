"""What no act of the desk may do: the addressee's words stay, nothing turns adverse again, nobody is shown."""

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import Editor
from tracker.operations.record.publishing import RefusedError, publish, stored_table
from tracker.record.fields import Entry
from tracker.vocabulary import Role, Visibility

NOW = utc(2026, 11, 8)
REFUSED_FIRST = FINDING.replace("answered, reasoning", "refused, ground: cost, reasoning") + (
    "  - {demand: 1, question: a, verdict: answered, reasoning: Given after all., found_on: 2026-11-05,"
    " sources: [minutes]}\n"
    "  - {demand: 1, question: b, verdict: refused, ground: cost, reasoning: Too dear., found_on: 2026-11-05,"
    " sources: [minutes]}\n"
)
STATEMENT = """\
statements:
  - {id: said, by: The Cabinet, demands: [1], received_on: 2026-11-05, text: We object., sources: []}
"""
APPEND_ONLY = ("change", "deadline", "response", "finding", "statement", "clearance")


@pytest.fixture
def reviewer(engine: Engine) -> Editor:
    """Give a record with a refusal, one that an answer took the place of, and the addressee's words."""
    load(engine, CLEAN_RIVER + REPLY + REFUSED_FIRST + STATEMENT, utc(2026, 11, 6))
    return add_editor(engine, Role.REVIEWER)


def amended(engine: Engine, subject: str, **values: Any) -> Entry:
    """Return an entry on record with some fields changed."""
    with reading(engine) as session:
        return stored_table(session, "clean-river")[subject].model_copy(update=values)


def refused(engine: Engine, who: Editor, subject: str, entry: Entry | None) -> str:
    """Try to put an entry on record, with a note for readers; return why that was refused."""
    with pytest.raises(RefusedError) as error, transaction(engine) as session:
        publish(session, "clean-river", {subject: entry}, who, NOW, reason="R", note="It was wrong.")
    return str(error.value)


def test_the_words_of_the_addressee_stay_as_they_came(engine: Engine, reviewer: Editor) -> None:
    changed = amended(engine, "statement/said", text="We agree.")
    assert "stay as they came" in refused(engine, reviewer, "statement/said", changed)


def test_a_reply_stays_beside_the_adverse_finding(engine: Engine, reviewer: Editor) -> None:
    assert "stands beside that" in refused(engine, reviewer, "statement/said", None)


def test_no_earlier_finding_turns_adverse_again_by_one_that_goes(engine: Engine, reviewer: Editor) -> None:
    assert "“refused” again" in refused(engine, reviewer, "finding/1a-2026-11-05", None)


def test_only_the_page_of_who_sees_it_shows_or_hides_a_motion(engine: Engine, reviewer: Editor) -> None:
    changed = amended(engine, "motion", visibility=Visibility.DRAFT)
    assert "visibility: public" in refused(engine, reviewer, "motion", changed)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_not_even_a_replacement_rewrites_what_is_append_only(sqlite: Engine, table: str) -> None:
    load(sqlite, CLEAN_RIVER + REPLY + REFUSED_FIRST + STATEMENT, utc(2026, 11, 6))
    with sqlite.begin() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.exec_driver_sql(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
