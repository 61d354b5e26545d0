"""What the service says of itself: a clock that is not believed, what it had marked, a log that is not whole."""

from datetime import date, timedelta

from tracker.rules.clock_guard import WAIT, ClockDoubt, ClockFault
from tracker.rules.hash_chain import BrokenLink, LinkFault
from tracker.vocabulary import ChangeKind
from tracker.wording.dates import day_words

BELIEVE = "`flask --app app clock --believe`"


def clock_doubted(doubt: ClockDoubt) -> str:
    """Say why the wall clock is not believed, by how much it is off, and what ends that."""
    by = f"{round(abs(doubt.by).total_seconds() / 60):,} minutes"
    later = doubt.by > timedelta()
    held = f"Nothing is marked or mailed until it is right again, or an operator says that it is: {BELIEVE}."
    match doubt.fault:
        case ClockFault.JUMPED:
            return f"The system clock jumped {'forward' if later else 'back'} by {by}. {held}"
        case ClockFault.AHEAD:
            return (
                f"The system clock is {by} ahead of the newest thing on record, and nothing confirms it yet. Nothing "
                f"is marked or mailed in the first {WAIT // timedelta(minutes=1)} minutes after a start, so that the "
                f"clock can be set right. An operator can end the wait: {BELIEVE}."
            )
        case ClockFault.BEHIND:
            return f"The system clock is {by} behind the newest thing on record. {held}"
        case ClockFault.APART:
            way = "ahead of" if later else "behind"
            return f"The system clock is {by} {way} the database server’s clock. {held}"


def retraction(kind: ChangeKind, day: date) -> str:
    """Return the public note of a correction: that a wrong clock wrote of a day before its time."""
    said = "the deadline passed" if kind is ChangeKind.DEADLINE_PASSED else "the demand was overdue"
    return (
        f"Our entry that {said} on {day_words(day)} is corrected: the clock of our machine was wrong when it was made, "
        "and that moment had not come."
    )


def known_late(found_on: date, due_on: date) -> str:
    """Return why the clock says overdue where a finding made it known; the days count from the deadline."""
    return f"Known since our finding of {day_words(found_on)}; the days count from the deadline, {day_words(due_on)}."


def broken_link_words(link: BrokenLink) -> str:
    """Say what is wrong with an entry of a log."""
    match link.fault:
        case LinkFault.OUT_OF_SEQUENCE:
            return f"entry {link.sequence} stands where entry {link.expected} should"
        case LinkFault.NOT_LINKED:
            return f"entry {link.sequence} does not follow from the entry before it"
        case LinkFault.NOT_SEALED:
            return f"entry {link.sequence} is not what was sealed"
