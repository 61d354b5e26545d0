"""What a feed says of one entry of the log: a title for each kind of change, in the words of the vocabulary."""

import json
from typing import Any

import pytest

from tests.builders import utc
from tracker.formats.atom import BEGUN, Feed, FeedEntry, write_feed
from tracker.models import Change
from tracker.rules.log_past import LogPast
from tracker.vocabulary import ActorKind, ChangeKind
from tracker.wording.feeds import change_text, change_title, concerns

ZONE = "Europe/London"
AT = utc(2019, 3, 1, 12)
DUE = {"due": "2019-02-11", "set_by": "the motion"}
MOVED = {"due": "2019-02-18T17:00:00Z", "kind": "extended", "set_by": "the party"}
OPEN = {"demand": 7, "question": "b", "verdict": "not_answered", "gap": "not_mentioned", "found_on": "2019-02-12"}
GIVEN = {"demand": 7, "question": "b", "verdict": "answered", "found_on": "2019-02-20"}
LETTER = {"from": "The party", "form": "letter", "received_on": "2019-02-08"}
PUBLIC = {"title": "Clean River", "visibility": "public"}


def change(kind: ChangeKind, subject: str, before: Any = None, after: Any = None, **values: Any) -> Change:
    """Return an unsaved entry of the log."""
    plain = {"sequence": 2, "motion_id": 1, "happened_at": AT, "recorded_at": AT, "actor_role": ActorKind.EDITOR}
    texts = {
        "before": json.dumps(before),
        "after": json.dumps(after),
        "reason": json.dumps(values.pop("reason", "A test")),
    }
    return Change(kind=kind, subject=subject, hash="ab" * 32, **texts, **{**plain, **values})


K = ChangeKind
TITLES = [
    (K.FINDING_MADE, "finding/x", None, OPEN,
     "Demand 7, part b: not answered (not mentioned), was no answer recorded"),
    (K.ENTRY_AMENDED, "finding/x", OPEN, GIVEN, "Demand 7, part b: answered, was not answered (not mentioned)"),
    (K.ENTRY_AMENDED, "finding/x", GIVEN, GIVEN | {"reasoning": "y"},
     "Demand 7, part b: answered, finding amended (reasoning)"),
    (K.ENTRY_WITHDRAWN, "finding/x", GIVEN, None, "Demand 7, part b: finding taken off the record, was answered"),
    (K.DEADLINE_SET, "deadline/7-1", None, DUE, "Demand 7: deadline set, due 11 February 2019"),
    (K.ASKED_AGAIN, "deadline/7-2", None, DUE | {"kind": "asked_again"},
     "Demand 7: asked again, for 11 February 2019; the deadline was not moved"),
    (K.ENTRY_AMENDED, "deadline/7-1", DUE, DUE | {"due": "2019-02-12"},
     "Demand 7: deadline amended, due 12 February 2019, was 11 February 2019"),
    (K.ENTRY_AMENDED, "deadline/7-1", DUE, DUE | {"basis": "x"},
     "Demand 7: deadline amended, due 11 February 2019 (basis)"),
    (K.ENTRY_WITHDRAWN, "deadline/7-1", DUE, None,
     "Demand 7: deadline taken off the record, was due 11 February 2019"),
    (K.DEADLINE_PASSED, "demand/7", {"clock": "due_today"}, {"clock": "checking"},
     "Demand 7: deadline passed, post being checked"),
    (K.OVERDUE, "demand/7", {"clock": "checking"}, {"clock": "overdue"}, "Demand 7: overdue"),
    (K.CORRECTION, "demand/7", {"clock": "overdue"}, {"clock": "stopped"}, "Correction: demand 7 was not overdue"),
    (K.CORRECTION, "demand/7", {"clock": "checking"}, {"clock": "due_soon"},
     "Correction: the deadline of demand 7 had not passed"),
    (K.CORRECTION_NOTED, "finding/x", OPEN, {"note": "Misread."}, "Correction: our finding on demand 7, part b"),
    (K.CORRECTION_NOTED, "deadline/7-1", DUE, {"note": "Misread."}, "Correction: the deadline of demand 7"),
    (K.RESPONSE_RECORDED, "response/r", None, LETTER, "Reply recorded: letter of 8 February 2019, The party"),
    (K.RESPONSE_RECORDED, "response/r", None, LETTER | {"reply": "holding"},
     "Holding reply recorded: letter of 8 February 2019, The party"),
    (K.DEMAND_ADDED, "demand/7", None, {"title": "Sanctions"}, "Demand 7 recorded: Sanctions"),
    (K.DEMAND_WITHDRAWN, "demand/7", {"title": "Sanctions"}, {"title": "Sanctions", "withdrawn_on": "2019-02-08"},
     "Demand 7 withdrawn: Sanctions"),
    (K.MOTION_RECORDED, "motion", None, PUBLIC, "Motion recorded: Clean River"),
    (K.MOTION_AMENDED, "motion", {"title": "Clean River"}, PUBLIC, "Published: Clean River"),
    (K.MOTION_AMENDED, "motion", PUBLIC, {"title": "Clean River"}, "No longer public: Clean River"),
    (K.MOTION_AMENDED, "motion", PUBLIC, PUBLIC | {"addressee": "x"}, "Motion amended (addressee): Clean River"),
    (K.ENTRY_AMENDED, "source/s", {"title": "Minutes"}, {"title": "Minutes", "url": "x"},
     "Source amended (url): Minutes"),
    (K.ENTRY_WITHDRAWN, "source/s", {"title": "Minutes"}, None, "Source taken off the record: Minutes"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "subject", "before", "after", "title"), TITLES)
def test_a_title_says_the_change(kind: ChangeKind, subject: str, before: Any, after: Any, title: str) -> None:
    number = 7 if subject.startswith(("deadline", "demand", "finding")) else None
    assert change_title(change(kind, subject, before, after, demand_number=number), ZONE, LogPast()) == title


def test_every_kind_of_change_has_a_title() -> None:
    assert {case[0] for case in TITLES} == set(ChangeKind) - {ChangeKind.ENTRY_RECORDED, ChangeKind.DEADLINE_MOVED}


def test_a_new_finding_says_what_stood_before_on_the_same_part() -> None:
    other = change(K.FINDING_MADE, "finding/o", None, GIVEN | {"question": "a"}, sequence=1)
    first = change(K.FINDING_MADE, "finding/f", None, OPEN, sequence=2)
    second = change(K.FINDING_MADE, "finding/s", None, GIVEN, sequence=3)
    again = change(K.FINDING_MADE, "finding/t", None, GIVEN | {"found_on": "2019-03-01"}, sequence=4)
    early = change(K.FINDING_MADE, "finding/e", None, OPEN | {"found_on": "2019-02-13"}, sequence=5)
    past = LogPast.of([other, first, second, again, early])
    assert [change_title(one, ZONE, past).partition(": ")[2] for one in (first, second, again, early)] == [
        "not answered (not mentioned), was no answer recorded",
        "answered, was not answered (not mentioned)",
        "answered, as before",
        "not answered (not mentioned), as before",
    ]


def test_a_finding_that_was_taken_off_did_not_stand() -> None:
    off = change(K.ENTRY_WITHDRAWN, "finding/f", OPEN, None, sequence=3)
    new = change(K.FINDING_MADE, "finding/s", None, GIVEN, sequence=4)
    past = LogPast.of([change(K.FINDING_MADE, "finding/f", None, OPEN, sequence=2), off, new])
    assert change_title(new, ZONE, past).endswith("was no answer recorded")


def test_a_moved_deadline_says_from_when_to_when() -> None:
    rows = [
        change(K.DEADLINE_SET, "deadline/7-1", None, DUE, sequence=1, demand_number=7),
        change(
            K.ASKED_AGAIN, "deadline/7-2", None, DUE | {"kind": "asked_again", "due": "2020-01-01"}, demand_number=7
        ),
        change(K.DEADLINE_MOVED, "deadline/7-3", None, MOVED, sequence=3, demand_number=7),
    ]
    said = change_title(rows[2], ZONE, LogPast.of(rows))
    assert said == "Demand 7: deadline extended, due 17:00 on 18 February 2019, was 11 February 2019"


def test_a_pause_moves_the_deadline_by_the_days_it_stood() -> None:
    days = [("paused", "2019-02-06"), ("resumed", "2019-02-09")]
    rows = [
        change(K.DEADLINE_SET, "deadline/7-1", None, DUE, sequence=1, demand_number=7),
        *(
            change(K.DEADLINE_MOVED, f"deadline/7-{at}", None, {"kind": kind, "set_on": day, "set_by": "X"},
                   sequence=at, demand_number=7)
            for at, (kind, day) in enumerate(days, 2)
        ),
        change(K.DEADLINE_MOVED, "deadline/7-4", None, MOVED, sequence=4, demand_number=7),
    ]  # fmt: skip
    assert [change_title(row, ZONE, LogPast.of(rows)).partition(": ")[2] for row in rows[1:]] == [
        "the clock paused",
        "the clock resumed, due 14 February 2019",
        "deadline extended, due 17:00 on 18 February 2019, was 14 February 2019",
    ]


def test_a_pause_after_the_deadline_is_told_to_have_moved_nothing() -> None:
    days = [("paused", "2019-02-14"), ("resumed", "2019-02-24")]
    rows = [change(K.DEADLINE_SET, "deadline/7-1", None, DUE, sequence=1, demand_number=7)]
    for at, (kind, day) in enumerate(days, 2):
        entry = {"kind": kind, "set_on": day, "set_by": "X"}
        rows.append(change(K.DEADLINE_MOVED, f"deadline/7-{at}", None, entry, sequence=at, demand_number=7))
    assert change_title(rows[2], ZONE, LogPast.of(rows)) == "Demand 7: the clock resumed, due 11 February 2019"


def test_a_pause_is_not_called_a_moved_deadline() -> None:
    pause = {"kind": "paused", "set_on": "2019-02-06", "set_by": "X"}
    said = change_text(change(K.DEADLINE_MOVED, "deadline/7-2", None, pause, demand_number=7), ZONE)
    assert said.startswith("Demand 7: the clock paused, by X. The clock stands while they wait for those who asked.")


def test_a_text_says_everything_and_that_it_came_late() -> None:
    late = change(K.ENTRY_RECORDED, "event/e", None, {"text": "A march"}, happened_at=utc(2019, 2, 11), reason="Found.")
    assert change_text(late, ZONE).split("\n") == [
        "Event: A march. Something was put on record.",
        "Text: A march",
        "Why: Found.",
        "Happened: Monday 11 February 2019.",
        "Recorded: 12:00 on Friday 1 March 2019 (London), 18 days after it happened.",
        "Entry 2 of the log. Recorded by an editor.",
        f"Seal: {'ab' * 32}",
    ]


NAMED = [
    ("response/r", {}, True),
    ("response/r", {"demands": [1]}, False),
    ("response/r", {"demands": [1, 7]}, True),
    ("event/e", {"demands": [7]}, True),
    ("event/e", {}, False),
    ("source/s", {}, False),
]


@pytest.mark.parametrize(("subject", "after", "about"), NAMED)
def test_a_demands_feed_has_what_names_it(subject: str, after: Any, about: bool) -> None:
    assert concerns(change(K.ENTRY_RECORDED, subject, None, after), 7) is about


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    feed = Feed("tag:x", "A\x0b\x00B\ufffe", "S", "https://x/", "https://x/f", "A", "https://x", AT)
    entry = FeedEntry("tag:y", "<\x1b&\ud800>", "https://x/", AT, AT, ("k", "K"), "one\ntwo")
    written = write_feed(feed, [entry]).decode("utf-8")
    assert "<title>AB</title>" in written
    assert "<title>&lt;&amp;&gt;</title>" in written
    assert BEGUN.isoformat() == "2026-01-01"
