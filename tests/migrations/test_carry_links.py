"""The JSON lists of schema 0005 become links, in their order and with what they name; nothing is left out."""

from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from tracker.db import reading
from tracker.migrations import MigrationError, present, upgrade
from tracker.models import Motion
from tracker.queries.motions import motion_by_slug

COMMON = {
    "motion_id": 1,
    "position": 9,
    "withdrawn": False,
    "recorded_at": "2026-11-20 00:00:00+00:00",
    "text": "Words",
}
FIGURE = {"label": "Dams", "value": "1", "unit": "dams", "precision": "exact"}
LETTER = {
    "sender": "The Cabinet",
    "form": "letter",
    "reply": "received",
    "received_on": "2026-11-06",
    "summary": "More.",
}
ROWS: list[tuple[str, str, dict[str, Any]]] = [
    ("note", "whole", {"about": "wording", "demands": "[]"}),
    ("note", "one", {"about": "wording", "demands": "[1]"}),
    ("event", "meeting", {"happened_on": "2026-11-05", "demands": "[1]"}),
    ("figure", "b", FIGURE | {"demands": "[1]"}),
    ("figure", "a", FIGURE | {"demands": "[]"}),
    ("identity", "sum", {"kind": "sum", "terms": '["b", "a"]', "equals": "a", "decimals": 0}),
    ("discrepancy", "odd", {"figures": '["a", "b", "a"]', "sums": '["sum"]', "state": "open"}),
    ("flow", "way", {"title": "Way", "stages": '["in"]', "splits": '["sum"]', "joins": "[]", "beside": '["b"]'}),
    ("response", "letter-2", LETTER | {"demands": "[1]", "version": 1}),
    ("statement", "ours", {"by": "The Cabinet", "demands": "[1]", "version": 1}),
]


def put(engine: Engine, table: str, key: str, values: dict[str, Any]) -> None:
    """Insert a row of the record as schema 0005 has it."""
    there = {column["name"] for column in inspect(engine).get_columns(table)}
    row = {name: value for name, value in (COMMON | values).items() if name in there} | {"key": key}
    names = ", ".join(f'"{name}"' for name in row)
    with engine.begin() as connection:
        connection.execute(
            text(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(f":{name}" for name in row)})'), row
        )


def carried(engine: Engine) -> Motion:
    """Return the motion of a database that was filled at schema 0005 and upgraded."""
    for position, (table, key, values) in enumerate(ROWS, 9):
        put(engine, table, key, values | {"position": position})
    assert upgrade(engine)
    with reading(engine) as session:
        motion = motion_by_slug(session, "clean-river")
        assert motion is not None
        return motion


def test_lists_of_demands_are_carried_over(old: Engine) -> None:
    motion = carried(old)
    assert [(note.key, note.demands) for note in motion.notes] == [("whole", []), ("one", [1])]
    facts: list[Any] = [*motion.events, *motion.responses, *motion.statements]
    assert [fact.demands for fact in facts] == [[1], [], [1], [1]]


def test_lists_of_figures_and_sums_are_carried_over_in_their_order(old: Engine) -> None:
    motion = carried(old)
    assert [figure.demands for figure in motion.figures] == [[1], []]
    assert [(sum_.terms, sum_.equals) for sum_ in motion.identities] == [(["b", "a"], "a")]
    assert [(odd.figures, odd.sums) for odd in motion.discrepancies] == [(["a", "b", "a"], ["sum"])]
    flow = motion.flows[0]
    assert (flow.stages, flow.splits, flow.joins, flow.beside) == (["in"], ["sum"], [], ["b"])


@pytest.mark.parametrize(
    ("table", "values", "told"),
    [
        ("note", {"about": "wording", "demands": "[1, 9]"}, "demands of note 1: 9"),
        (
            "identity",
            {"kind": "sum", "terms": '["gone"]', "equals": "gone", "decimals": 0},
            "equals of identity 1: gone",
        ),
        ("flow", {"title": "Way", "stages": "[]", "splits": '["none"]', "joins": "[]", "beside": "[]"}, "flow 1: none"),
    ],
)
def test_a_list_that_names_what_is_not_there_stops_the_upgrade_and_loses_nothing(
    old: Engine, table: str, values: dict[str, Any], told: str
) -> None:
    put(old, table, "odd", values)
    with pytest.raises(MigrationError, match=told):
        upgrade(old)
    with old.connect() as connection:
        assert present(connection) == "0005"
        assert connection.scalar(text(f'SELECT count(*) FROM "{table}"')) == 1


@pytest.mark.parametrize("act", ["UPDATE demand_link SET position = 7", "DELETE FROM demand_link"])
def test_what_a_reply_names_is_not_rewritten(old: Engine, act: str) -> None:
    carried(old)
    with old.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(f"{act} WHERE response_id IS NOT NULL"))


def test_what_a_note_names_goes_with_its_amendment(old: Engine) -> None:
    carried(old)
    with old.begin() as connection:
        gone = connection.execute(text("DELETE FROM demand_link WHERE note_id IS NOT NULL"))
    assert gone.rowcount == 1


@pytest.mark.parametrize(
    "act",
    [
        "INSERT INTO demand_link (motion_id, position, demand_number, note_id) VALUES (1, 0, 9, 1)",
        "UPDATE figure_link SET figure_key = 'gone'",
        "UPDATE identity_link SET identity_key = 'gone'",
        "UPDATE identity SET equals = 'gone'",
    ],
)
def test_no_fact_names_what_is_not_there(old: Engine, act: str) -> None:
    carried(old)
    connection = old.connect()
    connection.execute(text(act))
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        connection.commit()
    connection.close()
