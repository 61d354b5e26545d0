"""Two hundred vectors in every free text of the desk, of a reader's request and of the right of reply: none is live.

They go into forms that are shown again with what is wrong, and into forms that are taken, whose words then stand in
drafts, previews, reviews, lists and on the public pages. As many stand in a field at once as it takes: all of them
where it is long, the next few where it is one line.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.builders import CLEAN_RIVER, LOADED_AT, load
from tests.web.accounts.doors import quick
from tests.web.desk import test_acts as acting
from tests.web.desk import test_compose as composing
from tests.web.desk import test_findings as finding
from tests.web.desk import test_replies as replying
from tests.web.desk.people import editor_of, post, sign_in, visitor
from tests.web.markup import live
from tests.web.sharing.vectors import VECTORS
from tracker import ROOT, create_app
from tracker.config import Config
from tracker.db import transaction
from tracker.migrations import upgrade
from tracker.models import Editor, Motion
from tracker.vocabulary import Role
from tracker.web.core.limits import limiter

LONG, MIDDLE, LINE = 10_000, 2_000, 300
"""How many characters fields take."""
TURNS = 4
Pages = Iterator[TestResponse]


def bundles(most: int) -> list[str]:
    """Return all vectors in as few texts as hold them."""
    found = [""]
    for vector in VECTORS:
        if len(found[-1]) + 1 + len(vector) > most:
            found.append("")
        found[-1] = f"{found[-1]} {vector}".strip(" ")
    return found


ALL = bundles(LONG)[0]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Stand two days before the deadline, with nobody counting."""
    limiter.enabled = False
    with time_machine.travel(replying.NOW, tick=False):
        yield
    limiter.enabled = True


class Smuggler:
    """Somebody who writes vectors into every field, and looks at every page that may show them."""

    def __init__(self, app: Flask, turn: int) -> None:
        """Sign in under a name that is no name."""
        self.app, self.turn = app, turn
        self.next = {most: cycle(bundles(most)[turn:] + bundles(most)[:turn]) for most in (LONG, MIDDLE, LINE)}
        for role in (Role.EDITOR, Role.REVIEWER):
            with transaction(app.extensions["engine"]) as session:
                session.get_one(Editor, editor_of(app, role).id).name = next(self.next[LINE])[:120]
        self.editor, self.reviewer = sign_in(app, Role.EDITOR), sign_in(app, Role.REVIEWER)

    def fill(self, *names: str, most: int = LONG) -> dict[str, str]:
        """Return a form in which each of these fields holds the next vectors that it takes."""
        return {name: next(self.next[most]) for name in names}

    def lines(self, *names: str) -> dict[str, str]:
        """Return a form of fields of one line."""
        return self.fill(*names, most=LINE)

    def sends(self, client: FlaskClient, path: str, **fields: object) -> Pages:
        """Yield the page that comes back, or that a form which was taken leads to."""
        response = post(client, path, **fields)
        yield client.get(response.location) if response.status_code == 303 else response


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give one application to all: its templates are made once."""
    settings = {"TRACKER_INSTANCE": str(tmp_path_factory.mktemp("smuggled")), "BASE_URL": "https://example.org"}
    made = create_app(Config.from_environment(settings, ROOT))
    upgrade(made.extensions["engine"])
    yield made
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


@pytest.fixture(params=range(TURNS))
def smuggler(app: Flask, request: pytest.FixtureRequest) -> Smuggler:
    """Give a form-filler who begins with other vectors at each turn, and a small record that nobody touched yet."""
    with transaction(app.extensions["engine"]) as session:
        for motion in session.scalars(select(Motion)):
            motion.slug = f"{motion.slug}-{motion.id}"
    load(app.extensions["engine"], CLEAN_RIVER, LOADED_AT)
    return Smuggler(app, request.param * len(bundles(LINE)) // TURNS)


def assert_nothing_live(pages: Pages) -> None:
    """Look at every page: there is one, and nothing on it is live."""
    found = [(one.request.path, live(one.text)) for one in pages]
    assert found
    assert [one for one in found if one[1]] == []


CAME = ("sender", "summary", "title", "publisher", "source_title")


def taken(who: Smuggler) -> dict[str, str]:
    """Return the texts of a reply as it can be taken."""
    return who.lines("sender", "title", "publisher", "source_title") | who.fill("summary")


def replies(who: Smuggler) -> Pages:
    """A reply: refused and taken, in two versions, judged, sent back, previewed, published."""
    every = (*CAME, "text", "form", "reply", "received_on", "source", "url", "archived_url", "published_on", "parts")
    yield from who.sends(who.editor, replying.NEW, **who.fill(*every))
    draft = replying.begin(who.editor, **taken(who), text=f"{replying.TEXT} {ALL}")
    yield from who.sends(who.editor, f"{draft}/parts/1a", **who.fill("verdict", "gap", "ground", "reasoning", "test"))
    for part, fields in (("1a", replying.ANSWERED), ("1b", replying.REFUSED)):
        fields = fields | who.fill("reasoning", "test", "passage")
        assert replying.judge(who.editor, draft, part, fields).status_code == 303
        yield from who.sends(who.reviewer, f"{draft}/parts/{part}", **fields | who.fill("gap"), seen="old")
    yield from who.sends(who.reviewer, draft, **replying.CAME | taken(who), seen="old")
    yield from who.sends(who.editor, f"{acting.ROOT}/demands/1/judge", **who.fill("response", "text"))
    yield who.reviewer.get(f"{draft}/preview/1")
    post(who.editor, f"{draft}/submit", version="3")
    yield from who.sends(who.reviewer, f"{finding.review(draft)}/send-back", words=next(who.next[MIDDLE]), version="4")
    for page in (draft, f"{draft}/parts/1a", f"{draft}/preview", finding.review(draft), "/editor/drafts", "/editor"):
        yield who.editor.get(page)
    assert replying.publish(who.editor, draft).status_code == 303
    for page in ("/editor/findings", finding.review(draft), acting.ROOT, "/motions/clean-river/demands/1"):
        yield who.reviewer.get(page)


def offers(who: Smuggler) -> Pages:
    """The right of reply, on both of its sides, up to the words beside the finding."""
    draft = replying.begin(who.editor, text=f"{replying.TEXT} {ALL}")
    replying.judge(who.editor, draft, "1b", replying.REFUSED | who.fill("reasoning", "test", "passage"))
    replying.publish(who.editor, draft)
    every = ("by", "way", "address", "how", "working_days", "short_reason")
    yield from who.sends(who.editor, f"{draft}/right-of-reply", **who.fill(*every))
    made = finding.OFFER | {"working_days": "2"} | who.lines("by", "how") | who.fill("short_reason", most=MIDDLE)
    assert post(who.editor, f"{draft}/right-of-reply", **made).status_code == 303
    yield finding.act(who.editor, draft, "hand-over", when=ALL[:20], how=ALL)
    assert finding.act(who.editor, draft, "hand-over", when="2026-11-06 12:00", **who.lines("how")).status_code == 303
    letter = who.editor.get(f"{draft}/right-of-reply/letter")
    yield letter
    yield from private(who, letter)
    yield who.editor.get(f"{draft}/right-of-reply")
    yield who.reviewer.get(finding.review(draft))
    assert finding.act(who.reviewer, draft, "accept").status_code == 303
    assert finding.press(who.reviewer, draft).status_code == 303
    for page in ("/motions/clean-river/demands/1", "/motions/clean-river", "/motions/clean-river/changes"):
        yield who.reviewer.get(page)


def private(who: Smuggler, letter: TestResponse) -> Pages:
    """The addressee's page: opened, refused, previewed, changed, sent."""
    (path,) = set(re.findall(r"https://example.org(/reply/[\w-]+)", letter.text))
    client = who.app.test_client()
    sign = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', client.get(path).text))
    yield client.get(path)
    yield client.post(path, data={"act": "send", "answer": ALL})
    for act in ("preview", "change", "preview-decline", "send"):
        yield client.post(path, data=sign | {"act": act, "answer": ALL})
    yield client.get(path)


NEW = ("title", "text", "body", "adopted_on", "addressee")


def motions(who: Smuggler) -> Pages:
    """A new motion from a text and from a file: refused, taken, in two versions, on record, taken down."""
    yield from who.sends(who.editor, "/editor/motions/new", **who.fill(*NEW) | {"title": ""})
    address, form = composing.begin(who.editor, **who.lines("title", "body", "addressee"), text=f"1. {ALL}")
    fixed = ("points", "p1-parts", "version")
    yield composing.press(who.editor, address, "preview", **{name: ALL for name in form if name not in fixed})
    short = ("title", "body", "addressee", "proposer", "seconder", "carried", "publisher", "source_title", "p1-title")
    right = {"slug": f"smuggled-{who.turn}", "adopted_on": "2026-11-01", "time_zone": "Europe/London"}
    right |= {"url": "https://example.org/m", "published_on": "", "archived_url": "", "when": "one", "due": "",
              "language": "en-GB", "grace_hours": "10", "rule": "7 days"} | who.lines(*short)  # fmt: skip
    unset = ("calendar", "p1-every", "p1-first", "p1-times", "p1-until", "p1-kind1", "p1-topics", "p1-rule", "p1-due")
    right |= dict.fromkeys(unset, "")
    right |= who.lines("p1-reference", "p1-addressee", "p1-responsible")
    right |= who.fill("summary", "preamble", "closing", "p1-asks", "p1-test1")
    shown = composing.press(who.editor, address, "preview", **right)
    assert shown.status_code == 303, shown.text
    yield who.editor.get(shown.location)
    yield post(who.editor, address, **form | {"p1-title": "Mine", "do": "preview"})
    version = composing.fields_of(who.editor.get(shown.location).text)["version"]
    yield from who.sends(who.editor, f"{address}/publish", version=version)
    root = f"/editor/motions/{right['slug']}"
    for page in ("", "/visibility", "/correct", "/follow-up", "/correct/demand/1", "/deadline"):
        yield who.reviewer.get(f"{root}{page}")
    post(who.reviewer, f"{root}/visibility", do="publish")
    yield who.reviewer.get(f"/motions/{right['slug']}")
    yield from who.sends(who.reviewer, f"{root}/hide", **who.fill("reason", "note"))
    yield from who.sends(who.reviewer, f"{root}/hide", reason="legal", note=next(who.next[MIDDLE]))
    for text in (ALL, CLEAN_RIVER.replace("title: Minutes", f"title: {json.dumps(next(who.next[LINE]))}")):
        yield from who.sends(who.reviewer, "/editor/motions/import", text=text)


EVERY = ("set_on", "set_by", "rule", "due", "time", "note", "kind", "agreed", "demands", "sources", "withdrawn_on",
         "withdrawn_reason", "publisher", "title", "url", "archived_url", "author", "label", "value", "unit", "measure",
         "population", "where", "text", "test", "name", "letter", "asks", "body", "addressee", "summary", "basis",
         "public_note", "published_on", "read", "precision", "only_wording")  # fmt: skip


def acts(who: Smuggler) -> Pages:
    """Every act with every field: refused, taken, in two versions, previewed, published; and what readers see."""
    root = acting.ROOT
    paths = ("deadline", "demands/1/withdraw", "sources/new", "figures/new", "asked-again")
    for path in (*paths, *(f"correct/{one}" for one in ("motion", "demand/1", "question/1a", "source/minutes"))):
        yield from who.sends(who.editor, f"{root}/{path}", **who.fill(*EVERY))
    taken = {
        "deadline": acting.MOVE | who.lines("set_by") | who.fill("note"),
        "sources/new": who.lines("publisher", "title", "author") | {"url": "https://example.org/x"},
        "figures/new": who.lines("label", "unit", "population", "where") | {"value": "3", "sources": "minutes"},
        "correct/source/minutes": acting.SOURCE
        | who.lines("title", "publisher")
        | who.fill("public_note", most=MIDDLE),
    }
    for path, fields in taken.items():
        sent = post(who.editor, f"{root}/{path}", **fields)
        assert sent.status_code == 303, (path, sent.text)
        key = acting.key_of(sent)
        yield who.editor.get(f"/editor/acts/{key}")
        yield who.editor.get(sent.location)
        yield post(who.editor, f"/editor/acts/{key}", **fields | {"note": ALL}, version="9")
        post(who.editor, f"/editor/acts/{key}/hand", do="hand", version="1")
        yield from who.sends(
            who.reviewer, f"/editor/acts/{key}/hand", do="back", words=next(who.next[MIDDLE]), version="1"
        )
        assert acting.publish(who.reviewer, key).status_code == 303
    for page in ("", "/sources", "/figures", "/demands/1", "/changes", "/timeline"):
        yield who.reviewer.get(f"/motions/clean-river{page}")
    for page in ("/corrections", "/editor/motions/clean-river/correct", "/editor/motions/clean-river/deadline"):
        yield who.reviewer.get(page)
    feed = who.reviewer.get("/corrections.atom").text
    assert "<script" not in feed.lower()


def requests(who: Smuggler) -> Pages:
    """A reader's request, refused and taken, and its public answer."""
    client = who.app.test_client()
    yield client.get("/corrections/ask", query_string={"page": ALL})
    yield client.post("/corrections/ask", data=who.fill("page", "wrong", "evidence", "address"))
    about = {"page": "/motions/clean-river", "address": ""}
    sent = client.post("/corrections/ask", data=about | who.fill("wrong", "evidence", most=MIDDLE))
    yield client.get(sent.location)
    one = f"/editor/requests/{sent.location.rpartition('/')[2].partition('?')[0]}"
    yield who.reviewer.get(one)
    yield from who.sends(who.reviewer, f"{one}/decide", **who.fill("decision", "change", "answer"))
    yield from who.sends(who.reviewer, f"{one}/decide", decision="unchanged", answer=ALL)
    for page in ("/editor/requests", "/corrections", sent.location, "/editor"):
        yield who.reviewer.get(page)


def forms_that_came_too_late(who: Smuggler) -> Pages:
    """A form whose token or whose sign-in is over, shown again; and those of the doors."""
    yield post(who.editor, replying.NEW, csrf_token="old", **who.fill(*CAME, "text", "strange"))
    yield post(visitor(who.app), replying.NEW, **who.fill(*CAME, "text", ALL))
    client = visitor(who.app)
    quick(who.app)
    yield post(client, "/editor/account/login", **who.fill("email", "password", "next"))
    yield post(client, "/editor/account/help", address=ALL)
    yield post(who.editor, "/editor/account/wan-register", name=ALL, usage="secondary")
    yield post(who.editor, "/editor/account/password", **who.fill("password", "new_password", "new_password_confirm"))
    admin = sign_in(who.app, Role.ADMIN)
    yield post(admin, "/editor/people/invite", **who.fill("address", "name", "role"))


@pytest.mark.parametrize("area", [replies, offers, motions, acts, requests, forms_that_came_too_late])
def test_nothing_smuggled_is_live(smuggler: Smuggler, area: Callable[[Smuggler], Iterator[TestResponse]]) -> None:
    assert_nothing_live(area(smuggler))


def test_nobodys_name_is_live(app: Flask) -> None:
    admin = sign_in(app, Role.ADMIN)
    for number, words in enumerate(VECTORS):
        fields = {"address": f"p{number}@example.org", "name": words, "role": "editor"}
        assert post(admin, "/editor/people/invite", **fields).status_code == 303
    numbers = range(1, len(VECTORS) + 2)
    assert_nothing_live(admin.get(path) for path in ["/editor/people", *(f"/editor/people/{one}" for one in numbers)])
