"""Reports of mail servers are read whatever their form, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.delivery.channels.email.samples import POSTFIX, SAMPLES, TO, Sample, blocks, feedback, report
from tracker.delivery.channels.email.bounces import Report, read_report
from tracker.delivery.channels.email.verp import envelope_sender, message_id_of

KEY = b"a key of thirty-two signs, or so."


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_read_for_what_it_is(sample: Sample) -> None:
    found = read_report(sample.raw)
    expected = None if sample.kind is None else (sample.kind, sample.status)
    assert (found and (found.kind, found.status)) == expected


def test_there_are_at_least_30_samples() -> None:
    assert len(SAMPLES) >= 30


@given(some.sampled_from(SAMPLES), some.integers(0, 2000), some.binary(max_size=30))
def test_no_damage_makes_a_report_raise(sample: Sample, place: int, damage: bytes) -> None:
    raw = sample.raw[:5000]
    assert isinstance(read_report(raw[:place] + damage + raw[place + len(damage) :]), Report | None)


def test_the_envelope_is_asked_before_the_headers() -> None:
    headers = "X-Original-To: second@example.org\nDelivered-To: third@example.org\n"
    found = read_report(report(blocks(POSTFIX), headers=headers), ["first@example.org", ""])
    assert found is not None
    assert found.addresses == ("first@example.org", "second@example.org", "third@example.org", TO)


def test_a_mail_made_to_take_long_is_no_report() -> None:
    parts = (f"Content-Type: multipart/mixed; boundary=b{one}\n\n--b{one}\n" for one in range(200))
    assert read_report("".join(parts).encode() + report(blocks(POSTFIX))) is None


def test_addresses_are_few_and_short() -> None:
    headers = "Delivered-To: " + ", ".join(f"{one}@example.org" for one in range(5_000)) + "\n"
    found = read_report(report(blocks(POSTFIX), headers=headers))
    assert found is not None
    assert len(found.addresses) == 20


@pytest.mark.parametrize(
    ("address", "alert"),
    [
        (envelope_sender("bounces@alerts.example.org", "", 7, KEY), 7),
        (envelope_sender("bounces@alerts.example.org", "", 7, KEY).upper(), 7),
        (f"Bounces <{envelope_sender('bounces@alerts.example.org', '', 7, KEY)}>", 7),
        (envelope_sender("bounces@alerts.example.org", "", 7, b"another key"), None),  # forged
        (TO, None),  # a wrong signature
        ("bounces+7@alerts.example.org", None),  # unsigned
        ("bounces@alerts.example.org", None),
        ("undisclosed-recipients:;", None),
    ],
)
def test_only_a_signed_address_names_the_alert(address: str, alert: int | None) -> None:
    found = read_report(report(blocks(POSTFIX)).replace(TO.encode(), address.encode()))
    assert found is not None
    named = [message_id_of(one, "bounces@alerts.example.org", KEY) for one in found.addresses]
    assert [one for one in named if one] == ([alert] if alert else [])


def test_a_report_cannot_name_the_alert_in_its_body() -> None:
    signed = envelope_sender("bounces@alerts.example.org", "", 7, KEY)
    found = read_report(report(blocks(POSTFIX + f"\nOriginal-Envelope-Id: {signed}"), text=f"To: {signed}"))
    assert found is not None
    assert found.addresses == (TO,)


def test_f8_a_complaint_is_traced_by_the_mail_that_it_returns() -> None:
    signed = envelope_sender("bounces@alerts.example.org", "", 7, KEY)
    raw = feedback("abuse").replace(b"From: Answerable", b"Return-Path: <" + signed.encode() + b">\nFrom: Answerable")
    found = read_report(raw.replace(f"To: {TO}".encode(), b"To: abuse@example.org"))
    assert found is not None
    assert [one for one in found.addresses if message_id_of(one, "bounces@alerts.example.org", KEY) == 7] == [signed]
