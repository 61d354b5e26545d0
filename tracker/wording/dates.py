"""Days, instants, time zones and date rules in words."""

from datetime import UTC, date, datetime, time, timedelta

from tracker.rules.date_rules import REGIONS, DateRule, DateRuleError, RuleFault
from tracker.rules.dates import local_day, local_time
from tracker.wording.text import plural

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ISO_DAY_LENGTH = len("2026-11-08")


def day_words(day: date) -> str:
    """Write a date: "11 February 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_day_words(day: date) -> str:
    """Write a date with its weekday: "Monday 11 February 2019"."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def month_words(day: date) -> str:
    """Write the month of a date: "April 2018"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def instant_words(instant: datetime, zone: str) -> str:
    """Write an instant as the zone's wall clock shows it: "10:00 on 12 February 2019"."""
    wall = local_time(instant, zone)
    return f"{wall:%H:%M} on {day_words(wall.date())}"


def full_instant_words(instant: datetime, zone: str) -> str:
    """Write an instant with its weekday and the town of its zone: "10:00 on Monday 9 November 2026 (London)"."""
    wall = local_time(instant, zone)
    return f"{wall:%H:%M} on {full_day_words(wall.date())} ({place(zone)})"


def closing_words(instant: datetime, zone: str) -> str:
    """Write when something closes: midnight as "the end of 12 February 2019", so that nobody is a day out."""
    wall = local_time(instant, zone)
    if wall.time() == time():
        return f"the end of {day_words(wall.date() - timedelta(days=1))}"
    return instant_words(instant, zone)


def due_entry_words(due: str, zone: str) -> str:
    """Write the due day or instant of a log entry, which is in ISO form: "8 November 2026"."""
    if len(due) == ISO_DAY_LENGTH:
        return day_words(date.fromisoformat(due))
    return instant_words(datetime.fromisoformat(due), zone)


def full_due_entry_words(due: str, zone: str) -> str:
    """Write the same with the weekday, and an instant with the town of its zone."""
    if len(due) == ISO_DAY_LENGTH:
        return full_day_words(date.fromisoformat(due))
    instant = datetime.fromisoformat(due)
    return full_instant_words(instant if instant.tzinfo else instant.replace(tzinfo=UTC), zone)


def place(zone: str) -> str:
    """Return the town by which a time zone is known: "London"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def lateness(happened_on: date | datetime, recorded_at: datetime, zone: str) -> str | None:
    """Say how late something was recorded; None unless more than a day after it happened."""
    if isinstance(happened_on, datetime):
        late = recorded_at - happened_on > timedelta(days=1)
        happened_on = local_day(happened_on, zone)
    else:
        late = (local_day(recorded_at, zone) - happened_on).days > 1
    return f"{plural((local_day(recorded_at, zone) - happened_on).days, 'day')} after it happened" if late else None


def as_of(on: date | None) -> str:
    """Return the words for a past day that something is about, followed by a blank; nothing for the present."""
    return f"As of the end of {full_day_words(on)}. " if on else ""


def rule_words(rule: DateRule) -> str:
    """Write a date rule: "20 working days, England and Wales"."""
    words = plural(rule.count, rule.unit) if rule.count else rule.unit
    return f"{words}, {rule.region}" if rule.region else words


def rule_problem(error: ValueError | OverflowError) -> str:
    """Say why a deadline rule cannot be used, from what `read_rule` or `apply_rule` raised."""
    if not isinstance(error, DateRuleError):
        return str(error)
    match error.fault:
        case RuleFault.NOT_A_RULE:
            examples = "write '7 days', '20 working days', '14 clear days', '2 weeks', '3 months' or 'end of month'"
            return f"'{error.rule}' is not a rule; {examples}"
        case RuleFault.REGION_UNKNOWN:
            return f"'{error.rule}' names no calendar; write {', '.join(REGIONS)}, or a code such as FR or US-NY"
        case RuleFault.REGION_NOT_TAKEN:
            return "only working days take a region"
