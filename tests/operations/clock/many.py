"""Very many demands at once, for the tests of the clock and the benchmark: the database itself makes the rows.

The projections are as `project_motion` would write them. There is no log yet, and there are no sources.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Engine, Integer, case, insert, literal, select, text, update

from tests.builders import utc
from tracker.db import Base, UTCDateTime, transaction
from tracker.models import Deadline, Demand, Motion, Projection, Question
from tracker.vocabulary import DeadlineKind, Visibility

BEFORE, CLOSE, GRACE_END = utc(2026, 11, 8, 12), utc(2026, 11, 9), utc(2026, 11, 9, 10)
"""An instant before the deadline of 8 November 2026, its close in London, and the end of its grace."""
FAR_CLOSE, FAR_GRACE_END = utc(2036, 11, 9), utc(2036, 11, 9, 10)


@dataclass(frozen=True)
class Many:
    """So many motions of so many demands. Those of every `due_every`-th motion fall due in 2026, the rest in 2036."""

    motions: int
    demands: int = 10
    due_every: int = 1

    @property
    def due(self) -> int:
        """Return how many demands fall due in 2026."""
        return self.motions // self.due_every * self.demands

    def fill(self, engine: Engine) -> None:
        """Write them all into an empty database; a demand, its question and its deadline share one number."""
        with transaction(engine) as session:
            connection = session.connection()
            for noun, count, values in self._tables():
                index = select(literal(0, Integer).label("at")).cte("numbers", recursive=True)
                index = index.union_all(select(index.c.at + 1).where(index.c.at + 1 < count))
                row = {name: _expression(noun, name, value, index.c.at) for name, value in values.items()}
                rows = select(*(made.label(name) for name, made in row.items()))
                connection.execute(insert(noun).from_select(list(row), rows, include_defaults=False))
            if engine.dialect.name == "postgresql":
                # It does so by itself within a minute; until then it joins as if the tables were still empty.
                connection.execute(text("ANALYZE"))

    def _tables(self) -> list[tuple[type[Base], int, dict[str, Any]]]:
        def motion(at: Any) -> Any:
            return at // self.demands + 1

        def soon(here: Any, far: Any) -> Any:
            return lambda at: case((motion(at) % self.due_every == 0, here), else_=far)

        def number(at: Any) -> Any:
            return at + 1

        tie = {"id": number, "motion_id": motion, "recorded_at": BEFORE}
        due_on = soon(literal(date(2026, 11, 8)), literal(date(2036, 11, 8)))
        closes = soon(literal(CLOSE, UTCDateTime), literal(FAR_CLOSE, UTCDateTime))
        ends = soon(literal(GRACE_END, UTCDateTime), literal(FAR_GRACE_END, UTCDateTime))
        demand = tie | {"number": lambda at: at % self.demands + 1, "title": "Results", "asks": "Publish the results."}
        question = tie | {"demand_id": number, "letter": "a", "text": "the results"}
        deadline = tie | {"demand_id": number, "position": 1, "version": 1, "due_on": due_on, "withdrawn": False}
        deadline |= {"kind": DeadlineKind.SET, "set_on": date(2026, 11, 1), "set_by": "the motion", "basis": "a week"}
        projection = {"demand_id": number, "motion_id": motion, "deadline_id": number, "outstanding": True}
        projection |= {"closes_at": closes, "overdue_from": ends, "pass_due_at": closes, "overdue_due_at": ends}
        projection |= {"pass_marked": False, "round": 0}
        every = self.motions * self.demands
        return [
            (Motion, self.motions, _motion(number)),
            (Demand, every, demand),
            (Question, every, question),
            (Deadline, every, deadline),
            (Projection, every, projection),
        ]


def spread_over_waves(engine: Engine, waves: int) -> None:
    """Let the deadlines pass in so many waves, a second apart, instead of all at one instant."""
    with transaction(engine) as session:
        for wave in range(waves):
            closes, ends = CLOSE + timedelta(seconds=wave), GRACE_END + timedelta(seconds=wave)
            instants = {"closes_at": closes, "overdue_from": ends, "pass_due_at": closes, "overdue_due_at": ends}
            session.execute(update(Projection).where(Projection.demand_id % waves == wave).values(instants))


def _motion(number: Any) -> dict[str, Any]:
    """Return a motion's columns; motion n has the slug motion-n."""
    words = {"title": "Motion", "body": "Council", "addressee": "The Cabinet", "time_zone": "Europe/London"}
    log = {"log_sequence": 0, "log_head": "", "recorded_at": BEFORE, "visibility": Visibility.PUBLIC}
    names = {name: lambda at: "motion-" + (at + 1).cast(Motion.slug.type) for name in ("slug", "short_code")}
    return {"id": number, "adopted_on": date(2026, 11, 1), "grace_hours": Decimal(10)} | names | words | log


def _expression(noun: type[Base], name: str, value: Any, at: ColumnElement[int]) -> ColumnElement[Any]:
    """Return what goes into a column: an expression of the row's index, or a value that the column's type writes."""
    made: ColumnElement[Any] = value(at) if callable(value) else literal(value, noun.__table__.c[name].type)
    return made
