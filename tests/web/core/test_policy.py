"""Every route with every method and nine kinds of visitor: they come where the table says, and nowhere else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.builders import utc
from tests.web.desk.people import HERE, sign_in, token, visitor
from tests.web.links import manage, waiting
from tracker.db import transaction
from tracker.operations.accounts import accounts
from tracker.vocabulary import Role
from tracker.web.core.limits import limiter
from tracker.web.core.policy import PAGES, access
from tracker.web.core.routing import Door

NOON = utc(2026, 11, 5, 12)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
REACHED = "reached"


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, with no limit on how often."""
    limiter.enabled = False
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
    limiter.enabled = True


def with_link(app: Flask, page: Callable[[Flask], str]) -> FlaskClient:
    """Return the browser of a reader who has opened a mailed link."""
    client = visitor(app)
    assert client.get(page(app)).status_code == 200
    return client


def disabled(app: Flask) -> FlaskClient:
    """Return the browser of a reviewer whose account was disabled."""
    client = sign_in(app, Role.REVIEWER, "gone@example.org")
    with transaction(app.extensions["engine"]) as session:
        found = accounts.find_editor(session, "gone@example.org")
        assert found is not None
        accounts.disable(session, found.id, NOON)
    return client


def expired(app: Flask) -> FlaskClient:
    """Return the browser of a reviewer in which nothing was done for an hour."""
    with time_machine.travel(utc(2026, 11, 5, 11), tick=False):
        return sign_in(app, Role.REVIEWER, "slow@example.org")


VISITORS: dict[str, tuple[Role | None, Callable[[Flask], FlaskClient]]] = {
    "anonymous": (None, visitor),
    "who confirms by a link": (None, lambda app: with_link(app, waiting)),
    "subscriber": (None, lambda app: with_link(app, manage)),
    **{role.value: (role, lambda app, role=role: sign_in(app, role)) for role in Role},  # type: ignore[misc]
    "disabled": (None, disabled),
    "expired": (None, expired),
}


def address(rule: Rule) -> str:
    """Return an address that a rule matches."""
    samples: dict[str, Any] = {name: 1 if "Integer" in type(kind).__name__ else "x" for name, kind in
                               rule._converters.items()}  # fmt: skip
    built = rule.build(samples, append_unknown=False)
    assert built is not None
    return built[1]


def stubbed(app: Flask) -> Flask:
    """Put in place of every view one that only tells that it was reached."""
    app.view_functions = {name: lambda **_: Response(REACHED, mimetype="text/plain") for name in app.view_functions}
    return app


def reaches(client: FlaskClient, path: str, method: str) -> bool:
    """Tell whether a visitor's request comes to the view."""
    sent = method not in ("GET", "HEAD")
    data = {"csrf_token": token(client)} if sent else None
    response = client.open(path, method=method, data=data, headers=HERE)
    if method == "HEAD":
        return response.status_code == 200
    return response.text == REACHED


@pytest.mark.parametrize("kind", VISITORS)
def test_every_visitor_comes_where_the_table_says(app: Flask, kind: str) -> None:
    role, make = VISITORS[kind]
    client = make(app)
    stubbed(app)
    wrong = []
    for rule in app.url_map.iter_rules():
        for method in METHODS:
            if method not in (rule.methods or ()):
                continue
            found = access(rule.endpoint, method)
            expected = found is not None and found.allows(role)
            if reaches(client, address(rule), method) is not expected:
                wrong.append((rule.rule, method, expected))
    assert wrong == []


def test_every_route_is_in_the_table_and_nothing_else_is(app: Flask) -> None:
    routes = {rule.endpoint: set(rule.methods or ()) - {"OPTIONS", "HEAD"} for rule in app.url_map.iter_rules()}
    assert set(routes) - set(PAGES) == set()
    assert set(PAGES) - set(routes) == set()
    assert [name for name, page in PAGES.items() if not set(page.methods) <= routes[name]] == []


def test_a_route_that_the_table_does_not_name_is_shut(app: Flask) -> None:
    app.add_url_rule("/editor/forgotten", "forgotten", lambda: REACHED)
    app.add_url_rule("/forgotten", "forgotten-too", lambda: REACHED)
    for client in (visitor(app), sign_in(app, Role.ADMIN)):
        assert client.get("/editor/forgotten").status_code == 403
        assert client.get("/forgotten").status_code == 403


def test_a_page_of_the_desk_that_does_not_say_who_may_use_it_is_refused() -> None:
    with pytest.raises(TypeError, match="say who may use /x"):
        Door("desk", __name__, desk=True).get("/x")


def test_dangerous_acts_ask_for_a_proof_of_late(app: Flask) -> None:
    clients = {role: sign_in(app, role, fresh=False) for role in Role}
    stubbed(app)
    for rule in app.url_map.iter_rules():
        for method in {"GET", "POST"} & (rule.methods or set()):
            found = access(rule.endpoint, method)
            for role, client in clients.items() if found and found.capability else ():
                assert found
                assert reaches(client, address(rule), method) is (found.allows(role) and not found.fresh)


def test_what_is_not_there_stays_not_there(app: Flask) -> None:
    client = visitor(app)
    assert client.get("/editor/nowhere").status_code == 404
    assert client.put("/editor").status_code == 405


def test_the_machinery_has_the_addresses_that_we_promise(app: Flask) -> None:
    from tracker.web.accounts.machinery import ready

    def of(one: Flask) -> dict[str, str]:
        return {rule.endpoint: rule.rule for rule in one.url_map.iter_rules() if rule.endpoint[:9] == "security."}

    assert of(ready(app)) == of(app)
