"""Every mail, by its bytes and its links: one-click unsubscribing works, and no robot changes anything (P13, P14)."""

import html
import re
import sqlite3
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from flask import Flask

from tests.delivery.every_mail import END, KINDS, Sent, all_mails
from tests.delivery.post import SITE, config, headers
from tracker import create_app
from tracker.migrations import upgrade
from tracker.vocabulary import NotificationKind

TOKEN = rb"[A-Za-z0-9_-]{32}"
LINK = re.compile(rf"{re.escape(SITE)}[^\s<>\"')\]]*")
AT_MOST = 998


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give the application on the database from which the mails were sent."""
    made = create_app(config(tmp_path_factory.mktemp("mails")))
    upgrade(made.extensions["engine"])
    yield made
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


@pytest.fixture(scope="module")
def mails(app: Flask) -> list[Sent]:
    """Give every mail that was sent."""
    return all_mails(app.extensions["engine"], app.extensions["config"].instance)


def fields(mail: Sent, name: str) -> list[str]:
    """Return the lines of a header as they are on the wire; one that was folded is cut off."""
    found = [line.decode("ascii") for line in headers(mail.message)]
    return [line.partition(": ")[2] for line in found if line.lower().startswith(f"{name.lower()}:")]


def dump(app: Flask) -> str:
    """Return the whole database as text."""
    with sqlite3.connect(app.extensions["config"].instance / "answerable.db") as connection:
        text = "\n".join(connection.iterdump())
    connection.close()
    return text


def links(mail: Sent) -> set[str]:
    """Return every address of ours in a mail, in its texts and in its headers."""
    texts = [*mail.texts(), *(line.decode("ascii") for line in headers(mail.message))]
    return {html.unescape(one).removeprefix(SITE).rstrip(".,") for text in texts for one in LINK.findall(text)}


def test_every_kind_of_mail_is_among_them(mails: list[Sent]) -> None:
    assert {kind for mail in mails for kind in mail.kinds} == KINDS
    assert {mail.to.partition("@")[0] for mail in mails} == {"ann", "dan", "wes", "new", "operator"}


def test_the_line_for_unsubscribing_is_whole_in_every_mail(mails: list[Sent]) -> None:
    pattern = re.compile(rb"\r\nList-Unsubscribe: <" + SITE.encode() + rb"/u/" + TOKEN + rb">\r\n")
    assert [mail.name for mail in mails if len(pattern.findall(mail.message)) != 1] == []


def test_the_line_for_one_click_is_exact_in_every_mail(mails: list[Sent]) -> None:
    line = b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    assert [mail.name for mail in mails if mail.message.count(line) != 1] == []


def test_lines_end_in_crlf_and_none_is_too_long(mails: list[Sent]) -> None:
    assert [mail.name for mail in mails if re.search(rb"(?<!\r)\n|\r(?!\n)", mail.message)] == []
    assert [mail.name for mail in mails if max(map(len, mail.message.split(b"\r\n"))) > AT_MOST] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-generated"),
        ("Precedence", "bulk"),
        ("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply"),  # not NDR: bounces must come
        ("Reply-To", "editors@example.org"),
    ],
)
def test_f13_robots_are_told_not_to_answer(mails: list[Sent], name: str, value: str) -> None:
    assert {tuple(fields(mail, name)) for mail in mails} == {(value,)}


@pytest.mark.parametrize("name", ["List-Id", "References", "Message-ID"])
def test_names_of_lists_and_threads_are_plain(mails: list[Sent], name: str) -> None:
    pattern = re.compile(r"<[^<>\s=?]+(@|\.)answerable\.example\.org>")
    assert [(mail.name, fields(mail, name)) for mail in mails if len(fields(mail, name)) != 1] == []
    assert [mail.name for mail in mails if not pattern.fullmatch(fields(mail, name)[0])] == []


def test_each_mail_has_a_name_of_its_own(mails: list[Sent]) -> None:
    names = [fields(mail, "Message-ID")[0] for mail in mails]
    assert len(set(names)) == len(names)


def test_mails_of_one_demand_are_one_thread_and_of_two_are_two(mails: list[Sent]) -> None:
    reply, moved = (next(one for one in mails if one.kinds == (kind,)) for kind in ("reply_recorded", "deadline_moved"))
    finding = next(one for one in mails if one.kinds == ("finding_made",))
    assert fields(reply, "References") == fields(finding, "References") != fields(moved, "References")


def test_the_subject_is_one_line_and_the_date_is_that_of_sending(mails: list[Sent]) -> None:
    assert [mail.name for mail in mails if "\n" in mail.parsed()["Subject"] or not mail.parsed()["Subject"]] == []
    assert [mail.name for mail in mails if parsedate_to_datetime(fields(mail, "Date")[0]) != mail.at] == []


def test_nothing_that_is_put_in_a_subject_begins_a_header(mails: list[Sent]) -> None:
    allowed = {"to", "message-id", "date", "list-unsubscribe", "list-unsubscribe-post", "from", "subject", "references"}
    allowed |= {"list-id", "auto-submitted", "precedence", "content-language", "mime-version", "content-type"}
    allowed |= {"reply-to", "x-auto-response-suppress"}
    found = {name.lower() for mail in mails for name in mail.parsed().keys()}  # noqa: SIM118
    assert found <= allowed


def test_news_says_when_it_happened_and_when_it_was_recorded(mails: list[Sent]) -> None:
    news = [mail for mail in mails if not any(NotificationKind(kind).is_service for kind in mail.kinds)]
    texts = {mail.name: mail.texts()[0] for mail in news}
    assert [name for name, text in texts.items() if not re.search(r"(?i)recorded.*\b\d{1,2} November 2026", text)] == []
    assert [name for name, text in texts.items() if len(re.findall(r"\b\d{1,2} November 2026\b", text)) < 2] == []


def test_every_link_can_be_followed_and_changes_nothing(app: Flask, mails: list[Sent]) -> None:
    found = sorted({link for mail in mails for link in links(mail)})
    robot = app.test_client(use_cookies=False)
    with time_machine.travel(END, tick=False):
        before = dump(app)
        statuses = {
            (link, method): robot.open(link, method=method).status_code
            for _ in range(3)
            for link in found
            for method in ("GET", "HEAD")
        }
        assert dump(app) == before
    assert {one: status for one, status in statuses.items() if status != 200} == {}
    assert {f"{link}/".split("/")[1] for link in found} >= {"u", "subscribe", "motions"}


@pytest.mark.parametrize("content_type", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_one_click_unsubscribes_ten_times_without_a_cookie(app: Flask, mails: list[Sent], content_type: str) -> None:
    program = app.test_client(use_cookies=False)
    answers = set()
    for mail in mails:
        path = fields(mail, "List-Unsubscribe")[0].strip("<>").removeprefix(SITE)
        for _ in range(10):
            answer = program.post(path, data={"List-Unsubscribe": "One-Click"}, content_type=content_type)
            answers.add((answer.status_code, "Set-Cookie" in answer.headers, "Location" in answer.headers))
    assert answers == {(200, False, False)}
    stopped = dump_of(app, "SELECT count(*) FROM subscriber WHERE stopped_at IS NULL")
    assert stopped == [(0,)]


def dump_of(app: Flask, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    with sqlite3.connect(app.extensions["config"].instance / "answerable.db") as connection:
        rows = connection.execute(query).fetchall()
    connection.close()
    return rows
