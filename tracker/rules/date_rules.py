"""Deadline rules in words: "7 days", "2 months", "20 working days, Scotland", and the date each one gives.

Rule: docs/decisions/deadlines.md#working-days.

A month later is the same day of that month, or its last day where there is none. Working days leave out Saturdays,
Sundays and the bank holidays of the part of the United Kingdom that is named (the `holidays` package).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

REGIONS = {"England and Wales": "ENG", "Scotland": "SCT", "Northern Ireland": "NIR"}
_RULE = re.compile(r"(?P<count>\d{1,4}) (?P<unit>day|week|month|working day)s?(?:, (?P<region>[A-Za-z ]+))?")


class RuleFault(StrEnum):
    """What is wrong with a text that should be a date rule."""

    NOT_A_RULE = "not_a_rule"
    REGION_MISSING = "region_missing"
    REGION_NOT_TAKEN = "region_not_taken"


class DateRuleError(ValueError):
    """A text that is not a date rule; `wording.dates.rule_problem` says so in words."""

    def __init__(self, fault: RuleFault, rule: str) -> None:
        super().__init__(f"{fault}: {rule}")
        self.fault, self.rule = fault, rule


@dataclass(frozen=True, slots=True)
class DateRule:
    """So many days, weeks, months or working days; working days belong to a region."""

    count: int
    unit: str
    region: str | None = None


def read_rule(words: str) -> DateRule:
    """Read a rule such as "20 working days, England and Wales"; raise `DateRuleError` for anything else."""
    match = _RULE.fullmatch(words)
    if not match:
        raise DateRuleError(RuleFault.NOT_A_RULE, words)
    region = match["region"]
    if match["unit"] == "working day" and region not in REGIONS:
        raise DateRuleError(RuleFault.REGION_MISSING, words)
    if match["unit"] != "working day" and region:
        raise DateRuleError(RuleFault.REGION_NOT_TAKEN, words)
    return DateRule(int(match["count"]), match["unit"], region)


def apply_rule(start: date, rule: DateRule) -> date:
    """Return the last day of a period that begins on the day after `start`."""
    if rule.unit == "month":
        return add_months(start, rule.count)
    if rule.unit == "working day":
        return add_working_days(start, rule.count, rule.region or "England and Wales")
    return start + timedelta(days=rule.count * (7 if rule.unit == "week" else 1))


def add_months(start: date, count: int) -> date:
    """Return the same day `count` months later, or the last day of that month."""
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_working_days(start: date, count: int, region: str) -> date:
    """Return the `count`-th working day after `start` in a region of the United Kingdom."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, region):
            count -= 1
    return day


def is_working_day(day: date, region: str) -> bool:
    """Tell whether a day is neither a week-end nor a bank holiday of the region."""
    return day.weekday() < 5 and day not in _bank_holidays(region, day.year)


@cache
def _bank_holidays(region: str, year: int) -> frozenset[date]:
    # Imported here: the table is large, and most pages never count a working day.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv=REGIONS[region], years=year))
