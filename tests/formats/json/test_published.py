"""The schemas of our answers keep their published names, whatever the classes are called."""

import json
import re

import pytest

from tests.conftest import ROOT
from tracker.formats.json.published import published, published_name
from tracker.web.data.api.openapi import document

NAMES = (ROOT / "tests/golden/openapi-names.txt").read_text("utf-8").split()


def test_the_api_names_its_schemas_as_it_always_did() -> None:
    assert sorted(document("https://example.org")["components"]["schemas"]) == NAMES


@pytest.mark.parametrize(("name", "known"), [("MotionData", "Motion"), ("Status", "Headline"), ("Clock", "Clock")])
def test_a_class_has_a_published_name(name: str, known: str) -> None:
    assert published_name(name) == known


def test_a_definition_and_what_refers_to_it_are_renamed_and_the_title_of_a_field_is_not() -> None:
    made = {
        "$defs": {"Status": {"title": "Status", "properties": {"status": {"title": "Status"}}}},
        "$ref": "#/x/Status",
    }
    known = {"title": "Headline", "properties": {"status": {"title": "Status"}}}
    assert published(made) == {"$defs": {"Headline": known}, "$ref": "#/x/Headline"}


def test_every_schema_of_the_api_is_titled_by_its_name_and_every_reference_leads_to_one() -> None:
    schemas = document("https://example.org")["components"]["schemas"]
    assert {name: part["title"] for name, part in schemas.items() if part.get("title", name) != name} == {}
    assert set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schemas))) <= set(NAMES)
