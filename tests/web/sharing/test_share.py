"""What a page gives to whoever passes it on: full addresses on its day, a mail, a code and a citation that agree."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.web.public.test_files import states
from tracker.rules.short_codes import short_code

SHORT = f"https://example.org/m/{short_code('clean-river')}"
ROOT = "/motions/clean-river"
LATER = "?on=2026-11-10"
SHARED = [
    (ROOT, SHORT, ""),
    (f"{ROOT}/demands/1", f"{SHORT}/1", ""),
    (f"{ROOT}{LATER}", f"{SHORT}{LATER}", LATER),
    (f"{ROOT}/demands/1{LATER}", f"{SHORT}/1{LATER}", LATER),
]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand after the deadline."""
    with time_machine.travel(utc(2026, 11, 20, 12), tick=False):
        yield


def value(page: str, field: str) -> str:
    """Return what stands in a field of a page."""
    found = re.search(rf'<input id="{field}"[^>]* value="([^"]*)"|<textarea id="{field}"[^>]*>([^<]*)<', page)
    assert found, field
    return unescape(found[1] or found[2])


@pytest.mark.parametrize(("path", "short", "on"), SHARED)
def test_every_address_is_full_and_stays_on_the_day(client: FlaskClient, path: str, short: str, on: str) -> None:
    page = client.get(path).text
    assert value(page, "short-address") == short
    assert value(page, "address") == f"https://example.org{path}"
    assert f'aria-label="QR code of {short}"' in page
    assert client.get(short.removeprefix("https://example.org")).headers["Location"] == path


@pytest.mark.parametrize(("path", "short", "on"), SHARED)
def test_a_mail_says_the_pages_sentence_and_when_it_held(client: FlaskClient, path: str, short: str, on: str) -> None:
    data = client.get(path.replace("?", ".json?") if on else f"{path}.json").get_json()
    said = data.get("demand_sentence", data["sentence"])
    mail = unquote(client.get(path).text.split('href="mailto:?subject=')[1].split('"')[0])
    assert f"&amp;body={said}\r\n\r\nAs of " in mail
    assert mail.endswith(f"As it stands on the day you open it: {short.removesuffix(on)}\r\n")


@pytest.mark.parametrize(("path", "short", "on"), SHARED)
def test_a_citation_names_the_revision_and_head_that_the_data_has(
    client: FlaskClient, path: str, short: str, on: str
) -> None:
    data = client.get(path.replace("?", ".json?") if on else f"{path}.json").get_json()
    cited = value(client.get(path).text, "cite")
    day = on.removeprefix("?on=") or "2026-11-20"
    assert f"revision {data['revision']}, log head {data['log_head'][:16]}. " in cited
    assert cited.endswith(f"https://example.org{path.removesuffix(on)}?on={day}")


def test_what_was_cited_can_be_looked_up_when_the_page_has_moved_on(app: Flask, client: FlaskClient) -> None:
    then = client.get(f"{ROOT}.json").get_json()
    cited = value(client.get(ROOT).text, "cite")
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 21, 9))
    lines = client.get(f"{ROOT}/changes.jsonl").text.splitlines()
    assert f'"hash": "{then["log_head"]}"' in lines[then["revision"] - 1].replace('":"', '": "')
    assert client.get(cited.split(". https://example.org")[1]).status_code == 200


@pytest.mark.parametrize("page", ["", "/changes"])
def test_the_log_that_a_past_page_leads_to_holds_the_head_it_names(app: Flask, client: FlaskClient, page: str) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 21, 9))
    with time_machine.travel(utc(2026, 11, 22), tick=False):
        head = client.get(f"{ROOT}.json?on=2026-11-10").get_json()["log_head"]
        (log,) = set(re.findall(r'href="([^"]*changes\.jsonl[^"]*)"', client.get(f"{ROOT}{page}?on=2026-11-10").text))
        assert head in client.get(log).text


@pytest.mark.parametrize("query", ["", "?demand=1", "?demand=1&on=2026-11-10"])
def test_the_entry_for_bibtex_is_the_one_on_the_page(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{ROOT}/cite.bib{query}")
    page = f"{ROOT}/demands/1" if "demand" in query else ROOT
    shown = value(client.get(page + (LATER if "on=" in query else "")).text, "bibtex")
    assert (answer.mimetype, answer.text.strip()) == ("application/x-bibtex", shown.strip())


@pytest.mark.parametrize(("query", "code"), [("?demand=2", 404), ("?demand=one", 400), ("?on=soon", 400)])
def test_what_cannot_be_cited_is_said(client: FlaskClient, query: str, code: int) -> None:
    assert client.get(f"{ROOT}/cite.bib{query}").status_code == code


def test_an_unlisted_page_gives_nothing_to_pass_on(app: Flask, client: FlaskClient) -> None:
    page = client.get(f"/s/{states(app, 'unlisted')}").text
    for word in ("/m/", "cite", "mailto:?", 'class="qr"', "share.js", "og:image", "oembed", "clean-river.atom", ".ics"):
        assert word not in page
