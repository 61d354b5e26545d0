"""Following by e-mail, as somebody does it: on a phone, from the keyboard, without scripts, in one browser or two."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from tests.browser.axe import violations
from tests.builders import CLEAN_RIVER, load
from tests.operations.asking import ask, confirmed, follows, take, who
from tracker import ROOT, create_app
from tracker.clock import now
from tracker.config import Config
from tracker.db import transaction
from tracker.migrations import upgrade
from tracker.models import Link, Mailbox, Message, Subscriber, Subscription
from tracker.operations.people.followers import issue_link
from tracker.vocabulary import Frequency, LinkPurpose

PHONE = {"width": 360, "height": 740}
DEMAND = "/motions/clean-river/demands/1"


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Flask]]:
    """Serve the small record, for tests that write; give the address and the application."""
    settings = {"TRACKER_INSTANCE": str(tmp_path_factory.mktemp("river")), "BASE_URL": "http://127.0.0.1:1"}
    app = create_app(Config.from_environment(settings, ROOT))
    upgrade(app.extensions["engine"])
    load(app.extensions["engine"], CLEAN_RIVER, now())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}", app
    server.shutdown()
    server.server_close()
    app.wsgi_app.close()  # type: ignore[attr-defined]
    app.extensions["engine"].dispose()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page in a browser of its own: who signs up has a cookie."""
    return context.new_page()


@pytest.fixture
def home(river: tuple[str, Flask]) -> str:
    """Give the address of the site with nobody signed up."""
    with transaction(river[1].extensions["engine"]) as session:
        for noun in (Message, Link, Subscription, Subscriber, Mailbox):
            session.execute(delete(noun))
    return river[0]


@pytest.fixture
def door(river: tuple[str, Flask], home: str) -> Callable[..., str]:
    """Give a function that returns the page of a reader's link, as the mail would have it."""

    def make(purpose: LinkPurpose, path: str, address: str = "reader@example.org") -> str:
        engine = river[1].extensions["engine"]
        take(engine, now())
        with transaction(engine) as session:
            return home + path + issue_link(session, who(session, address).id, purpose, now())

    return make


def confirm_page(door: Callable[..., str]) -> str:
    """Return the page that confirms."""
    return door(LinkPurpose.CONFIRM, "/subscribe/confirm/")


def live(river: tuple[str, Flask]) -> list[tuple[str, Frequency, bool]]:
    """Return what is followed."""
    with Session(river[1].extensions["engine"]) as session:
        return [(one.target, one.pace, one.live) for one in follows(session)]


def sign_up(page: Page, path: str) -> None:
    """Fill in the form of a page and send it."""
    page.goto(path)
    page.get_by_label("Weekly").check()
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    page.get_by_role("button", name="Follow").click()


def test_somebody_follows_a_demand_on_a_phone(
    browser: Browser, river: tuple[str, Flask], home: str, door: Callable[..., str]
) -> None:
    phone, other = browser.new_page(viewport=PHONE), browser.new_page()  # type: ignore[arg-type]
    sign_up(phone, home + DEMAND)
    expect(phone.locator("h1")).to_have_text("One more step: look for our mail")
    other.goto(confirm_page(door))
    assert [one[2] for one in live(river)] == [False]
    other.get_by_role("button", name="Yes, send me these alerts").click()
    expect(other.locator("h1")).to_have_text("You now follow this")
    assert live(river) == [("demand:1", Frequency.WEEKLY, True)]
    other.get_by_role("link", name="change or stop your alerts now").click()
    other.get_by_label("How often").first.select_option("daily")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("status")).to_have_text("Saved.")
    other.get_by_role("button", name="Stop all alerts").click()
    expect(other.get_by_role("status")).to_have_text("All alerts are stopped.")
    assert live(river) == [("demand:1", Frequency.DAILY, False)]
    phone.close()
    other.close()


def test_the_browser_that_signed_up_needs_no_button(
    page: Page, river: tuple[str, Flask], home: str, door: Callable[..., str]
) -> None:
    sign_up(page, home + "/motions/clean-river")
    assert [one["name"] for one in page.context.cookies()] == ["answerable_signup"]
    page.goto(confirm_page(door))
    expect(page.locator("h1")).to_have_text("You now follow this")
    assert live(river) == [("motion:1", Frequency.WEEKLY, True)]


def test_all_of_it_works_from_the_keyboard_without_scripts(
    browser: Browser, river: tuple[str, Flask], home: str, door: Callable[..., str]
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(home + DEMAND)
    page.locator("#follow-demand").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("reader@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/subscribe/asked")
    take(river[1].extensions["engine"], now())
    assert live(river) == [("motion:1", Frequency.DAILY, False)]
    page.context.clear_cookies()
    page.goto(confirm_page(door))
    page.get_by_role("button", name="Yes").press("Enter")
    page.goto(door(LinkPurpose.ALERTS, "/u/"))
    page.get_by_role("button", name="Stop all alerts").press("Enter")
    expect(page.locator("h1")).to_have_text("All alerts are stopped")
    assert live(river) == [("motion:1", Frequency.DAILY, False)]
    page.close()


def test_the_number_of_mails_follows_what_is_chosen(page: Page, home: str) -> None:
    page.goto(home + DEMAND)
    for word in ("demand", "motion", "all"):
        page.locator(f"#follow-{word}").check()
        assert page.locator(".follow .about:visible").count() == 3
        assert page.locator(f".follow .of-{word}:visible").count() == 3


def test_a_wrong_address_is_explained_where_one_looks(page: Page, home: str) -> None:
    page.goto(home + DEMAND)
    page.get_by_label("Your e-mail address").fill("reader@")
    page.get_by_role("button", name="Follow").click()
    page.get_by_role("alert").get_by_role("link").click()
    field = page.get_by_label("Your e-mail address")
    expect(field).to_be_focused()
    expect(field).to_have_value("reader@")
    expect(field).to_have_accessible_description("Error: Enter one e-mail address in the form name@example.org.")


STATES = ("waiting", "confirmed", "manage", "manage-new", "sure", "stop", "stopped", "wrong", "unknown")


@pytest.fixture
def show(river: tuple[str, Flask], home: str, door: Callable[..., str]) -> Callable[[Page, str], None]:
    """Give a function that brings a browser to a page of a link, in each of its states."""
    engine = river[1].extensions["engine"]
    ask(engine, "reader@example.org", at=now(), motion_id=1)
    ask(engine, "reader@example.org", at=now(), motion_id=1, demand_id=1)
    confirmed(engine, "follower@example.org", at=now())

    def bring(page: Page, state: str) -> None:
        follower = "follower@example.org"
        addresses = {
            "waiting": lambda: confirm_page(door),
            "manage-new": lambda: door(LinkPurpose.ALERTS, "/subscribe/manage/"),
            "manage": lambda: door(LinkPurpose.ALERTS, "/subscribe/manage/", follower),
            "stop": lambda: door(LinkPurpose.ALERTS, "/u/", follower),
            "wrong": lambda: f"{home}{DEMAND}",
            "unknown": lambda: f"{home}/u/unknown",
        }
        presses = {"confirmed": ("waiting", "Yes"), "sure": ("manage", "Erase me"), "stopped": ("stop", "Stop")}
        first, button = presses.get(state, (state, "Follow" if state == "wrong" else ""))
        page.goto(addresses[first]())
        if button:
            page.get_by_role("button", name=button).click()

    return bring


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_a_page_of_a_link(page: Page, show: Callable[[Page, str], None], state: str) -> None:
    show(page, state)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []


@pytest.mark.parametrize("state", STATES)
def test_no_page_of_a_link_scrolls_sideways(page: Page, show: Callable[[Page, str], None], state: str) -> None:
    show(page, state)
    widths = {}
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == {width: width for width in widths}


@pytest.mark.parametrize("state", ["waiting", "manage", "stop", "wrong"])
def test_every_target_is_large_enough(page: Page, show: Callable[[Page, str], None], state: str) -> None:
    show(page, state)
    boxes = [one.bounding_box() for one in page.locator("main button:visible, main select, main .choice").all()]
    assert boxes
    assert all(box and box["height"] >= 44 for box in boxes)


def test_the_form_is_not_printed(page: Page, home: str) -> None:
    page.emulate_media(media="print")
    page.goto(home + DEMAND)
    assert not page.locator("#follow").is_visible()
