"""Nobody is sent to another site: `next` leads to plain addresses of the desk and nowhere else (50 ways to try)."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.builders import utc
from tests.web.accounts.doors import PASSWORD, code, enter, first_time, send
from tests.web.desk.people import HERE, post, sign_in, token, visitor
from tracker.vocabulary import Role
from tracker.web.core.limits import limiter
from tracker.web.core.safe_redirect import onward

STRANGE = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\\/evil.example", "https://evil.example", "http://evil.example/editor", "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example", "https:///evil.example", "http:\\\\evil.example", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://evil.example/x",
    "/%2f%2fevil.example", "%2f%2fevil.example", "/%5cevil.example", "%5c%5cevil.example", "/editor%2f..%2f..",
    "/editor/%2e%2e//evil.example", "/editor/..//evil.example", "/editor/../..//evil.example", "/editor/./x",
    "/editor//evil.example", "/editor\\evil.example", "/editor/\\evil.example", "/editor@evil.example",
    "/editor:443@evil.example", "https://example.org@evil.example", "https://example.org.evil.example",
    "https://evil.example/https://example.org", "/editor.evil.example", "/editorevil", "/motions", "/", "editor",
    " /editor", "/editor ", "\t//evil.example", "/\t/evil.example", "/editor\r\nLocation: https://evil.example",
    "/editor\n", "/editor\x00", "\x19////evil.example", "/editor/\u2028x", "\u2215\u2215evil.example",
    "\uff0f\uff0fevil.example", "/\u3002evil.example", "\u200a///evil.example", "/editor?next=//evil.example",
    "/editor?x=\\\\evil", "/editor#//evil.example", "/editor;//evil.example", "/Editor", "/editor/" + "a" * 600,
    "https://localhost/editor", "http://localhost:80/editor", "?//evil.example", "#", "/editor/account/logout", "",
]  # fmt: skip
PLAIN = [
    "/editor", "/editor/", "/editor/motions", "/editor/motions/clean-river/reply", "/editor/drafts/aZ09_-x?step=2",
    "/editor/people/3", "/editor?x=1&y=a%20b", "/editor/drafts/-a", "/editor/drafts/_a.b",
]  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon."""
    with time_machine.travel(utc(2026, 11, 5, 12), tick=False) as traveller:
        yield traveller


def test_there_are_more_than_forty() -> None:
    assert len(set(STRANGE)) >= 40


@pytest.mark.parametrize("address", STRANGE, ids=ascii)
def test_a_strange_address_is_none(address: str) -> None:
    assert onward(address) is None


@pytest.mark.parametrize("address", PLAIN)
def test_a_plain_address_of_the_desk_is_gone_to(address: str) -> None:
    assert onward(address) == address


def test_after_the_password_nobody_is_sent_elsewhere(app: Flask, at_noon: time_machine.Traveller) -> None:
    first_time(app)
    limiter.enabled = False
    try:
        for address in STRANGE:
            at_noon.shift(31)
            client = visitor(app)
            page = client.get("/editor/account/login", query_string={"next": address})
            assert address == "" or 'name="next"' not in page.text
            typed = {"email": "ada@example.org", "password": PASSWORD, "next": address, "csrf_token": token(client)}
            half = client.post("/editor/account/login", query_string={"next": address}, data=typed, headers=HERE)
            assert half.location.startswith("/editor/account/tf-validate")
            fields = {"code": code(app), "next": address, "csrf_token": token(client)}
            asked = {} if address[-1:] == "x" else {"query_string": {"next": address}}
            path = "/editor/account/tf-validate" if asked else half.location
            done = client.post(path, data=fields, headers=HERE, **asked)
            assert done.location == "/editor/account/welcome", address
    finally:
        limiter.enabled = True


@pytest.mark.parametrize("where", ["args", "form"])
def test_after_a_proof_nobody_is_sent_elsewhere(app: Flask, where: str) -> None:
    client = first_time(app)
    limiter.enabled = False
    try:
        for address in STRANGE:
            query = {"next": address} if where == "args" else {}
            fields = {"password": PASSWORD, "csrf_token": token(client)} | ({} if query else {"next": address})
            done = client.post("/editor/account/verify", query_string=query, data=fields, headers=HERE)
            assert done.location == "/editor", address
    finally:
        limiter.enabled = True


@pytest.mark.parametrize("address", STRANGE[:20], ids=ascii)
def test_signing_out_sends_nobody_elsewhere(app: Flask, address: str) -> None:
    client = sign_in(app, Role.EDITOR)
    assert post(client, "/editor/account/logout", next=address).location == "/editor/account/login"


def test_whoever_was_on_the_way_gets_there(app: Flask, at_noon: time_machine.Traveller) -> None:
    first_time(app)
    at_noon.shift(60)
    client = visitor(app)
    path = client.get("/editor/motions?x=1").location
    half = enter(client, path=path)
    found = send(client, half.location, code=code(app))
    assert found.location == "/editor/motions?x=1"
