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
from tracker.web.data.api.queries import OnDay, Present, read_query

bp = Door("api", __name__)

View = TypeVar("View", bound=Callable[..., Answer])


@dataclass(frozen=True, slots=True)
class Group:
    """Operations of one kind: what may go wrong with each, and what may be asked of it unless its view says more."""

    name: str
    problems: tuple[int, ...]
    query: type[BaseModel]


LISTS = Group("Lists", (400, 404, 503), OnDay)
"""A day that has not come yet is not there."""
ONE_MOTION = Group("One motion", (400, 404, 410, 503), OnDay)
"""What is asked is none, the motion is not there, it was taken down, the database is busy."""
SERVICE = Group("The service", (503,), Present)
GROUPS = (LISTS, ONE_MOTION, SERVICE)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that answers with JSON."""

    name: str
    rule: str
    group: Group
    summary: str
    answer: type[Answer]
    query: type[BaseModel]


OPERATIONS: list[Operation] = []


def answers(rule: str, group: Group, *, copied: Copied | NotCopied) -> Callable[[View], View]:
    """Enter a view into the table and serve it: the model that it returns is written as JSON.

    A view that takes `asked` is given what the address asks, read by the model that it names.
    """

    def enter(view: View) -> View:
        stated = view.__annotations__
        summary, query = (view.__doc__ or "").splitlines()[0], stated.get("asked", group.query)
        OPERATIONS.append(Operation(view.__name__, rule, group, summary, stated["return"], query))

        @wraps(view)
        def answered(**values: Any) -> Response:
            asked = {"asked": read_query(query)}
            found = view(**values | (asked if "asked" in stated else {}))
            return data_answer(found.model_dump_json() + "\n", "application/json")

        bp.get(rule, copied=copied)(answered)
        return view

    return enter


def addresses() -> Addresses:
    return Addresses(config().base_url, g.moment.on)


def asked_as_of() -> datetime | None:
    """Return the instant of the day that is asked for, None for the present: then time alone says since when."""
    at: datetime = g.moment.at
    return at if g.moment.on else None
