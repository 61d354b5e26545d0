"""Ledgers of deadlines in record files: what does not fit together has its cure, in the motion's own zone."""

from typing import Any

import pytest

from tracker.record.ledger_checks import check_ledgers

FIRST = {"due": "2026-11-08", "set_on": "2026-11-01"}


def cures(*rows: dict[str, Any], zone: str = "Europe/London") -> list[str]:
    """Return the cures of the ledger of a demand."""
    data = {"motion": {"time_zone": zone}, "demands": [{"number": "1", "deadlines": list(rows)}]}
    return [cure for _, cure in check_ledgers(data)]


def row(kind: str = "set", due: str | None = "2026-11-08", **values: Any) -> dict[str, Any]:
    """Return a row made on 2 November; the day by which it is due is left out where it is None."""
    return {"kind": kind, "set_on": "2026-11-02", **({"due": due} if due else {}), **values}


STANDS = [
    [FIRST],
    [FIRST, row("extended", "2026-11-20"), row("brought_forward", "2026-11-01")],  # to a day that has passed
    [FIRST, row("expected", "2026-11-05"), row("asked_again", "2026-11-30")],
    [row("expected", "2026-11-30")],  # a promise where no deadline was set
    [FIRST, row("paused", None), row("resumed", None), row("paused", None)],
    [row("set", None, event="the next meeting"), row("set", "2026-12-01")],
    [FIRST, row("extended", "2026-11-15", rule="7 days", **{"from": "previous"})],
    [{"due": "2026-10-01", "set_on": "2026-11-01"}],  # it had passed when it was adopted
]


@pytest.mark.parametrize("rows", STANDS)
def test_a_ledger_as_bodies_keep_them_stands(rows: list[dict[str, Any]]) -> None:
    assert cures(*rows) == []


REFUSED = [
    ([FIRST, row("set", "2027-02-10")], "give each date a part of its own"),  # F2
    ([FIRST, row("extended", "2026-11-07")], "2026-11-07 is earlier than 2026-11-08; that is brought_forward"),
    ([FIRST, row("brought_forward", "2026-11-09")], "2026-11-09 is later than 2026-11-08; that is extended"),
    ([FIRST, {"kind": "extended", "due": "2026-11-20", "set_on": "2026-10-31"}], "put the rows in their order"),
    ([FIRST, row("resumed", None)], "the clock was not paused"),
    ([FIRST, row("paused", None), row("extended", "2026-12-01")], "write resumed in a row before this one"),
    (
        [row("set", None, event="the next meeting"), row("paused", None), row("set", "2026-12-01")],
        "write resumed in a row",
    ),
    ([FIRST, row("paused", None), row("paused", None)], "the clock stands already"),
    ([FIRST, row("paused", "2026-11-20")], "has no day of its own"),
    ([FIRST, row("asked_again", None, event="the next meeting")], "a row that is asked_again needs a day"),
    ([row("set", None, rule="7 fathoms")], "7 fathoms"),
    ([FIRST, row("expected", "2026-11-01")], "2026-11-01 is before the day on which it was promised, 2026-11-02"),
]


@pytest.mark.parametrize(("rows", "cure"), REFUSED)
def test_what_does_not_fit_has_its_cure(rows: list[dict[str, Any]], cure: str) -> None:
    assert any(cure in each for each in cures(*rows))


ONE_DAY = [("extended", "17:00", "09:00", "that is brought_forward"), ("brought_forward", "09:00", "17:00", "extended")]


@pytest.mark.parametrize(("kind", "first", "then", "cure"), ONE_DAY)
def test_f15_hours_of_one_day_are_compared(kind: str, first: str, then: str, cure: str) -> None:
    rows = [{"due": f"2026-11-08T{first}Z", "set_on": "2026-11-01"}, row(kind, f"2026-11-08T{then}Z")]
    assert [cure in each for each in cures(*rows)] == [True]


SEVEN_DAYS = [
    ("America/St_Johns", "2026-11-10T03:29:00Z"),
    ("America/New_York", "2026-11-10T04:59:00Z"),
    ("Pacific/Auckland", "2026-11-08T23:00:00Z"),
    ("Asia/Kathmandu", "2026-11-08T23:15:00Z"),
]


@pytest.mark.parametrize(("zone", "due"), SEVEN_DAYS)
def test_f1_a_rule_counts_days_of_the_motions_own_zone(zone: str, due: str) -> None:
    assert cures({"due": due, "set_on": "2026-11-02", "rule": "7 days"}, zone=zone) == []
    (cure,) = cures({"due": due, "set_on": "2026-11-02", "rule": "8 days"}, zone=zone)
    assert cure.startswith("2026-11-02 + 8 days is 2026-11-10, not 2026-11-09")
