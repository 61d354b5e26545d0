"""Texts that leave the house, against files that a person can read. A wanted change is made in the file as well."""

import json
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc

GOLDEN = Path(__file__).parent / "golden"
LATE = utc(2026, 11, 20, 12)


@pytest.fixture
def judged(app: Flask, client: FlaskClient) -> FlaskClient:
    """Give a client of the small record with its reply and its finding."""
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    return client


@pytest.mark.parametrize(("query", "name"), [("", "today"), ("?on=2026-11-03", "before-the-reply")])
@time_machine.travel(LATE, tick=False)
def test_a_motion_as_json(judged: FlaskClient, query: str, name: str) -> None:
    data = judged.get(f"/motions/clean-river.json{query}").get_json()
    wanted = (GOLDEN / f"clean-river-{name}.json").read_text("utf-8")
    assert json.dumps(data, indent=2, ensure_ascii=False) + "\n" == wanted


@time_machine.travel(LATE, tick=False)
def test_a_record_as_it_is_dumped(app: Flask, judged: FlaskClient) -> None:
    dumped = app.test_cli_runner().invoke(args=["dump", "clean-river"]).output
    assert dumped == (GOLDEN / "clean-river.yaml").read_text("utf-8")
