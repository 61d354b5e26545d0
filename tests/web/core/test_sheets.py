"""The style sheets as they are served: whole, known by their own hash, and sent once."""

import re

import pytest
from flask.testing import FlaskClient

from tracker.formats.images.palette import STATUS_TONES


@pytest.mark.parametrize("name", ["style.css", "embed.css"])
def test_a_sheet_has_the_palette_and_asks_for_nothing(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert (answer.status_code, answer.content_type) == (200, "text/css; charset=utf-8")
    assert "@import" not in answer.text
    assert [one for one, tone in STATUS_TONES.items() if f"--{one}: {tone.light};" not in answer.text] == []


def test_a_sheet_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    (address,) = re.findall(r'href="(/static/style.css[^"]+)"', client.get("/").text)
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.head(address).data == b""


def test_every_variable_of_a_sheet_is_set_in_it(client: FlaskClient) -> None:
    pages, desk, frame = (client.get(f"/static/{name}.css").text for name in ("style", "desk", "embed"))
    for sheet in (pages, pages + desk, frame):
        assert set(re.findall(r"var\((--[\w-]+)\)", sheet)) <= set(re.findall(r"(--[\w-]+):", sheet))
