"""Deadline rules in words, "7 days", "2 months", "20 working days", "end of month", and the date each one gives.

Rule: docs/decisions/deadlines.md#rules.

A month or a year later is the same day of that month, or its last day where the month has no such day: the
"corresponding date rule" of English law (Dodds v Walker [1981] 1 WLR 1027). Clear days count neither the first nor the
last day: 14 clear days from 1 March end on 16 March. Working days are those of the motion's calendar, unless the rule
names another.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.models import Motion
from tracker.rules.calendars import add_working_days, calendar_of_zone, is_calendar, next_working_day
from tracker.vocabulary import Roll, RuleUnit

REGIONS = {"England and Wales": "GB-ENG", "Scotland": "GB-SCT", "Northern Ireland": "GB-NIR", "United Kingdom": "GB"}
_RULE = re.compile(rf"(?P<count>\d{{1,4}}) (?P<unit>{'|'.join(RuleUnit)})s?(?:, (?P<region>[A-Za-z -]+))?")
_DAYS = {RuleUnit.DAY: 1, RuleUnit.WEEK: 7, RuleUnit.FORTNIGHT: 14}
_MONTHS = {RuleUnit.MONTH: 1, RuleUnit.YEAR: 12}


class RuleFault(StrEnum):
    """What is wrong with a text that should be a date rule."""

    NOT_A_RULE = "not_a_rule"
    REGION_UNKNOWN = "region_unknown"
    REGION_NOT_TAKEN = "region_not_taken"


class DateRuleError(ValueError):
    """A text that is not a date rule; `wording.dates.rule_problem` says so in words."""

    def __init__(self, fault: RuleFault, rule: str) -> None:
        super().__init__(f"{fault}: {rule}")
        self.fault, self.rule = fault, rule


@dataclass(frozen=True, slots=True)
class DateRule:
    """So many days, weeks, months, working days and the like; working days may name a region of their own."""

    count: int
    unit: RuleUnit
    region: str | None = None


def read_rule(words: str) -> DateRule:
    """Read a rule such as "20 working days" or "5 working days, Scotland"; raise `DateRuleError` for anything else."""
    if words == RuleUnit.END_OF_MONTH:
        return DateRule(0, RuleUnit.END_OF_MONTH)
    match = _RULE.fullmatch(words)
    if not match or match["unit"] == RuleUnit.END_OF_MONTH:
        raise DateRuleError(RuleFault.NOT_A_RULE, words)
    region, unit = match["region"], RuleUnit(match["unit"])
    if region and unit is not RuleUnit.WORKING_DAY:
        raise DateRuleError(RuleFault.REGION_NOT_TAKEN, words)
    if region and not is_calendar(REGIONS.get(region, region)):
        raise DateRuleError(RuleFault.REGION_UNKNOWN, words)
    return DateRule(int(match["count"]), unit, region)


def apply_rule(start: date, rule: DateRule, calendar: str, roll: Roll | None = None) -> date:
    """Return the last day of a period that begins on the day after `start`.

    Working days are counted in `calendar` unless the rule names a region; with `roll` a day without work moves to the
    next working day of the calendar. Raise OverflowError beyond the year 9999.
    """
    end = _end(start, rule, REGIONS.get(rule.region or "", rule.region or calendar))
    return next_working_day(end, calendar) if roll else end


def _end(start: date, rule: DateRule, calendar: str) -> date:
    if rule.unit is RuleUnit.END_OF_MONTH:
        return start.replace(day=monthrange(start.year, start.month)[1])
    if rule.unit in _MONTHS:
        return add_months(start, rule.count * _MONTHS[rule.unit])
    if rule.unit is RuleUnit.WORKING_DAY:
        return add_working_days(start, rule.count, calendar)
    clear = rule.unit is RuleUnit.CLEAR_DAY
    return start + timedelta(days=rule.count + 1 if clear else rule.count * _DAYS[rule.unit])


def add_months(start: date, count: int) -> date:
    """Return the same day `count` months later, or the last day of that month."""
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def calendar_of(motion: Motion) -> str:
    """Return the calendar of a motion: its own, or that of its time zone."""
    return motion.calendar or calendar_of_zone(motion.time_zone)
