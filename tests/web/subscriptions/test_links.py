"""The doors of a mailed link: a GET changes nothing, and each link opens one thing, once.

Rule: docs/decisions/alerts.md#mailed-links.
"""

import re
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.operations.asking import DAY, NOW, READER, ask, confirmed
from tests.web.links import dump, live, manage, token, waiting
from tests.web.public.test_pages import words
from tracker.vocabulary import LinkPurpose


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, three days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def press(client: FlaskClient, page: str, **form: str | list[str]) -> str:
    """Press the button of a page that confirms, as its form has it; return the answer."""
    text = client.get(page).text
    fields = dict(re.findall(r'name="(sign|follow)" value="([^"]+)"', text))
    return words(client.post(page, data=fields | form).text)


def test_the_button_confirms(app: Flask, client: FlaskClient) -> None:
    page = waiting(app)
    assert "You now follow this" in press(client, page)
    assert live(app) == [True]


def test_the_page_after_confirming_leads_to_stopping(app: Flask, client: FlaskClient) -> None:
    page = waiting(app)
    sent = dict(re.findall(r'name="(sign|follow)" value="([^"]+)"', client.get(page).text))
    text = client.post(page, data=sent).text
    address = re.findall(r'href="(/subscribe/manage/[^"]+)"', text)[0]
    assert client.get(address).status_code == 200


def test_only_what_is_ticked_is_confirmed(app: Flask, client: FlaskClient) -> None:
    ask(app.extensions["engine"], READER, motion_id=1)
    page = waiting(app)
    press(client, page, follow=["2"])
    assert live(app) == [False, True]


def test_the_browser_that_signed_up_confirms_by_coming(app: Flask, client: FlaskClient) -> None:
    page = waiting(app, client)
    assert "You now follow this" in words(client.get(page).text)
    assert live(app) == [True]


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"},
     {"Sec-Fetch-Dest": "iframe"}, {"Sec-Fetch-Dest": "empty"}],
)  # fmt: skip
def test_a_page_fetched_in_advance_confirms_nothing(app: Flask, client: FlaskClient, headers: dict[str, str]) -> None:
    page = waiting(app, client)
    before = dump(app)
    assert "Is this what you want" in words(client.get(page, headers=headers).text)
    assert dump(app) == before


def test_a_head_confirms_nothing_even_in_that_browser(app: Flask, client: FlaskClient) -> None:
    page = waiting(app, client)
    before = dump(app)
    assert client.head(page).status_code == 200
    assert dump(app) == before


def test_another_browser_confirms_nothing_by_coming(app: Flask, client: FlaskClient) -> None:
    page = waiting(app, client)
    other = app.test_client()
    other.set_cookie("answerable_signup", "x" * 43, path="/subscribe")
    other.get(page)
    assert live(app) == [False]


@pytest.mark.parametrize("form", [{}, {"sign": "x" * 64}, {"sign": "é"}])
def test_a_press_without_the_sign_of_the_page_confirms_nothing(
    app: Flask, client: FlaskClient, form: dict[str, str]
) -> None:
    page = waiting(app)
    assert client.post(page, data=form | {"follow": "1"}).status_code == 422
    assert live(app) == [False]


def test_a_used_link_says_so(app: Flask, client: FlaskClient) -> None:
    page = waiting(app)
    press(client, page)
    assert "This link has done its work" in words(client.get(page).text)
    assert "This link has done its work" in press(client, page)


def test_an_old_link_says_how_to_ask_again(app: Flask, client: FlaskClient, at_noon: time_machine.Traveller) -> None:
    page = waiting(app)
    at_noon.move_to(NOW + 7 * DAY, tick=False)
    assert "ask again on the page of the motion" in words(client.get(page).text)
    assert "This link is too old" in press(client, page, follow="1")
    assert live(app) == [False]


@pytest.mark.parametrize("door", ["/subscribe/confirm/", "/subscribe/manage/", "/u/"])
def test_each_link_opens_its_own_door(app: Flask, client: FlaskClient, door: str) -> None:
    waiting(app)
    purposes = {one: token(app, one) for one in LinkPurpose}
    own = LinkPurpose.CONFIRM if "confirm" in door else LinkPurpose.ALERTS
    answers = {one: client.get(door + secret).status_code for one, secret in purposes.items()}
    assert answers == {one: 200 if one is own else 404 for one in LinkPurpose}
    assert client.get(door + "x" * 32).status_code == 404


def test_a_link_of_one_purpose_does_nothing_at_another_door(app: Flask, client: FlaskClient) -> None:
    page = waiting(app)
    secret, alerts = page.rpartition("/")[2], token(app)
    before = dump(app)
    client.post(f"/u/{secret}")
    client.post(f"/subscribe/manage/{secret}", data={"do": "stop-all"})
    client.post(f"/subscribe/confirm/{alerts}", data={"follow": "1"})
    assert dump(app) == before


def test_reading_every_page_three_times_changes_nothing(app: Flask, client: FlaskClient) -> None:
    confirmed(app.extensions["engine"], "other@example.org")
    pages = [waiting(app), f"/subscribe/manage/{token(app)}", f"/u/{token(app)}", "/subscribe", "/subscribe/asked"]
    before = dump(app)
    for _ in range(3):
        for page in pages:
            assert (client.get(page).status_code, client.head(page).status_code) == (200, 200)
    assert dump(app) == before


def test_pages_of_a_link_keep_its_address_to_themselves(app: Flask, client: FlaskClient) -> None:
    for page in (waiting(app), f"/subscribe/manage/{token(app)}", f"/u/{token(app)}", "/u/unknown"):
        headers = client.get(page).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"


def test_an_address_is_never_shown_whole(app: Flask, client: FlaskClient) -> None:
    page = manage(app)
    assert "r…@example.org" in client.get(page).text
    assert READER not in client.get(page).text
