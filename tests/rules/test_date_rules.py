"""Rules in words and the dates they give, with the bank holidays of each part of the United Kingdom."""

from datetime import date

import pytest

from tracker.rules.calendars import is_working_day
from tracker.rules.date_rules import REGIONS, DateRuleError, RuleFault, add_months, apply_rule, read_rule

HOLIDAYS = [
    # day, England and Wales, Scotland, Northern Ireland: is it a working day?
    (date(2026, 1, 1), False, False, False),  # New Year
    (date(2026, 1, 2), True, False, True),  # 2 January is Scotland's
    (date(2026, 3, 17), True, True, False),  # St Patrick
    (date(2026, 4, 3), False, False, False),  # Good Friday
    (date(2026, 4, 6), False, True, False),  # Easter Monday is not Scotland's
    (date(2026, 7, 13), True, True, False),  # the Boyne, moved from Sunday
    (date(2026, 8, 3), True, False, True),  # Scotland's summer holiday
    (date(2026, 8, 31), False, True, False),
    (date(2026, 11, 30), True, False, True),  # St Andrew
    (date(2026, 12, 28), False, False, False),  # Boxing Day, moved from Saturday
    (date(2022, 9, 19), False, False, False),  # the state funeral
    (date(2023, 5, 8), False, False, False),  # the coronation
    (date(2020, 5, 8), False, False, False),  # moved for VE Day
    (date(2020, 5, 4), True, True, True),  # where it was moved from
]


@pytest.mark.parametrize(("day", "england", "scotland", "ireland"), HOLIDAYS)
def test_bank_holidays_belong_to_their_region(day: date, england: bool, scotland: bool, ireland: bool) -> None:
    regions = ("England and Wales", "Scotland", "Northern Ireland")
    assert [is_working_day(day, REGIONS[region]) for region in regions] == [england, scotland, ireland]


@pytest.mark.parametrize(
    ("start", "words", "end"),
    [
        (date(2019, 2, 4), "7 days", date(2019, 2, 11)),
        (date(2019, 2, 4), "1 week", date(2019, 2, 11)),
        (date(2028, 2, 28), "1 day", date(2028, 2, 29)),
        (date(2028, 2, 29), "12 months", date(2029, 2, 28)),
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 11, 30), "3 months", date(2027, 2, 28)),
        (date(2026, 3, 27), "5 working days, England and Wales", date(2026, 4, 7)),
        (date(2026, 3, 27), "5 working days, Scotland", date(2026, 4, 6)),
        (date(2026, 3, 13), "2 working days, Northern Ireland", date(2026, 3, 18)),
        (date(2026, 12, 24), "1 working day, England and Wales", date(2026, 12, 29)),
        (date(2026, 12, 18), "10 working days, GB", date(2027, 1, 7)),
        (date(2026, 3, 1), "14 clear days", date(2026, 3, 16)),
        (date(2026, 3, 1), "2 fortnights", date(2026, 3, 29)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2026, 2, 3), "end of month", date(2026, 2, 28)),
    ],
)
def test_a_rule_gives_a_date(start: date, words: str, end: date) -> None:
    assert apply_rule(start, read_rule(words), "GB-ENG") == end


WRONG = [
    ("seven days", RuleFault.NOT_A_RULE),
    ("7", RuleFault.NOT_A_RULE),
    ("-1 days", RuleFault.NOT_A_RULE),
    ("7 days, Scotland", RuleFault.REGION_NOT_TAKEN),
    ("5 working days, Francia", RuleFault.REGION_UNKNOWN),
    ("5 working days, GB-XYZ", RuleFault.REGION_UNKNOWN),
    ("5 end of month", RuleFault.NOT_A_RULE),
]


@pytest.mark.parametrize(("words", "fault"), WRONG)
def test_a_rule_that_makes_no_sense_is_refused(words: str, fault: RuleFault) -> None:
    with pytest.raises(DateRuleError) as refused:
        read_rule(words)
    assert (refused.value.fault, refused.value.rule) == (fault, words)


def test_months_keep_to_the_year() -> None:
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)
