"""The one table of the API: every operation with its address, what may be asked, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g
from pydantic import BaseModel

from tracker.formats.json.base import Addresses, Answer
from tracker.web.core.context import config
from tracker.web.core.copying import Copied, NotCopied
from tracker.web.core.data_answer import data_answer
from tracker.web.core.routing import Door
from tracker.web.data.api.queries import Present, read_query

bp = Door("api", __name__)

View = TypeVar("View", bound=Callable[..., Answer])

OF_MOTION = (400, 404, 410, 503)
"""What may go wrong with a motion: what is asked is none, it is not there, it was taken down, the database is busy."""
OF_LIST = (400, 404, 503)
"""What may go wrong with a list: a day that has not come yet is not there."""

GROUPS = ("Lists", "One motion", "The service")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that answers with JSON."""

    name: str
    rule: str
    group: str
    summary: str
    answer: type[Answer]
    query: type[BaseModel]
    problems: tuple[int, ...]


OPERATIONS: list[Operation] = []


def answers(
    rule: str,
    answer: type[Answer],
    *,
    query: type[BaseModel],
    problems: tuple[int, ...],
    group: str,
    copied: Copied | NotCopied,
) -> Callable[[View], View]:
    """Enter a view into the table and serve it: it is given what was asked, and its answer is written as JSON."""

    def enter(view: View) -> View:
        summary = (view.__doc__ or "").splitlines()[0]
        OPERATIONS.append(Operation(view.__name__, rule, group, summary, answer, query, problems))

        @wraps(view)
        def answered(**values: Any) -> Response:
            asked = read_query(query)
            given = () if query is Present else (asked,)
            return data_answer(view(*given, **values).model_dump_json() + "\n", "application/json")

        bp.get(rule, copied=copied)(answered)
        return view

    return enter


def addresses() -> Addresses:
    return Addresses(config().base_url, g.moment.on)


def asked_as_of() -> datetime | None:
    """Return the instant of the day that is asked for, None for the present: then time alone says since when."""
    at: datetime = g.moment.at
    return at if g.moment.on else None
