"""The desk as its people meet it: a live server of an empty database, mail as files, a clock that tests may move."""

import email
import email.policy
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import time_machine
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.web.accounts.doors import PASSWORD, code_of, quick
from tracker import ROOT, create_app
from tracker.clock import now
from tracker.config import Config
from tracker.db import transaction
from tracker.delivery.channels.email.files import MAIL_FOLDER
from tracker.delivery.rounds import Postman
from tracker.migrations import upgrade
from tracker.operations.clock.sweep import sweep


@dataclass
class Desk:
    """A site under way: its application, its address, and the clock of its process."""

    app: Flask
    home: str
    at: time_machine.Traveller
    folder: Path
    read: set[Path] = field(default_factory=set)

    def tick(self) -> None:
        """Do what the scheduler does at every tick: let deadlines pass, and send what is due."""
        with transaction(self.app.extensions["engine"]) as session:
            sweep(session, now())
        postman = Postman(self.app.extensions["engine"], self.app.extensions["config"], now=now, wait=self.at.shift)
        postman.round()
        postman.close()

    def mail_to(self, address: str) -> str:
        """Return the text of the only mail to an address that has come since its last one was read."""
        self.tick()
        come = {path: _opened(path) for path in (self.folder / MAIL_FOLDER).glob("*.eml") if path not in self.read}
        mine = {path: mail for path, mail in come.items() if address in str(mail["To"])}
        assert len(mine) == 1, [str(mail["Subject"]) for mail in come.values()]
        self.read |= set(mine)
        (mail,) = mine.values()
        body = mail.get_body(("plain",))
        assert body is not None
        text: str = body.get_content()
        return str(f"{mail['Subject']}\n\n{text}").replace("\r\n", "\n")

    def link_in(self, text: str, path: str) -> str:
        """Return the only address below a path that a text holds."""
        found: set[str] = set(re.findall(rf"{re.escape(self.home)}{path}[\w/-]+", text))
        assert len(found) == 1, text
        return found.pop()

    def command(self, *words: str) -> str:
        """Run a command as `flask` does; return what it prints."""
        done = self.app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 0, done.output
        return done.output


def _opened(path: Path) -> email.message.EmailMessage:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(mail, email.message.EmailMessage)
    return mail


@contextmanager
def open_desk(folder: Path, when: datetime, host: str = "127.0.0.1") -> Iterator[Desk]:
    """Serve an empty record, at an instant from which the clock goes on."""
    with time_machine.travel(when, tick=True) as traveller:
        server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
        home = f"http://{host}:{server.port}"
        settings = {"TRACKER_INSTANCE": str(folder), "BASE_URL": home, "SECRET_KEY": "k" * 40, "MAIL_RATE": "0"}
        app = create_app(Config.from_environment(settings, ROOT))
        quick(app)
        upgrade(app.extensions["engine"])
        server.app = app
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Desk(app, home, traveller, folder)
        server.shutdown()
        server.server_close()
        app.wsgi_app.close()  # type: ignore[attr-defined]
        app.extensions["engine"].dispose()


def called(name: str) -> re.Pattern[str]:
    """Return what something is called as a pattern; … stands for words that a test is not about.

    Days have blanks that do not break; there may be one before words that only a screen reader hears.
    """
    plain = re.escape(name.strip("…")).replace("\\ ", r"\s").replace(":", r"\s?:")
    return re.compile(("" if name.startswith("…") else "^") + plain + ("" if name.endswith("…") else "$"))


@dataclass
class Person:
    """Somebody at a browser of their own; every press of a button, a link or a tick is counted."""

    desk: Desk
    page: Page
    email: str = ""
    key: str = ""
    presses: int = 0

    def goes(self, path: str) -> None:
        """Open an address of the site, or one from a mail."""
        self.page.goto(path if path.startswith("http") else self.desk.home + path)

    def press(self, name: str, within: str = "main") -> None:
        """Press a button, the last that is called so."""
        self.presses += 1
        self.page.locator(within).get_by_role("button", name=called(name)).last.click()

    def follow(self, name: str, within: str = "body") -> None:
        """Follow a link, the first that is called so."""
        self.presses += 1
        self.page.locator(within).get_by_role("link", name=called(name)).first.click()

    def tick(self, *names: str) -> None:
        """Tick boxes, or choose one of several, by how their labels begin."""
        for name in names:
            self.presses += 1
            self.page.get_by_label(re.compile(f"^{re.escape(name)}")).check()

    def fill(self, **texts: str) -> None:
        """Write into the fields of these names."""
        for name, text in texts.items():
            self.page.locator(f"main [name='{name.replace('__', '-')}']").fill(text)

    def select(self, **values: str) -> None:
        """Choose from the lists of these names."""
        for name, value in values.items():
            self.presses += 1
            self.page.locator(f"main select[name='{name}']").select_option(value)

    def sees(self, *texts: str) -> None:
        """Expect words in the content of the page."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def comes_in(self, link: str) -> None:
        """Choose a password, sign in, set up an app, and write down the recovery codes."""
        self.goes(link)
        self.fill(password=PASSWORD, password_confirm=PASSWORD)
        self.press("Set my password")
        self.fill(email=self.email, password=PASSWORD)
        self.press("Go on")
        self.press("I have an app…")
        self.key = self.page.locator("#key").inner_text()
        self.fill(code=code_of(self.desk.app, self.key))
        self.press("Sign in")
        self.press("Show me my codes")
        expect(self.page.locator(".codes li")).to_have_count(8)
        self.follow("I have written them down")
        expect(self.page.locator("h1")).to_have_text("Today")

    def signs_in(self) -> None:
        """Sign in with password and code, a minute after the last code."""
        self.desk.at.shift(60)
        self.goes("/editor")
        self.fill(email=self.email, password=PASSWORD)
        self.press("Go on")
        self.fill(code=code_of(self.desk.app, self.key))
        self.press("Sign in")
        expect(self.page.locator("h1")).to_have_text("Today")


def person(desk: Desk, browser: Browser, email: str = "") -> Person:
    """Return somebody with a browser of their own."""
    page = browser.new_context(base_url=desk.home).new_page()
    page.set_default_timeout(10_000)
    return Person(desk, page, email)
