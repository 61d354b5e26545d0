"""What is still true when its mail is written: time or the record may have overtaken it."""

from datetime import date, datetime

import pytest

from tests.builders import deadline, demand, response, utc
from tests.formats.notices import notice, whole
from tracker.models import Demand
from tracker.rules.notification_rules import still_true
from tracker.vocabulary import DeadlineKind, NotificationKind

PASSED, OVERDUE = NotificationKind.DEADLINE_PASSED, NotificationKind.OVERDUE
NIGHT, LATER = utc(2019, 2, 12, 1), utc(2019, 2, 12, 10)
WITHDRAWN = demand(None, withdrawn_on=date(2019, 2, 11))
EXTENDED = demand(None, deadlines=[deadline(), deadline(date(2019, 3, 11), position=2, kind=DeadlineKind.EXTENDED)])


@pytest.mark.parametrize(
    ("kind", "about", "now", "holds"),
    [
        (PASSED, demand(None), NIGHT, True),
        (PASSED, demand(None), LATER, False),  # "overdue" is told
        (PASSED, WITHDRAWN, NIGHT, False),
        (PASSED, demand("answered"), NIGHT, False),
        (PASSED, EXTENDED, NIGHT, False),
        (OVERDUE, demand("answered"), LATER, True),  # it was so, and stays in the log
        (NotificationKind.STILL_OVERDUE, demand("answered"), LATER, False),
        (NotificationKind.DUE_TODAY, demand(None), NIGHT, False),
    ],
)
def test_f5_what_was_overtaken_is_not_told(kind: NotificationKind, about: Demand, now: datetime, holds: bool) -> None:
    assert still_true(notice(kind, 1, at=NIGHT), whole(about), now) is holds


def test_a_reply_that_is_in_overtakes_the_deadline_that_passed() -> None:
    motion = whole(responses=[response()])
    assert not still_true(notice(PASSED, 1, at=NIGHT), motion, NIGHT)
