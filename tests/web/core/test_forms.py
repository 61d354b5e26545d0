"""Forms read by pydantic models: what is wrong is said beside its field, and everything typed comes back."""

from typing import Any, ClassVar

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tracker.record.fields import Day, Name, Number, Text
from tracker.web.core.forms import Mailbox, SentForm, judged_by, plain_type, read_form


class LeafletForm(SentForm):
    """A form of every kind of field."""

    labels: ClassVar = {"title": "Title", "words": "Words", "address": "Address"}
    cures: ClassVar = {"demands": "Tick one.", "words stray": "Not the words of {by}."}
    checks = (("words stray", lambda typed, by: typed["words"] == by),)

    title: Name
    words: Text
    on: Day | None = None
    demands: list[Number]
    address: Mailbox | None = None


GOOD = {"title": "A leaflet", "words": "One.\r\nTwo. ", "demands": ["1", "2"]}


def read(app: Flask, context: str = "", **changed: Any) -> tuple[LeafletForm | None, dict[str, Any], dict[str, str]]:
    """Send the form, with some fields changed."""
    with app.test_request_context("/", method="POST", data=MultiDict(GOOD | changed)):
        return read_form(LeafletForm, context)


def test_what_fits_is_a_form_of_the_records_own_values(app: Flask) -> None:
    form, _, errors = read(app, on="2026-11-08", strange="field")
    assert (form, errors) == (
        LeafletForm.model_validate(
            {"title": "A leaflet", "words": "One.\nTwo.", "on": "2026-11-08", "demands": [1, 2]}
        ),
        {},
    )


WRONG = [
    ({"title": " "}, {"title": "Title: fill it in."}),
    ({"title": "x" * 301}, {"title": "Title: this has 301 characters; it can have 300. Shorten it."}),
    ({"demands": []}, {"demands": "Tick one."}),
    ({"words": "Mine"}, {"words": "Not the words of Mine."}),
    ({"on": "soon"}, {"on": "on: 'soon' is not a date; write one as 2026-11-08, from 1900 to 2199."}),
    ({"address": "a@b"}, {"address": "Address: Enter one e-mail address in the form name@example.org."}),
]


@pytest.mark.parametrize(("changed", "said"), WRONG, ids=str)
def test_what_does_not_fit_is_said_beside_its_field_and_kept(
    app: Flask, changed: dict[str, Any], said: dict[str, str]
) -> None:
    form, typed, errors = read(app, "Mine", **changed)
    assert (form, errors) == (None, said)
    assert typed == read(app)[1] | changed | ({"title": ""} if changed.get("title") == " " else {})


def test_of_a_field_that_is_sent_twice_the_first_counts(app: Flask) -> None:
    assert read(app, title=["First", "Second"])[1]["title"] == "First"


def test_no_form_takes_a_sign_that_no_page_can_show(app: Flask) -> None:
    forms = [form for form in SentForm.__subclasses__() if form.__module__.startswith("tracker.")]
    texts = [(form, name) for form in forms for name, info in form.model_fields.items() if plain_type(info) is str]
    assert len(texts) > 20
    assert [(form, name) for form, name in texts if name not in judged_by(form, {name: "a\0b"}, {})[1]] == []
