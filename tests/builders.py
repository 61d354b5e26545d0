"""Builders with every argument defaulted, so that a test says only what it is about."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from tracker.db import transaction
from tracker.models import Deadline, Demand, Finding, Motion, Question, Response
from tracker.operations.record.loading import load_record
from tracker.record.difference import EntryDiff
from tracker.record.reading import read_record
from tracker.vocabulary import DeadlineKind, Reply, ResponseForm, Verdict

LOADED_AT = datetime(2026, 11, 5, 12, tzinfo=UTC)
"""When the small record is loaded: three days before its deadline."""

BUNDLED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""When the bundled record is loaded."""

CLEAN_RIVER = """\
motion:
  slug: clean-river
  title: Clean River
  body: Northgate Council
  addressee: The Cabinet
  adopted_on: 2026-11-01
  visibility: public
sources:
  - {id: minutes, publisher: Northgate Council, title: Minutes, published_on: 2026-11-02, url: "https://example.org/m"}
demands:
  - number: 1
    title: Sampling results
    asks: Publish the sampling results for the river.
    sources: [minutes]
    questions:
      - {letter: a, text: the results for 2025}
      - {letter: b, text: the laboratory that made them}
    deadlines:
      - {due: 2026-11-08, kind: set, set_on: 2026-11-01, set_by: the motion, basis: seven days, sources: [minutes]}
"""

REPLY = """\
responses:
  - {id: letter-1, from: The Cabinet, form: letter, received_on: 2026-11-04, summary: Results., sources: [minutes]}
"""

FINDING = """\
findings:
  - {demand: 1, question: a, response: letter-1, verdict: answered, reasoning: Given., found_on: 2026-11-04,
     sources: [minutes]}
"""


def load(engine: Engine, text: str, now: datetime = LOADED_AT) -> list[EntryDiff]:
    """Load the text of a record file at an instant."""
    record = read_record(text, "test.yaml", date(2030, 1, 1))
    with transaction(engine) as session:
        return load_record(session, record, now, reason="A test")


def motion(**values: Any) -> Motion:
    """Return an unsaved motion, passed on 4 February 2019, with London time and grace until ten."""
    plain: dict[str, Any] = {
        "slug": "motion",
        "title": "Motion",
        "adopted_on": date(2019, 2, 4),
        "time_zone": "Europe/London",
        "language": "en-GB",
        "grace_hours": Decimal(10),
        "responses": [],
        "demands": [],
    }
    return Motion(**plain | values)


def deadline(due: date | datetime = date(2019, 2, 11), **values: Any) -> Deadline:
    """Return an unsaved row of the ledger: set on 4 February 2019 for the 11th."""
    timed = isinstance(due, datetime)
    plain: dict[str, Any] = {
        "position": 1,
        "due_on": None if timed else due,
        "due_at": due if timed else None,
        "kind": DeadlineKind.SET,
        "set_on": date(2019, 2, 4),
        "set_by": "the motion",
        "withdrawn": False,
    }
    return Deadline(**plain | values)


def demand(*verdicts: str | None, **values: Any) -> Demand:
    """Return an unsaved demand with one part for each verdict, found on 11 February 2019; None is not assessed."""
    questions = [
        Question(letter=letter, text=f"part {letter}", findings=[finding(verdict)] if verdict else [])
        for letter, verdict in zip("abcdefgh", verdicts, strict=False)
    ]
    plain: dict[str, Any] = {"number": 1, "title": "Demand", "questions": questions, "deadlines": [deadline()]}
    return Demand(**{"motion": motion(), **plain, **values})


def finding(verdict: str, found_on: date = date(2019, 2, 11), **values: Any) -> Finding:
    """Return an unsaved finding."""
    plain: dict[str, Any] = {
        "key": f"{verdict}-{found_on}",
        "withdrawn": False,
        "response_key": None,
        "reasoning": "So.",
    }
    return Finding(verdict=Verdict(verdict), found_on=found_on, **plain | values)


def response(received_on: date = date(2019, 2, 8), **values: Any) -> Response:
    """Return an unsaved reply to every demand, in time."""
    plain: dict[str, Any] = {
        "key": f"reply-{received_on}",
        "position": 1,
        "sender": "The addressee",
        "form": ResponseForm.LETTER,
        "reply": Reply.RECEIVED,
        "demands": [],
        "withdrawn": False,
    }
    return Response(received_on=received_on, **plain | values)


def utc(*parts: int) -> datetime:
    """Return an aware instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


DAMS = """\
figures:
  - {id: reported, label: Dams reported, value: 120, unit: dams, published_on: 2026-11-03, demands: [1],
     sources: [minutes], period_from: 2025-01-01, period_to: 2025-12-31, series: reports}
  - {id: reported-2024, label: Dams reported, value: 90, unit: dams, published_on: 2026-11-03, sources: [minutes],
     period_from: 2024-01-01, period_to: 2024-10-31, series: reports}
  - {id: unsafe, label: Found unsafe, value: 40, unit: dams, published_on: 2026-11-03, sources: [minutes]}
  - {id: doubtful, label: Doubtful, value: 30, unit: dams, published_on: 2026-11-03, sources: [minutes]}
  - {id: safe, label: Found safe, value: 50, unit: dams, published_on: 2026-11-03, sources: [minutes]}
  - {id: followed, label: Unsafe or doubtful, value: 70, unit: dams, published_on: 2026-11-03, sources: [minutes]}
  - {id: ordered, label: Ordered to be mended, value: 40, unit: dams, published_on: 2026-11-04, sources: [minutes]}
  - {id: left, label: Left as they are, value: 15, unit: dams, published_on: 2026-11-04, sources: [minutes]}
  - {id: repaired, label: Repaired, value: 30, unit: dams, measure: repaired, published_on: 2026-11-05,
     sources: [minutes]}
  - {id: repaired-too, label: Repaired, value: 28, unit: dams, measure: repaired, published_on: 2026-11-05,
     sources: [minutes]}
  - {id: closed, label: Closed, value: 10, unit: dams, published_on: 2026-11-05, sources: [minutes]}
  - {id: abroad, label: Dams abroad, value: 7, unit: dams, published_on: 2026-11-03, sources: [minutes]}
identities:
  - {id: first, text: The first looks add up., kind: sum, terms: [unsafe, doubtful, safe], equals: reported}
  - {id: joined, text: Unsafe and doubtful together., kind: sum, terms: [unsafe, doubtful], equals: followed}
  - {id: second, text: What was ordered of those., kind: breakdown, terms: [ordered, left], equals: followed}
  - {id: outcome, text: What came of the orders., kind: sum, terms: [repaired, closed], equals: ordered}
flows:
  - {id: dams, title: What became of 120 dams, stages: [Reported, Looked at, Unsafe or doubtful, Mended or closed],
     splits: [first, second, outcome], joins: [joined], beside: [abroad]}
"""
"""Published figures of the small record that form a flow of four levels with a leak of 15."""
