"""Two hundred vectors in every free-text field of a record: none is live on any page that shows it."""

from datetime import date
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import TypeAdapter, ValidationError

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY
from tests.web.markup import live
from tests.web.sharing.vectors import TEXTS, VECTORS
from tracker.db import transaction
from tracker.operations.record.loading import load_record
from tracker.record.entries import flatten, record_from
from tracker.record.fields import Entry
from tracker.record.reading import read_record
from tracker.record.schema import RecordFile

REST = """\
notes: [{id: n, about: the wording, text: A note., demands: [1], sources: [minutes]}]
figures:
  - {id: f, label: Samples, value: 3, unit: cases, population: All, published_by: X, note: N, where: W,
     sources: [minutes]}
  - {id: g, label: All, value: 3, sources: [minutes]}
identities: [{id: i, text: All add up., kind: sum, terms: [f], equals: g, note: Fits., sources: [minutes]}]
flows: [{id: w, title: Where they went, stages: [Taken, Kept], splits: [i], note: All., beside: []}]
discrepancies: [{id: d, text: They differ., figures: [f, g], state: explained, explanation: E., explained_by: us,
  sources: [minutes]}]
events: [{id: e, happened_on: 2026-11-02, date_note: Inferred., text: It was read., demands: [1], sources: [minutes]}]
statements: [{id: s, by: The Cabinet, demands: [1], invited_on: 2026-11-02, due_on: 2026-11-04, received_on: 2026-11-03,
  published_on: 2026-11-04, text: Our words., sources: [minutes]}]
"""
PASSED_OVER = ("rule", "time_zone", "language", "event")
"""Texts that have to be a rule, a zone or a language, and the event that a row with a day does not await."""
PAGES = ("", "/demands/1", "/timeline", "/figures", "/sources", "/changes", "/briefing")
FOLDED = 8
"""How many texts go through the fields at once: each field takes the next."""


def test_there_are_two_hundred() -> None:
    assert len(set(VECTORS)) >= 200
    assert [one for one in VECTORS if one.startswith("<") and not live(one)] == []
    assert [one for one in VECTORS if not any(one in text for text in TEXTS)] == []


def is_text(annotation: Any) -> bool:
    """Tell whether a field takes any text: a line of script fits it."""
    kinds = get_args(annotation) if get_origin(annotation) is UnionType else (annotation,)
    return any(fits(kind) for kind in kinds if kind is not type(None))


@cache
def fits(kind: Any) -> bool:
    """Tell whether a kind of value takes a line of script."""
    try:
        return bool(TypeAdapter(kind).validate_python("<b onclick=x>") == "<b onclick=x>")
    except ValidationError:
        return False


def smuggle(entry: Entry, words: list[str]) -> Entry:
    """Return an entry whose every free text is a vector, one after the other."""
    taken: dict[str, Any] = {}
    for name, field in type(entry).model_fields.items():
        annotated = field.annotation if not field.metadata else field.rebuild_annotation()
        if name not in PASSED_OVER and is_text(annotated):
            words.append(words.pop(0))
            taken[name] = words[-1]
    return entry.model_copy(update=taken)


@cache
def sample() -> RecordFile:
    """Return a record with an entry of every kind."""
    return read_record(CLEAN_RIVER + REPLY + FINDING + REST, "test.yaml", date(2030, 1, 1))


def smuggled(words: list[str], slug: str) -> RecordFile:
    """Return a record in whose free texts these words stand, each field taking the next."""
    table = {subject: smuggle(entry, words) for subject, entry in flatten(sample()).items()}
    table["motion"] = table["motion"].model_copy(update={"slug": slug})
    return record_from(table)


@pytest.mark.parametrize("start", range(0, len(TEXTS), FOLDED))
def test_nothing_smuggled_is_live_on_a_page(app: Flask, client: FlaskClient, start: int) -> None:
    words = TEXTS[start : start + FOLDED]
    for turn in range(len(words)):
        record = smuggled(words[turn:] + words[:turn], f"smuggled-{turn}")
        with transaction(app.extensions["engine"]) as session:
            load_record(session, record, LOADED_AT, reason=words[turn])
        for page in PAGES:
            assert live(client.get(f"/motions/smuggled-{turn}{page}").text) == []
    assert live(client.get("/").text) + live(client.get("/overdue").text) == []
