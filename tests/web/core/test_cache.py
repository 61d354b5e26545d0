"""What a kept page makes of the headers of a request."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.builders import utc

MOTION = "/motions/clean-river"


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand at noon, so that no page changes by time alone."""
    with time_machine.travel(utc(2026, 11, 5, 12), tick=False):
        yield


@pytest.mark.parametrize(
    ("accepts", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip, br", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("br;q=0, gzip", True),
        ("gzip, *;q=0", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0, br", False),
        ("gzip;q=0.000", False),
        ("*;q=1, gzip;q=0", False),
        ("*;q=0", False),
        ("gzip;q=no", False),
        ("identity", False),
        ("", False),
    ],
)
def test_a_page_is_compressed_for_whoever_takes_gzip(client: FlaskClient, accepts: str, packed: bool) -> None:
    response = client.get(MOTION, headers={"Accept-Encoding": accepts})
    assert (response.headers.get("Content-Encoding") == "gzip") is packed


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ('"{}"', 304),
        ('W/"{}"', 304),
        ('"other", W/"{}"', 304),
        ('W/"other" ,"{}","third"', 304),
        ("*", 304),
        ('"other"', 200),
        ('"other,{}"', 200),
        ('"{}', 200),
        ("", 200),
    ],
)
def test_a_page_is_not_sent_to_whoever_has_it(client: FlaskClient, wanted: str, status: int) -> None:
    tag = client.get(MOTION).headers["ETag"].strip('"')
    response = client.get(MOTION, headers={"If-None-Match": wanted.format(tag)})
    assert (response.status_code, bool(response.data)) == (status, status == 200)


def test_a_packed_page_is_another_than_the_plain_one(client: FlaskClient) -> None:
    tag = client.get(MOTION).headers["ETag"]
    assert client.get(MOTION, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"}).status_code == 200


def test_a_kept_page_costs_one_read_past_the_engine(app: Flask, client: FlaskClient) -> None:
    first, statements = client.get(MOTION), list[str]()
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *said: statements.append(said[2]))
    assert (client.get(MOTION).data, statements) == (first.data, [])
