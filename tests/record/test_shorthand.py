"""What a record file says in short is read as if it were written out."""

from typing import Any

import pytest

from tracker.record.shorthand import repeats_faults, write_out

QUARTERS = {"every": "3 months", "first": "2026-11-30", "times": "3", "set_by": "the motion"}


def written(demand: dict[str, Any], **motion: Any) -> dict[str, Any]:
    """Return a demand written out."""
    write_out({"motion": {"adopted_on": "2026-11-02", **motion}, "demands": [demand]})
    return demand


def test_parts_is_another_word_for_questions() -> None:
    parts = [{"letter": "a", "text": "Publish."}]
    assert written({"parts": parts}) == {"questions": parts}


def test_the_kind_of_a_demand_is_that_of_the_parts_that_give_none() -> None:
    parts = [{"letter": "a", "text": "A."}, {"letter": "b", "text": "B.", "kind": "information"}]
    assert [part["kind"] for part in written({"kind": "action", "parts": parts})["questions"]] == [
        "action",
        "information",
    ]


def test_a_demand_without_parts_is_its_own_only_part() -> None:
    (part,) = written({"kind": "action", "asks": "Build it."})["questions"]
    assert part == {"letter": "a", "text": "Build it.", "kind": "action"}


RULES = [
    ({"rule": "7 days", "set_on": "2026-11-02"}, "2026-11-09"),
    ({"rule": "2 months", "set_on": "2026-12-31"}, "2027-02-28"),
    ({"rule": "2 weeks", "from": "received_on", "received_on": "2026-11-04", "set_on": "2026-11-02"}, "2026-11-18"),
    ({"rule": "end of month", "set_on": "2026-11-02"}, "2026-11-30"),
    ({"rule": "5 days", "roll": "next_working_day", "set_on": "2026-11-02"}, "2026-11-09"),
    ({"rule": "soon", "set_on": "2026-11-02"}, None),
    ({"rule": "9999999 years", "set_on": "2026-11-02"}, None),
]


@pytest.mark.parametrize(("row", "due"), RULES)
def test_a_rule_gives_the_day(row: dict[str, Any], due: str | None) -> None:
    (found,) = written({"deadlines": [dict(row)]})["deadlines"]
    assert found.get("due") == due


def test_a_rule_counts_from_the_row_that_moved_the_clock_before_it() -> None:
    rows = [
        {"due": "2026-11-09", "set_on": "2026-11-02"},
        {"kind": "expected", "due": "2026-12-25", "set_on": "2026-11-03"},
        {"kind": "extended", "rule": "7 days", "from": "previous", "set_on": "2026-11-04"},
    ]
    assert written({"deadlines": rows})["deadlines"][2]["due"] == "2026-11-16"


def test_the_calendar_of_the_motion_counts_its_working_days() -> None:
    ten = {"rule": "10 working days", "set_on": "2026-12-18"}
    found = {
        name: written({"deadlines": [dict(ten)]}, calendar=name)["deadlines"][0]["due"] for name in ("GB", "GB-ENG")
    }
    assert found == {"GB": "2027-01-07", "GB-ENG": "2027-01-06"}


def test_a_duty_that_recurs_is_a_part_for_each_day() -> None:
    found = written({"asks": "Report.", "sources": ["minutes"], "repeats": QUARTERS})["questions"]
    assert [(part["letter"], part["text"]) for part in found] == [
        ("a1", "Report. (1)"), ("a2", "Report. (2)"), ("a3", "Report. (3)"),
    ]  # fmt: skip
    assert [part["deadlines"][0]["due"] for part in found] == ["2026-11-30", "2027-02-28", "2027-05-30"]
    assert {(row["set_on"], row["basis"]) for part in found for row in part["deadlines"]} == {
        ("2026-11-02", "every 3 months")
    }


def test_what_recurs_stands_beside_the_parts_that_are_written() -> None:
    found = written({"asks": "Report.", "parts": [{"letter": "a", "text": "A."}], "repeats": QUARTERS})["questions"]
    assert [part["letter"] for part in found] == ["a", "b1", "b2", "b3"]


NEVER = [
    ({"times": None}, "times"),
    ({"until": "2027-11-30"}, "times"),
    ({"times": None, "until": "2026-11-01"}, "until"),
    ({"every": "3 working days"}, "every"),
    ({"every": "often"}, "every"),
    ({"every": "1 day", "times": None, "until": "2030-11-30"}, "until"),  # more than are allowed
]


@pytest.mark.parametrize(("change", "field"), NEVER)
def test_what_does_not_recur_stays_as_it_is_and_has_its_cure(change: dict[str, Any], field: str) -> None:
    repeats = {name: value for name, value in (QUARTERS | change).items() if value is not None}
    demand = written({"asks": "Report.", "sources": ["minutes"], "repeats": repeats})
    assert (demand["repeats"], [name for name, _ in repeats_faults(demand)]) == (repeats, [field])


def test_an_hour_gives_its_local_day() -> None:
    data: dict[str, Any] = {
        "motion": {"time_zone": "Pacific/Auckland"},
        "responses": [{"id": "r", "received_at": "2026-11-07T20:00:00Z"}],
        "findings": [{"id": "f", "found_at": "2026-11-07T09:00:00Z"}],
    }
    write_out(data)
    assert (data["responses"][0]["received_on"], data["findings"][0]["found_on"]) == ("2026-11-08", "2026-11-07")


BENT = [{"demands": "none"}, {"motion": [], "demands": [[]]}, {"demands": [{"deadlines": [{"rule": 7}], "parts": 1}]}]


@pytest.mark.parametrize("data", BENT)
def test_what_is_not_well_formed_is_left_for_the_schema_to_name(data: dict[str, Any]) -> None:
    write_out(data)
    assert set(data) <= {"motion", "demands"}
