"""What the service says of itself."""

from datetime import date, timedelta

import pytest

from tracker.rules.clock_guard import ClockDoubt, ClockFault
from tracker.rules.hash_chain import BrokenLink, LinkFault
from tracker.vocabulary import ChangeKind
from tracker.wording.service import broken_link_words, clock_doubted, retraction

HELD = "Nothing is marked or mailed until it is right again, or an operator says that it is"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("fault", "by", "words"),
    [
        (ClockFault.JUMPED, HOUR, f"jumped forward by 60 minutes. {HELD}"),
        (ClockFault.JUMPED, -DAY, f"jumped back by 1,440 minutes. {HELD}"),
        (ClockFault.BEHIND, -DAY, f"is 1,440 minutes behind the newest thing on record. {HELD}"),
        (ClockFault.AHEAD, DAY, "is 1,440 minutes ahead of the newest thing on record, and nothing confirms it yet."),
        (ClockFault.APART, HOUR, f"is 60 minutes ahead of the database server’s clock. {HELD}"),
        (ClockFault.APART, -HOUR, f"is 60 minutes behind the database server’s clock. {HELD}"),
    ],
)
def test_a_doubt_says_against_what_and_by_how_many_minutes(fault: ClockFault, by: timedelta, words: str) -> None:
    said = clock_doubted(ClockDoubt(fault, by))
    assert said.startswith(f"The system clock {words}")
    assert said.endswith("`flask --app app clock --believe`.")


@pytest.mark.parametrize(
    ("kind", "said"),
    [(ChangeKind.DEADLINE_PASSED, "the deadline passed"), (ChangeKind.OVERDUE, "the demand was overdue")],
)
def test_what_is_taken_back_says_what_was_wrong(kind: ChangeKind, said: str) -> None:
    assert retraction(kind, date(2026, 11, 9)).startswith(f"Our entry that {said} on 9 November 2026 is corrected")


@pytest.mark.parametrize("fault", LinkFault)
def test_a_broken_link_names_its_entry(fault: LinkFault) -> None:
    assert broken_link_words(BrokenLink(3, fault, 2)).startswith("entry 3 ")
