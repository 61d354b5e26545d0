"""The signed address of bounces: it names one alert, and nobody else can make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.delivery.channels.email.verp import envelope_sender, message_id_of

KEY = b"a key of thirty-two signs, or so."
TO = "bounces@alerts.example.org"
SENDER = "answerable@example.org"


def test_the_address_is_what_mail_servers_take() -> None:
    address = envelope_sender(TO, SENDER, 123, KEY)
    assert address.startswith("bounces+123-")
    assert address.endswith("@alerts.example.org")
    assert len(envelope_sender(TO, SENDER, 2**31, KEY).partition("@")[0]) <= 64


def test_without_an_address_for_bounces_the_sender_stands() -> None:
    assert envelope_sender(None, SENDER, 123, KEY) == SENDER
    assert message_id_of(SENDER, None, KEY) is None


@given(some.integers(1, 10**18 - 1))
def test_the_alert_is_read_back(alert_id: int) -> None:
    address = envelope_sender(TO, SENDER, alert_id, KEY)
    for form in (address, address.lower(), address.upper(), f"<{address}>", f" {address}\n"):
        assert message_id_of(form, TO, KEY) == alert_id


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address.replace("+123-", "+124-"),
        lambda address: address.replace("+123-", "+0123-"),
        lambda address: address.replace("+123-", "+-123-"),
        lambda address: address.replace("+123-", "+١٢٣-"),
        lambda address: address.replace("+", "-"),
        lambda address: address.replace("bounces", "other"),
        lambda address: address.replace("example.org", "example.com"),
        lambda address: address.replace("@", "0@"),
        lambda address: address[:20] + address[21:],
        lambda address: "x" + address,
        lambda address: address.partition("@")[0],
        lambda address: "bounces+123-0000000000000000@alerts.example.org",
        lambda address: "bounces+123-@alerts.example.org",
        lambda address: "bounces+123@alerts.example.org",
        lambda address: "bounces@alerts.example.org",
        lambda address: "",
        lambda address: "@",
        lambda address: "9" * 5000,
    ],
)
def test_an_address_that_was_changed_names_nothing(change: object) -> None:
    address = envelope_sender(TO, SENDER, 123, KEY)
    assert callable(change)
    assert message_id_of(change(address), TO, KEY) is None


def test_another_installation_signs_otherwise() -> None:
    assert message_id_of(envelope_sender(TO, SENDER, 123, b"x" * 32), TO, KEY) is None


@given(some.text(max_size=80))
def test_nothing_in_an_address_raises(text: str) -> None:
    assert message_id_of(text, TO, KEY) is None
    assert message_id_of(f"bounces+{text}@alerts.example.org", TO, KEY) is None
