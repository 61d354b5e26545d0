"""What a mail says of one notice: exact days, both times, what did not change, and never a word too much."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from tests import builders
from tests.builders import CLEAN_RIVER, FINDING, load, utc
from tests.builders import REPLY as SHORT_REPLY
from tests.delivery.channels.email.diary import items
from tests.delivery.people import follow
from tests.formats.notices import NOW, change, notice, reminder, whole
from tracker.formats.alert_items import Item
from tracker.formats.alerts import item_of
from tracker.models import Demand, Motion
from tracker.vocabulary import ChangeKind, DeadlineKind, NotificationKind

ADDED = utc(2026, 11, 2, 9)


def recorded(engine: Engine, record: str, at_day: int) -> list[Item]:
    """Return what is told of a version of the small record that is loaded on a day of November, at noon."""
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER, ADDED)
    at = utc(2026, 11, at_day, 12)
    load(engine, record, at)
    return items(engine, at, at)


def finding(after: str | None, before: str | None = None, *verdicts: str | None) -> Item:
    """Return what is said of a finding on the first part of a demand."""
    facts = {name: {"verdict": word} if word else None for name, word in (("before", before), ("after", after))}
    told = notice(NotificationKind.FINDING_MADE, 1, subject="finding/found", facts={"question": "a", **facts})
    demand = builders.demand(*verdicts or (after,))
    for made in (made for part in demand.questions for made in part.findings):
        made.recorded_at = NOW
    return item_of(told, None, whole(demand), NOW)


def moved(kind: ChangeKind, row: dict[str, Any] | None = None) -> Item:
    """Return what is said of a deadline that was moved from the 8th to the 11th."""
    rows = [builders.deadline(date(2019, 2, 8)), builders.deadline(position=2, **(row or {}))]
    facts = {"before": {"due": "2019-02-08"}, "after": {"due": "2019-02-11"}}
    told = notice(NotificationKind.DEADLINE_MOVED, 1, subject="deadline/1-2", facts=facts)
    return item_of(told, change(kind, "deadline/1-2"), whole(builders.demand(None, deadlines=rows)), NOW)


def test_both_times_are_told_and_old_news_says_so(sqlite: Engine) -> None:
    (item,) = recorded(sqlite, CLEAN_RIVER + SHORT_REPLY, 10)[-1:]
    assert item.times == (
        ("Happened", "Wednesday 4 November 2026"),
        ("Recorded late", "12:00 on Tuesday 10 November 2026 (London), 6 days after it happened"),
    )


def test_a_reply_is_told_with_its_sources_and_without_judging(sqlite: Engine) -> None:
    more = CLEAN_RIVER.replace("demands:", '  - {id: web, publisher: "A & B", title: "“Q”", read: part}\ndemands:', 1)
    (item,) = recorded(sqlite, more + SHORT_REPLY.replace("[minutes]", "[minutes, web]"), 4)
    assert [(one.publisher, one.day, one.read, one.url) for one in item.evidence] == [
        ("Northgate Council", "2 November 2026", "", "https://example.org/m"),
        ("A & B", "no date", "read in part", None),
    ]
    assert (item.came and item.came.sender, item.judged) == ("The Cabinet", None)


def test_what_did_not_change_is_the_rest(sqlite: Engine) -> None:
    found = recorded(sqlite, CLEAN_RIVER + SHORT_REPLY + FINDING, 4)
    (item,) = [one for one in found if one.kind is NotificationKind.FINDING_MADE]
    assert item.unchanged == (
        "The deadline: Sunday 8 November 2026.",
        "Part (b), the laboratory that made them: no answer recorded.",
    )
    assert item.line
    assert (item.line.before, item.line.after) == ("Awaiting a reply", "Partially answered")


def test_a_reply_that_was_taken_off_the_record_is_not_described() -> None:
    told = notice(NotificationKind.REPLY_RECORDED, 1, subject="response/gone")
    assert item_of(told, None, whole(), NOW).came is None


def test_a_finding_is_told_with_what_stood_before() -> None:
    item = finding("not_answered", "answered", "not_answered", None)
    assert item.judged
    assert (item.judged.before, item.judged.after, item.judged.now) == ("answered", "not answered", "not answered")
    assert item.judged.where == " on part (a)"


def test_a_finding_taken_back_says_what_stands_now() -> None:
    item = finding(None, "refused", None)
    assert item.judged
    assert (item.judged.after, item.judged.now) == (None, "no answer recorded")
    assert (item.judged.where, item.judged.reasoning) == ("", None)


@pytest.mark.parametrize(
    ("agreed", "wanted"),
    [(False, "Those who asked did not agree."), (None, "Whether those who asked agreed is not recorded.")],
)
def test_a_moved_deadline_says_whose_deed_it_was(agreed: bool | None, wanted: str) -> None:
    row: dict[str, Any] = {"kind": DeadlineKind.EXTENDED, "set_by": "The keeper", "agreed": agreed}
    item = moved(ChangeKind.DEADLINE_MOVED, row)
    assert item.moved
    assert item.due
    assert [day for _, day in item.moved.lines] == ["Friday 8 February 2019", "Monday 11 February 2019"]
    assert (item.moved.deed, item.moved.agreed) == ("Extended on Monday 4 February 2019 by The keeper.", wanted)
    assert item.due.ledger[1].endswith(wanted)


def test_a_deadline_that_we_had_wrong_is_our_own_deed() -> None:
    item = moved(ChangeKind.ENTRY_AMENDED)
    assert item.moved
    assert item.moved.deed == "We changed what the record says of the deadline."


def test_a_reminder_counts_from_the_day_on_which_it_is_read() -> None:
    at = [utc(2019, 2, 4, 7), utc(2019, 2, 10, 7), utc(2019, 2, 11, 7)]
    due = [reminder(whole(), NotificationKind.DUE_IN_7_DAYS, one).due for one in at]
    assert [one.when for one in due if one] == [
        "due in 7 days, 11 February 2019",
        "due tomorrow, 11 February 2019",
        "due today, 11 February 2019",
    ]


def test_a_timed_deadline_is_told_with_its_time_and_town() -> None:
    rows = [builders.deadline(utc(2019, 7, 1, 16))]
    item = reminder(whole(builders.demand(None, deadlines=rows)), at=utc(2019, 7, 1, 6))
    assert item.due
    assert item.due.words == "17:00 on Monday 1 July 2019 (London)"
    assert item.due.when == "due today, 17:00 on 1 July 2019"


def test_the_post_will_be_is_being_and_was_checked() -> None:
    at = [utc(2019, 2, 11, 7), utc(2019, 2, 12, 7), utc(2019, 2, 12, 11)]
    due = [reminder(whole(), NotificationKind.DEADLINE_PASSED, one).due for one in at]
    words = [one.checked.partition(" 10:00")[0] for one in due if one]
    assert words == [
        "the post will be checked until",
        "the post is being checked until",
        "the time for checking the post ended at",
    ]


def test_titles_are_on_one_line_whatever_they_hold() -> None:
    nasty = whole(builders.demand(None, title="Dŵr\r\nBcc: x\u202e"), title="“Clean”\n& <b>River</b>")
    item = reminder(nasty)
    assert (item.motion.title, item.line and item.line.title) == ("“Clean” & <b>River</b>", "Dŵr Bcc: x")


def test_a_correction_carries_the_public_note() -> None:
    said = change(ChangeKind.CORRECTION, "demand/1", "A reply was received in time.")
    item = item_of(notice(NotificationKind.CORRECTION, 1), said, whole(), NOW)
    assert (item.note, item.corrects) == ("A reply was received in time.", "overdue")


def test_the_bundled_record_can_be_told_of_demand_by_demand(bundled: Motion) -> None:
    at = utc(2019, 2, 12, 10)
    told = [item_of(notice(NotificationKind.OVERDUE, one.number, at=at), None, bundled, at) for one in bundled.demands]
    assert len(told) == 11
    assert {one.happened for one in told} == {"10:00 on Tuesday 12 February 2019 (London)"}
    assert all(one.evidence and one.due and "Monday 11 February 2019" in one.due.words for one in told)


def test_a_motion_is_told_with_every_deadline_ahead() -> None:
    two: list[Demand] = [builders.demand(None), builders.demand(None, deadlines=[])]
    item = item_of(notice(NotificationKind.MOTION_PUBLISHED), None, whole(*two), NOW)
    assert item.promises == (
        "Demand 1, Demand: due Monday 11 February 2019.",
        "Demand 2, Demand: no deadline was set.",
    )
    assert len(item.dates) == 1
