"""Every page of the desk in each of its states, as an area at a time yields them: a name, and the answer to look at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.storage.test_files import PDF
from tests.web.accounts.doors import PASSWORD, enter, first_time, quick, send
from tests.web.accounts.doors import answer as fill_in
from tests.web.accounts.doors import invite as link_for
from tests.web.desk import test_acts as acting
from tests.web.desk import test_compose as composing
from tests.web.desk import test_findings as finding
from tests.web.desk import test_replies as replying
from tests.web.desk.people import post, sign_in, visitor
from tracker.db import transaction
from tracker.models import Outlet
from tracker.operations.desk import requests
from tracker.operations.notify import letters
from tracker.vocabulary import LetterKind, MessageState, Role

NOON = replying.NOW
State = tuple[str, TestResponse]
LONG = "Averylongwordthatnobodybroke" * 4 + " and the rest, in a sentence that goes on for a while."


@dataclass
class World:
    """The small record with somebody of each role signed in."""

    app: Flask

    def of(self, role: Role, *, fresh: bool = True) -> FlaskClient:
        """Return the client of somebody of a role."""
        return sign_in(self.app, role, fresh=fresh)


def doors(world: World) -> Iterator[State]:
    """Signing in, for the first time and again, and all that can go wrong on the way."""
    quick(world.app)
    client, path = visitor(world.app), link_for(world.app)
    yield "link", client.get(path)
    yield "link-wrong", send(client, path, password="short", password_confirm="other")
    yield "sign-in", client.get("/editor/account/login")
    yield "sign-in-wrong", enter(client, "nothing of the kind")
    send(client, path, password=PASSWORD, password_confirm=PASSWORD)
    yield "link-used", client.get(path)
    yield "sign-in-told", client.get("/editor/account/login")
    enter(client)
    yield "set-up", client.get("/editor/account/tf-setup")
    square = send(client, "/editor/account/tf-setup", setup="authenticator")
    yield "set-up-square", square
    yield "set-up-wrong", fill_in(client, square, "/editor/account/tf-validate", code="000000")
    yield "help", client.get("/editor/account/help")
    yield "help-wrong", send(client, "/editor/account/help", address="nobody")
    yield "help-asked", client.get("/editor/account/help/asked")


def account(world: World) -> Iterator[State]:
    """One's own account."""
    client = first_time(world.app, Role.EDITOR, "eve@example.org")
    yield "recovery-codes", client.get("/editor/account/mf-recovery-codes")
    yield "recovery-codes-made", send(client, "/editor/account/mf-recovery-codes", generate_new_codes="y")
    yield "account", client.get("/editor/account")
    yield "password", client.get("/editor/account/password")
    yield "password-wrong", send(client, "/editor/account/password", password="x", new_password="y")
    yield "app-changed", client.get("/editor/account/tf-setup")
    yield "passkey", client.get("/editor/account/wan-register")
    yield "passkey-wrong", send(client, "/editor/account/wan-register", name="", usage="secondary")
    yield "passkey-made", send(client, "/editor/account/wan-register", name="Laptop", usage="secondary")
    yield "verify", client.get("/editor/account/verify")
    yield "verify-wrong", send(client, "/editor/account/verify", password="no")
    other = visitor(world.app)
    enter(other, email="eve@example.org")
    yield "code", other.get("/editor/account/tf-validate")
    yield "code-wrong", send(other, "/editor/account/tf-validate", code="000000")
    yield "recovery", other.get("/editor/account/mf-recovery")
    yield "recovery-wrong", send(other, "/editor/account/mf-recovery", code="no")
    yield "denied", client.get("/editor/people")


def people(world: World) -> Iterator[State]:
    """The accounts of others, and forms that came too late."""
    admin = world.of(Role.ADMIN)
    fields = {"address": "new@example.org", "name": LONG[:110], "role": "editor"}
    yield "invite", admin.get("/editor/people/invite")
    yield "invite-wrong", post(admin, "/editor/people/invite", address="x", name="", role="")
    post(admin, "/editor/people/invite", **fields)
    yield "people", admin.get("/editor/people")
    yield "person", admin.get("/editor/people/2")
    post(admin, "/editor/people/2/disable")
    yield "person-disabled", admin.get("/editor/people/2")
    yield "person-unknown", admin.get("/editor/people/99")
    fields["note"] = LONG
    stale = world.of(Role.ADMIN, fresh=False)
    yield "kept-stale", post(stale, "/editor/people/invite", **fields)
    yield "kept-token", post(admin, "/editor/people/invite", **fields | {"csrf_token": "old"})
    yield "kept-signed-out", post(visitor(world.app), "/editor/people/invite", **fields)


def today(world: World) -> Iterator[State]:
    """Today, the lists, and a motion's page: empty, and with everything."""
    editor = world.of(Role.EDITOR)
    for role in Role:
        yield f"today-{role.value}", world.of(role).get("/editor")
    for name in ("drafts", "findings", "requests"):
        yield f"{name}-empty", editor.get(f"/editor/{name}")
    load(world.app.extensions["engine"], CLEAN_RIVER.replace("2026-11-08", "2026-11-05") + REPLY, NOON)
    draft = replying.begin(editor, sender=LONG[:200])
    replying.judge(editor, draft, "1a", replying.ANSWERED)
    post(editor, f"{draft}/submit", version="2")
    replying.begin(editor)
    with transaction(world.app.extensions["engine"]) as session:
        requests.ask(session, requests.NewRequest("/motions/clean-river", LONG, None, None, 1), b"k" * 40, NOON)
        letter = letters.queue(session, LetterKind.ACCOUNT_LINK, "ada@example.org", {}, NOON)
        letter.state, letter.due_at, letter.outcome = MessageState.FAILED, None, "550 at RCPT"
        session.merge(Outlet(name="mail", held_at=NOON))
    for name in ("", "/drafts", "/findings", "/motions", "/motions/clean-river"):
        yield f"filled{name}", editor.get(f"/editor{name}")


def replies(world: World) -> Iterator[State]:
    """A reply recorded: every step, with faults, with somebody else's text, and sent back."""
    editor = world.of(Role.EDITOR)
    yield "new", editor.get(f"{replying.NEW}?demand=1")
    nothing = dict.fromkeys(replying.CAME, "") | {"url": "x", "source": "x"}
    yield "new-wrong", post(editor, replying.NEW, **nothing)
    draft = replying.begin(editor, text=f"{replying.TEXT}\n\n{LONG}", summary=LONG)
    yield "came", editor.get(draft)
    yield "part", editor.get(f"{draft}/parts/1a")
    yield "part-wrong", replying.judge(editor, draft, "1a", {"gap": "withheld", "ground": "cost", "passage": "No."})
    yield "preview-unjudged", editor.get(f"{draft}/preview")
    replying.judge(editor, draft, "1a", replying.ANSWERED | {"reasoning": LONG})
    replying.judge(editor, draft, "1b", replying.REFUSED)
    yield "part-judged", editor.get(f"{draft}/parts/1a")
    yield "preview", editor.get(f"{draft}/preview")
    yield "preview-page", editor.get(f"{draft}/preview/1")
    yield "preview-changed", post(editor, f"{draft}/publish", tell="no", version="1")
    yield "came-theirs", post(editor, draft, **replying.CAME | {"summary": "Mine."}, seen="old")
    yield "part-theirs", post(editor, f"{draft}/parts/1a", **replying.ANSWERED, seen="old")
    yield "judge", editor.get("/editor/motions/clean-river/demands/1/judge")
    yield "judge-wrong", post(editor, "/editor/motions/clean-river/demands/1/judge", response="x")
    contributor = world.of(Role.CONTRIBUTOR)
    yield "preview-contributor", contributor.get(f"{draft}/preview")
    replying.publish(editor, draft)
    yield "ended", post(editor, draft, **replying.CAME | {"summary": "Too late."}, seen="old")
    yield "gone", editor.get("/editor/replies/none")


def findings(world: World) -> Iterator[State]:
    """Findings that wait, and the right of reply on both of its sides."""
    editor, reviewer = world.of(Role.EDITOR), world.of(Role.REVIEWER)
    draft = replying.begin(editor)
    replying.judge(editor, draft, "1a", replying.ANSWERED)
    replying.judge(editor, draft, "1b", replying.REFUSED)
    replying.publish(editor, draft)
    yield "waiting", reviewer.get("/editor/findings")
    yield "review", reviewer.get(finding.review(draft))
    yield "review-editor", editor.get(finding.review(draft))
    yield "send-back-wrong", post(reviewer, f"{finding.review(draft)}/send-back", words="")
    yield "publish-changed", post(reviewer, f"{finding.review(draft)}/publish", tell="no", version="999")
    yield "offer", editor.get(f"{draft}/right-of-reply")
    yield "offer-wrong", post(editor, f"{draft}/right-of-reply", by="", way="mail", address="x", working_days="2")
    post(editor, f"{draft}/right-of-reply", **finding.OFFER)
    yield "offer-made", editor.get(f"{draft}/right-of-reply")
    letter = editor.get(f"{draft}/right-of-reply/letter")
    yield "letter", letter
    yield "hand-over-wrong", finding.act(editor, draft, "hand-over", when="soon", how="")
    finding.act(editor, draft, "hand-over", when="2026-11-06 12:00", how="by hand")
    yield from addressee(world, letter)
    yield "offer-answered", editor.get(f"{draft}/right-of-reply")
    yield "review-answered", reviewer.get(finding.review(draft))
    yield "offer-answered-theirs", reviewer.get(f"{draft}/right-of-reply")
    finding.act(reviewer, draft, "accept")
    finding.press(reviewer, draft)
    yield "demand-with-statement", reviewer.get("/motions/clean-river/demands/1")


def addressee(world: World, letter: TestResponse) -> Iterator[State]:
    """The private page of the right of reply."""
    (path,) = set(re.findall(r"https://example.org(/reply/[\w-]+)", letter.text))
    client = world.app.test_client()
    yield "reply", (page := client.get(path))
    sign = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    for name, act, words in (
        ("empty", "preview", ""), ("preview", "preview", LONG), ("decline", "preview-decline", ""),
        ("back", "change", LONG), ("sent", "send", LONG),
    ):  # fmt: skip
        response = client.post(path, data=sign | {"act": act, "answer": words})
        yield f"reply-{name}", client.get(path) if name == "sent" else response
    yield "reply-unknown", client.get("/reply/" + "0" * 32)


def compose(world: World) -> Iterator[State]:
    """A new motion from a pasted text, and from a record file."""
    editor, reviewer = world.of(Role.EDITOR), world.of(Role.REVIEWER)
    yield "motion-new", editor.get("/editor/motions/new")
    yield "motion-new-wrong", post(editor, "/editor/motions/new", title="", text="")
    address, form = composing.begin(editor, title=LONG[:200])
    yield "points", editor.get(address)
    yield "points-wrong", composing.press(editor, address, "preview", slug="X Y", rule="soon", **{"p1-title": ""})
    shown = composing.press(editor, address, "preview", **composing.RIGHT, when="each", **{"p1-title": LONG[:100]})
    yield "points-each", editor.get(address)
    shown = composing.press(editor, address, "preview", **composing.RIGHT, slug="clean-air", when="one")
    yield "points-preview", editor.get(shown.location or address)
    yield "points-theirs", post(editor, address, **form | {"p1-title": "Mine", "do": "preview"})
    yield "upload", editor.get("/editor/motions/import")
    yield "upload-wrong", composing.upload(editor, CLEAN_RIVER.replace("due: 2026-11-08", "due: soon"))
    sent = composing.upload(reviewer, CLEAN_RIVER.replace("title: Sampling results", "title: All results"))
    yield "dry-run", reviewer.get(sent.location)
    yield "dry-run-wrong", composing.put(reviewer, acting.key_of(sent))
    refused = composing.TESTED + REPLY + FINDING.replace("verdict: answered", "verdict: refused")
    yield "dry-run-refused", reviewer.get(composing.upload(reviewer, refused).location)


ACTS = ("deadline", "demands/1/withdraw", "sources/new", "figures/new", "correct/motion", "correct/question/1a",
        "correct/source/minutes", "correct/deadline/1-1", "asked-again")  # fmt: skip


def acts(world: World) -> Iterator[State]:
    """Deadlines, sources, figures, corrections, follow-ups: empty, with faults, previewed, in conflict."""
    editor, root = world.of(Role.EDITOR), acting.ROOT
    for path in ACTS:
        yield path, editor.get(f"{root}/{path}")
        yield f"{path}-wrong", post(editor, f"{root}/{path}", note="x\x07", publisher="", sources="no", text="")
    for path in ("correct", "follow-up", "follow-up?shape=question&demand=1", "follow-up?demand=9"):
        yield path, editor.get(f"{root}/{path}")
    key = acting.key_of(post(editor, f"{root}/deadline", **acting.MOVE | {"note": LONG}))
    yield "act", editor.get(f"/editor/acts/{key}")
    yield "act-preview", editor.get(f"/editor/acts/{key}/preview")
    post(editor, f"/editor/acts/{key}", **acting.MOVE | {"note": "Theirs."}, version="1")
    yield "act-theirs", post(editor, f"/editor/acts/{key}", **acting.MOVE | {"note": LONG}, version="1")
    post(editor, f"/editor/acts/{key}/hand", do="hand", version="2")
    yield "act-handed", world.of(Role.REVIEWER).get(f"/editor/acts/{key}/preview")
    other = acting.key_of(post(editor, f"{root}/deadline", **acting.MOVE | {"rule": "9 days"}))
    acting.publish(editor, other)
    yield "act-changed", acting.publish(editor, key, version="2")
    changed = acting.SOURCE | {"published_on": "2026-11-03", "public_note": LONG}
    note = acting.key_of(post(editor, f"{root}/correct/source/minutes", **changed))
    yield "correction-preview", editor.get(f"/editor/acts/{note}/preview")
    acting.publish(editor, note)
    file = acting.key_of(
        post(editor, f"{root}/sources/new", publisher="N", title="R", upload=(BytesIO(PDF), f"{'a' * 90}.pdf"))
    )
    yield "act-with-file", editor.get(f"/editor/acts/{file}")
    acting.publish(editor, file)
    for path in ("/motions/clean-river", "/motions/clean-river/sources", "/motions/clean-river/demands/1"):
        yield f"public{path}", editor.get(path)
    yield "corrections", editor.get("/corrections")


def visibility(world: World) -> Iterator[State]:
    """Who can see a motion, in each state, and what the public sees of it."""
    reviewer, path = world.of(Role.REVIEWER), f"{acting.ROOT}/visibility"
    yield "visible", reviewer.get(path)
    yield "hide-wrong", post(reviewer, f"{acting.ROOT}/hide", reason="", note=LONG)
    post(reviewer, f"{acting.ROOT}/hide", reason="legal", note=LONG)
    yield "hidden", reviewer.get(path)
    yield "tombstone", reviewer.get("/motions/clean-river")
    post(reviewer, f"{acting.ROOT}/lift", do="ask")
    yield "lift-asked", reviewer.get(path)
    yield "lift-alone", post(reviewer, f"{acting.ROOT}/lifted")
    text = CLEAN_RIVER.replace("visibility: public", "visibility: draft").replace("clean-river", "brook")
    load(world.app.extensions["engine"], text, NOON)
    yield "draft-motion", reviewer.get("/editor/motions/brook/visibility")
    post(reviewer, "/editor/motions/brook/visibility", do="unlist")
    page = reviewer.get("/editor/motions/brook/visibility")
    yield "unlisted", page
    (shared,) = re.findall(r"https://example.org(/s/[\w-]+)", page.text)
    yield "shared", reviewer.get(shared)


def asked(world: World) -> Iterator[State]:
    """A reader's request: asked, looked at, decided, late."""
    reviewer, page, one = world.of(Role.REVIEWER), "/motions/clean-river/demands/1", "/editor/requests/R-2026-1"
    yield "ask", reviewer.get(f"/corrections/ask?page={page}")
    wrong = {"page": page, "wrong": "", "evidence": LONG, "address": "x"}
    yield "ask-wrong", reviewer.post("/corrections/ask", data=wrong)
    sent = reviewer.post("/corrections/ask", data=wrong | {"wrong": LONG, "address": ""})
    yield "sent", reviewer.get(sent.location)
    yield "queue", reviewer.get("/editor/requests")
    yield "request", reviewer.get(one)
    yield "request-editor", world.of(Role.EDITOR).get(one)
    yield "decide-wrong", post(reviewer, f"{one}/decide", decision="", answer="")
    post(reviewer, f"{one}/look")
    post(reviewer, f"{one}/decide", decision="unchanged", answer=LONG)
    yield "decided", reviewer.get(one)
    for path in ("/editor/requests", "/corrections/requests/R-2026-1", "/corrections"):
        yield f"decided{path.replace('/', '-')}", reviewer.get(path)


AREAS: tuple[Callable[[World], Iterator[State]], ...] = (
    doors, account, people, today, replies, findings, compose, acts, visibility, asked,
)  # fmt: skip
