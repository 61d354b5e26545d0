"""Days, instants and date rules in words."""

from datetime import date, datetime, timedelta

import pytest

from tests.builders import utc
from tracker.rules.date_rules import DateRuleError, read_rule
from tracker.wording.dates import closing_words, lateness, rule_problem, rule_words


@pytest.mark.parametrize(
    ("at", "zone", "words"),
    [
        (utc(2019, 2, 12), "Europe/London", "the end of 11 February 2019"),
        (utc(2019, 7, 11, 23), "Europe/London", "the end of 11 July 2019"),
        (utc(2019, 7, 12), "Europe/London", "01:00 on 12 July 2019"),
        (utc(2019, 1, 1), "Pacific/Auckland", "13:00 on 1 January 2019"),
        (utc(2019, 1, 1, 5), "America/New_York", "the end of 31 December 2018"),
    ],
)
def test_what_closes_at_midnight_closes_at_the_end_of_a_day(at: datetime, zone: str, words: str) -> None:
    assert closing_words(at, zone) == words


EXAMPLES = "write '7 days', '20 working days', '14 clear days', '2 weeks', '3 months' or 'end of month'"
NOW = utc(2026, 11, 12, 9)


@pytest.mark.parametrize(("hours", "wanted"), [(23, None), (25, "1 day after it happened")])
def test_a_day_is_the_measure_of_late(hours: int, wanted: str | None) -> None:
    assert lateness(NOW, NOW + timedelta(hours=hours), "Europe/London") == wanted


def test_what_is_known_by_its_day_is_late_from_the_day_after_next() -> None:
    late = [lateness(date(2019, 2, 11), utc(2019, 2, day, 12), "Europe/London") for day in (11, 12, 13)]
    assert late == [None, None, "2 days after it happened"]


@pytest.mark.parametrize("words", ["7 days", "1 month", "20 working days, Northern Ireland"])
def test_a_rule_is_written_as_it_is_read(words: str) -> None:
    assert rule_words(read_rule(words)) == words


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            "seven days",
            f"'seven days' is not a rule; {EXAMPLES}",
        ),
        (
            "20 working days, Francia",
            "'20 working days, Francia' names no calendar; write England and Wales, Scotland, Northern Ireland, "
            "United Kingdom, or a code such as FR or US-NY",
        ),
        ("7 days, Scotland", "only working days take a region"),
    ],
)
def test_a_wrong_rule_says_how_to_write_one(words: str, problem: str) -> None:
    with pytest.raises(DateRuleError) as refused:
        read_rule(words)
    assert rule_problem(refused.value) == problem
