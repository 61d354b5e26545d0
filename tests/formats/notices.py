"""Unsaved notices and random motions, for tests of what mails say."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests import builders
from tests.builders import utc
from tracker.formats.alert_items import Item
from tracker.formats.alerts import item_of
from tracker.models import Change, Demand, Motion, Notification
from tracker.vocabulary import ChangeKind, DeadlineKind, NotificationKind, Reply, Status, Verdict

NOW = utc(2019, 2, 11, 9)


def notice(kind: NotificationKind, *numbers: int, at: datetime = NOW, **values: Any) -> Notification:
    """Return an unsaved notice about some demands that happened and was recorded at an instant."""
    subject = values.pop("subject", f"demand/{numbers[0]}" if numbers else "motion")
    facts = json.dumps(values.pop("facts", {}))
    plain = {"happened_at": at, "recorded_at": at, "demands": list(numbers), "subject": subject, "facts": facts}
    return Notification(kind=kind, **{**plain, **values})


def whole(*demands: Demand, **values: Any) -> Motion:
    """Return an unsaved motion with everything that a mail names; its demands are numbered in order."""
    plain: dict[str, Any] = {"slug": "motion", "body": "The council", "addressee": "The keeper", "log_sequence": 7}
    made = builders.motion(**{**plain, "log_head": "ab" * 32, **values})
    for number, one in enumerate(demands or (builders.demand(None),), 1):
        one.motion, one.number = made, number
        for row in one.deadlines:
            row.basis = row.basis or "seven days"
        for question in one.questions:
            for found in question.findings:
                found.reasoning, found.found_by = "As read.", "the editors"
    return made


def reminder(motion: Motion, kind: NotificationKind = NotificationKind.DUE_TODAY, at: datetime = NOW) -> Item:
    """Return what is said of a motion's first demand."""
    return item_of(notice(kind, 1, at=at), None, motion, at)


def change(kind: ChangeKind, subject: str, reason: str = "A test") -> Change:
    """Return an unsaved entry of the log."""
    sealed = {"sequence": 5, "hash": "cd" * 32}
    return Change(kind=kind, subject=subject, before="null", after="null", reason=json.dumps(reason), **sealed)


VERDICTS = [one.value for one in Verdict if one is not Verdict.NOT_ASSESSED]
DAYS = st.dates(date(2019, 2, 1), date(2019, 3, 10))
NEWS = [kind for kind in NotificationKind if not kind.is_service]


@st.composite
def random_items(draw: st.DrawFn) -> list[Item]:
    """Draw what is to be told of a random motion at a random instant: one item or several."""
    motion = whole(*draw(st.lists(_demands(), min_size=1, max_size=4)), responses=draw(_replies()))
    at = utc(2019, 2, 1) + draw(st.timedeltas(timedelta(0), timedelta(days=60)))
    return [_item(draw, motion, at) for _ in range(draw(st.integers(1, 4)))]


def _item(draw: st.DrawFn, motion: Motion, at: datetime) -> Item:
    kind = draw(st.sampled_from(NEWS))
    number = draw(st.integers(1, len(motion.demands)))
    recorded = at - draw(st.timedeltas(timedelta(0), timedelta(days=6)))
    happened = recorded - draw(st.timedeltas(timedelta(0), timedelta(days=6)))
    statuses = [one.value for one in draw(st.tuples(*[st.sampled_from(list(Status))] * 2))]
    facts: dict[str, Any] = {"headlines": {str(number): statuses}, "question": "a"}
    judged = st.none() | st.sampled_from(VERDICTS).map(lambda one: {"verdict": one, "gap": None, "ground": None})
    due = st.none() | DAYS.map(lambda day: {"due": day.isoformat()})
    subjects = {
        NotificationKind.FINDING_MADE: ("finding/found", judged),
        NotificationKind.DEADLINE_MOVED: (f"deadline/{number}-1", due),
        NotificationKind.REPLY_RECORDED: ("response/reply", due),
    }
    about, values = subjects.get(kind, (f"demand/{number}", due))
    facts |= {"before": draw(values), "after": draw(values)}
    numbers = [] if kind is NotificationKind.MOTION_PUBLISHED else [number]
    told = notice(kind, *numbers, at=recorded, happened_at=happened, subject=about, facts=facts)
    return item_of(told, change(ChangeKind.ENTRY_AMENDED, about), motion, at)


@st.composite
def _demands(draw: st.DrawFn) -> Demand:
    verdicts = draw(st.lists(st.none() | st.sampled_from(VERDICTS), min_size=1, max_size=4))
    due = draw(st.none() | DAYS | DAYS.map(lambda day: utc(day.year, day.month, day.day, 17)))
    rows = [builders.deadline(due, basis="seven days")] if due else []
    is_moved = draw(st.booleans())
    if rows and is_moved:
        kinds = st.sampled_from([DeadlineKind.EXTENDED, DeadlineKind.ASKED_AGAIN])
        agreed = draw(st.none() | st.booleans())
        rows.append(builders.deadline(draw(DAYS), position=2, kind=draw(kinds), agreed=agreed, basis="illness"))
    withdrawn = draw(st.none() | DAYS)
    return builders.demand(*verdicts, deadlines=rows, withdrawn_on=withdrawn)


@st.composite
def _replies(draw: st.DrawFn) -> list[Any]:
    days = draw(st.lists(DAYS, max_size=2, unique=True))
    forms = st.sampled_from([Reply.ACKNOWLEDGED, Reply.HOLDING, Reply.RECEIVED])
    return [builders.response(day, reply=draw(forms), summary="Given.") for day in days]
