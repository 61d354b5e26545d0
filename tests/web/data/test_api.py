"""The JSON API: every answer is what its own description says, agrees with its page, and leads to everything else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.builders import CLEAN_RIVER, LOADED_AT, load
from tests.web.data.api_examples import AT, answered, pretty, small_app
from tests.web.page import CheckedClient
from tracker.formats.json.base import DEMAND_FORMS, MOTION_FORMS
from tracker.web.data.api.docs import OTHER_FORMS
from tracker.web.data.api.openapi import FOLDER, path_of
from tracker.web.data.api.table import OPERATIONS, Operation

SECRET = CLEAN_RIVER.replace("clean-river", "kept-back").replace("Clean River", "Kept Back")
DAYS = ("", "?on=2026-11-01", "?on=2026-11-04", "?on=2026-11-08", "?on=2026-11-09")
NAMES = [one.name for one in OPERATIONS]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give a client of the small record, beside a draft, an unlisted and a motion that was taken down."""
    app = small_app(tmp_path_factory.mktemp("api"))
    for number, visibility in enumerate(("draft", "unlisted", "public", "draft")):
        slug = "kept-back" if number > 1 else f"kept-back-{number}"
        text = SECRET.replace("kept-back", slug).replace("visibility: public", f"visibility: {visibility}")
        load(app.extensions["engine"], text, LOADED_AT)
    app.test_client_class = CheckedClient
    with time_machine.travel(AT, tick=False):
        yield app.test_client()
    app.wsgi_app.close()  # type: ignore[attr-defined]
    app.extensions["engine"].dispose()


def address(one: Operation) -> str:
    """Return an operation's address for the small record."""
    return one.rule.replace("<slug>", "clean-river").replace("<int:number>", "1")


def texts(value: Any) -> Iterator[str]:
    """Yield every text within an answer."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def test_the_answers_are_the_stored_examples(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    found = dict(answered(app.test_client()))
    app.extensions["engine"].dispose()
    assert found == {name: (FOLDER / f"{name}.json").read_text("utf-8") for name in found}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("one", OPERATIONS, ids=NAMES)
def test_every_answer_is_what_its_description_says(api: FlaskClient, one: Operation, day: str) -> None:
    described = api.get("/openapi.json").get_json()
    response = api.get(address(one) + day)
    answer = described["paths"][path_of(one.rule)]["get"]["responses"][str(response.status_code)]
    schema = answer["content"][response.mimetype]["schema"] | {"components": described["components"]}
    assert list(Draft202012Validator(schema).iter_errors(response.get_json())) == []


@pytest.mark.parametrize("day", DAYS)
def test_every_form_carries_the_same_sentence_and_statuses(api: FlaskClient, day: str) -> None:
    whole = api.get(f"/motions/clean-river.json{day}").get_json()
    about = [one for one in OPERATIONS if "<slug>" in one.rule]
    assert {api.get(address(one) + day).get_json()["sentence"] for one in about} == {whole["sentence"]}
    demand, briefing = whole["demands"][0], api.get(f"/motions/clean-river/briefing.json{day}").get_json()
    assert api.get(f"/motions/clean-river/demands/1.json{day}").get_json()["demand"] == demand
    assert api.get(f"/motions/clean-river/popolo.json{day}").get_json()["motions"][0]["demands"] == [demand]
    assert [one["status"] for one in briefing["demands"]] == [demand["status"]]
    listed = api.get(f"/motions.json{day}").get_json()["motions"]
    assert [one["counts"] for one in listed] == [whole["counts"]]
    late = api.get(f"/overdue.json{day}").get_json()["demands"]
    assert [one["days_overdue"] for one in late] == [demand["days_overdue"]] * (demand["clock"] == "overdue")


def test_a_program_walks_from_the_list_to_everything(api: FlaskClient) -> None:
    seen, ahead = set(), {"https://example.org/motions.json"}
    while ahead:
        seen |= ahead
        answers = [api.get(one.removeprefix("https://example.org")) for one in ahead]
        assert {(one.request.path, one.status_code) for one in answers if one.status_code != 200} == set()
        found = {text.partition("#")[0] for one in answers for text in texts(one.get_json(silent=True) or {})}
        found.discard("https://example.org/m")  # The record's source is on the same made-up host.
        ahead = {one for one in found if one.startswith("https://example.org/") and is_api_or_page(one)} - seen
    paths = {urlsplit(one).path for one in seen}
    assert {address(one) for one in OPERATIONS if "<slug>" in one.rule} <= paths


def is_api_or_page(address: str) -> bool:
    """Tell whether an address is within the API or a page: other forms have tests of their own."""
    return not re.search(r"\.(csv|atom|ics|svg|png|jsonl)$|datapackage", urlsplit(address).path)


def test_every_form_that_is_linked_to_is_served(api: FlaskClient) -> None:
    served = {str(rule) for rule in api.application.url_map.iter_rules()}
    forms = {f"/motions/<slug>{form}" for form in MOTION_FORMS.values()}
    forms |= {f"/motions/<slug>/demands/<int:number>{form}" for form in DEMAND_FORMS.values()}
    shown = {form.path for found in OTHER_FORMS.values() for form in found}
    assert (forms | {path.replace("data/demands.csv", "data/<name>.csv") for path in shown}) - served == set()


def test_what_is_not_public_appears_nowhere(api: FlaskClient) -> None:
    pages = [address(one) for one in OPERATIONS] + [
        "/docs",
        "/openapi.json",
        "/motions.json?q=kept",
        "/schemas/demands.json",
    ]
    found = [path for path in pages if re.search("kept.back", api.get(path).text, re.I)]
    assert found == []
    for one in (one for one in OPERATIONS if "<slug>" in one.rule):
        for slug, status in (("kept-back-0", 404), ("kept-back-1", 404), ("kept-back", 410)):
            response = api.get(address(one).replace("clean-river", slug))
            assert (response.status_code, "Kept Back" in response.text) == (status, False)


def test_the_list_is_narrowed_by_what_is_asked(api: FlaskClient) -> None:
    for query, total in (
        ("status=partially_answered", 1), ("status=overdue", 0), ("status=awaiting&on=2026-11-03", 1),
        ("status=overdue&on=2026-11-03", 0), ("body=Northgate+Council", 1), ("body=Northgate", 0), ("q=river", 1),
        ("q=%25", 0), ("q=%00", 0), ("adopted_from=2026-11-01", 1), ("adopted_from=2026-11-02", 0),
        ("adopted_to=2026-10-31", 0), ("page=2", 1), ("page=2.0&per_page=1", 1),
    ):  # fmt: skip
        assert api.get(f"/motions.json?{query}").get_json()["total"] == total, query


def test_a_long_log_is_read_page_by_page(api: FlaskClient) -> None:
    path, found = "/motions/clean-river/changes.json?per_page=5", []
    while path:
        answer = api.get(path).get_json()
        found += [one["sequence"] for one in answer["changes"]]
        path = (answer["next"] or "").removeprefix("https://example.org")
    assert found == list(range(answer["total"], 0, -1))
    assert answer["previous"] == "https://example.org/motions/clean-river/changes.json?page=2&per_page=5"


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "page=1000000",
        "page=1e3",
        "per_page=101",
        "status=late",
        "q=",
        "adopted_to=2026-02-30",
        "on=",
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(api: FlaskClient, query: str) -> None:
    response = api.get(f"/motions.json?{query}")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.get_json()["detail"].startswith(f"“{query.partition('=')[0]}” is to be: ")


def test_the_page_for_people_names_every_address(api: FlaskClient) -> None:
    text = api.get("/docs").text
    assert [one.rule for one in OPERATIONS if f"<code>{path_of(one.rule)}</code>" not in text] == []
    assert 'href="/docs"' in api.get("/").text


def test_the_description_is_sound(api: FlaskClient) -> None:
    described = api.get("/openapi.json").get_json()
    assert described["openapi"] == "3.1.0"
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
        assert all("description" in one or "$ref" in one for one in schema.get("properties", {}).values())


def test_the_extension_to_popolo_has_its_schema(api: FlaskClient) -> None:
    schema = api.get("/schemas/demands.json").get_json()
    Draft202012Validator.check_schema(schema)
    motion = api.get("/motions/clean-river/popolo.json").get_json()["motions"][0]
    checked = Draft202012Validator(schema)
    assert checked.is_valid(motion)
    assert not checked.is_valid(motion | {"demands": [{"number": 1}]})
    assert schema["$id"] == "https://example.org/schemas/demands.json"


def test_json_is_stored_as_it_is_answered(api: FlaskClient) -> None:
    assert pretty(api, {"ö": 1}) == '{\n  "ö": 1\n}\n'
