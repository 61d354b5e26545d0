"""A passkey made and used in a real browser, with an authenticator that the browser itself plays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Person, open_desk, person
from tests.builders import utc
from tests.web.accounts.doors import PASSWORD

MORNING = utc(2026, 11, 9, 9)
AUTHENTICATOR = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
WORKING = {"isUserVerified": True, "automaticPresenceSimulation": True}


@pytest.fixture
def ada(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Give an administrator with a passkey besides the app; a passkey wants a name of a host, not a number."""
    with open_desk(tmp_path_factory.mktemp("passkeys"), MORNING, host="localhost") as desk:
        one = person(desk, browser, "ada@example.org")
        channel = one.page.context.new_cdp_session(one.page)
        channel.send("WebAuthn.enable")
        channel.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | WORKING})
        printed = desk.command("editor", "create", one.email, "--role", "admin", "--name", "Ada")
        one.comes_in(desk.link_in(printed, "/editor/account/link/"))
        yield one
        one.page.context.close()


def adds_a_passkey(who: Person) -> None:
    """Make one, by the page of one's account."""
    who.goes("/editor/account")
    who.follow("Add a passkey")
    who.fill(name="Laptop")
    who.press("Go on")
    who.sees("Laptop, last used", "Take off")


def gives_the_password(who: Person) -> None:
    """Come back in a browser that has forgotten its cookies, as far as the password."""
    who.page.context.clear_cookies()
    who.goes("/editor")
    who.fill(email=who.email, password=PASSWORD)
    who.press("Go on")


def test_a_passkey_stands_in_for_the_code(ada: Person) -> None:
    adds_a_passkey(ada)
    gives_the_password(ada)
    ada.press("With my passkey")
    ada.press("Ask for my passkey")
    expect(ada.page.locator("h1")).to_have_text("Today")


def test_a_passkey_proves_again_who_it_is(ada: Person) -> None:
    adds_a_passkey(ada)
    ada.desk.at.shift(16 * 60)
    ada.goes("/editor/people/invite")
    ada.sees("Prove that it is you")
    ada.press("Use a passkey instead")
    expect(ada.page.locator("h1")).to_have_text("Invite somebody")


def test_a_passkey_taken_off_is_not_asked_for(ada: Person) -> None:
    adds_a_passkey(ada)
    ada.press("Take off the passkey Laptop")
    ada.sees("The passkey is taken off your account.")
    gives_the_password(ada)
    ada.sees("Enter the code")


def test_who_stops_the_browsers_question_is_told_and_may_try_again(ada: Person) -> None:
    adds_a_passkey(ada)
    gives_the_password(ada)
    ada.page.add_init_script("navigator.credentials.get = async () => { throw new Error('stopped'); };")
    ada.press("With my passkey")
    ada.press("Ask for my passkey")
    ada.sees("The passkey was not used")
    expect(ada.page.get_by_role("button", name="Try again")).to_be_visible()
    expect(ada.page.get_by_role("link", name="Begin again")).to_be_visible()
