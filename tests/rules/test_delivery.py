"""What the end of a try means, when the next one is, and which bounces stop an address."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.builders import utc
from tracker.rules.delivery import (
    GIVEN_UP_AFTER,
    LEAST_TRIES,
    BounceKind,
    DeliveryOutcome,
    Stage,
    bounce_kind,
    classify,
    domain_asks_to_wait,
    next_pause,
    next_try,
    refusal_kind,
    should_stop,
)

NOW = utc(2026, 11, 5, 12)
E, A, R, F, U, S = (
    DeliveryOutcome.ENDPOINT,
    DeliveryOutcome.ALARM,
    DeliveryOutcome.RETRY,
    DeliveryOutcome.FAILED,
    DeliveryOutcome.UNKNOWN,
    DeliveryOutcome.SENT,
)
X = DeliveryOutcome.REFUSED_ADDRESS

# How it ended: with no reply, 421, 451, 550 without more, 550 5.1.1, 554 5.7.1
TABLE = [
    (Stage.CONNECT, (E, E, E, A, A, A)),
    (Stage.GREETING, (E, E, E, A, A, A)),
    (Stage.AUTH, (E, E, E, A, A, A)),
    (Stage.MAIL, (E, E, E, A, A, A)),
    (Stage.RCPT, (R, R, R, R, X, R)),
    (Stage.DATA, (R, R, R, F, X, F)),
    (Stage.BODY, (R, R, R, F, X, F)),
    (Stage.AFTER_DOT, (U, R, R, F, X, F)),
    (Stage.QUIT, (S, S, S, S, S, S)),
    (Stage.FILE, (E, E, E, A, A, A)),
]
ENDS = ((None, None), (421, None), (451, "4.3.0"), (550, None), (550, "5.1.1"), (554, "5.7.1"))


@pytest.mark.parametrize(("stage", "outcomes"), TABLE)
def test_an_outcome_follows_from_the_stage_and_the_reply(stage: Stage, outcomes: tuple[DeliveryOutcome, ...]) -> None:
    assert tuple(classify(stage, code, enhanced) for code, enhanced in ENDS) == outcomes


@pytest.mark.parametrize(
    ("code", "enhanced", "outcome"),
    [
        (550, "5.1.0", X),
        (550, "5.1.2", X),
        (553, "5.1.3", X),
        (550, "5.1.6", X),
        (550, "5.1.10", X),
        (550, "5.2.1", X),
        (553, "5.1.7", A),  # our sender's address
        (554, "5.1.8", A),
        (530, "5.7.0", A),  # TLS or a password is asked for
        (530, None, A),
        (552, "5.2.2", R),  # full
        (552, None, R),
        (550, "5.4.4", R),  # no route
        (550, "5.4.1", R),
        (554, "5.7.1", R),  # policy, or no relaying for us
        (550, None, R),  # Exim: relay not permitted
        (551, None, R),
        (553, None, R),  # qmail: not in my list of allowed rcpthosts
        (503, "5.5.1", R),
    ],
)
def test_only_what_is_said_of_the_mailbox_stops_it(code: int, enhanced: str | None, outcome: DeliveryOutcome) -> None:
    assert classify(Stage.RCPT, code, enhanced) is outcome


ACCESS_DENIED = "5.4.1 Recipient address rejected: Access denied. [XX.prod.protection.outlook.com]"
CALLOUT = "Verification failed for <us@example.org>\nCalled: 192.0.2.1\nNo such user\nSender verify failed"


@pytest.mark.parametrize(
    ("code", "enhanced", "said", "outcome"),
    [
        (550, "5.4.1", ACCESS_DENIED, X),
        (550, "5.4.1", "5.4.1 No route", R),
        (550, "5.7.1", "5.7.1 Recipient address rejected: blocked", R),
        (550, None, "No such user here", X),
        (550, None, "No Such User Here", X),
        (550, None, "sorry, no mailbox here by that name. (#5.1.1)", X),
        (550, None, "<reader@example.net>: User unknown", X),
        (550, None, CALLOUT, R),  # it speaks of our sender
        (550, None, "relay not permitted", R),
        (553, None, "No such user", R),
        (451, None, "User unknown", R),
    ],
)
def test_f7_words_decide_where_codes_leave_it_open(
    code: int, enhanced: str | None, said: str, outcome: DeliveryOutcome
) -> None:
    assert classify(Stage.RCPT, code, enhanced, said) is outcome


@pytest.mark.parametrize(
    ("outcome", "stage", "code", "kind"),
    [
        (X, Stage.RCPT, 550, BounceKind.HARD),
        (R, Stage.RCPT, 452, BounceKind.SOFT),
        (F, Stage.AFTER_DOT, 554, BounceKind.SOFT),
        (R, Stage.RCPT, None, BounceKind.NONE),
        (R, Stage.COMPOSE, None, BounceKind.NONE),
        (U, Stage.AFTER_DOT, None, BounceKind.NONE),
    ],
)
def test_a_mail_given_up_counts_as_its_report_would(
    outcome: DeliveryOutcome, stage: Stage, code: int | None, kind: BounceKind
) -> None:
    assert refusal_kind(outcome, stage, code) is kind


def test_a_full_mailbox_may_be_emptied_whenever_it_is_told() -> None:
    assert classify(Stage.AFTER_DOT, 552, "5.2.2") is R


@given(some.sampled_from(Stage), some.none() | some.integers(-1, 999), some.none() | some.text(max_size=8))
def test_every_end_has_an_outcome(stage: Stage, code: int | None, enhanced: str | None) -> None:
    outcome = classify(stage, code, enhanced)
    accepted = stage is Stage.AFTER_DOT and code is not None and 200 <= code < 300
    assert (outcome is S) == (accepted or stage is Stage.QUIT)
    assert outcome is not U or stage is Stage.AFTER_DOT


@given(some.sampled_from(Stage), some.integers(400, 499), some.none() | some.just("4.7.0"))
def test_a_server_that_says_later_fails_nothing(stage: Stage, code: int, enhanced: str | None) -> None:
    assert classify(stage, code, enhanced) not in (F, X, U, A)


@pytest.mark.parametrize(
    ("stage", "code", "enhanced", "waits"),
    [
        (Stage.RCPT, 421, None, True),
        (Stage.RCPT, 450, "4.7.1", True),
        (Stage.DATA, 451, "4.7.500", True),
        (Stage.AFTER_DOT, 421, "4.7.28", True),
        (Stage.AFTER_DOT, 450, "4.7.28", True),
        (Stage.RCPT, 450, "4.2.1", False),
        (Stage.RCPT, 452, "4.2.2", False),
        (Stage.RCPT, 550, "5.7.1", False),
        (Stage.RCPT, None, None, False),
        (Stage.GREETING, 421, None, False),  # no domain has been named
        (Stage.MAIL, 421, "4.7.0", False),
    ],
)
def test_a_domain_is_left_alone_when_it_asks(stage: Stage, code: int | None, enhanced: str | None, waits: bool) -> None:
    assert domain_asks_to_wait(stage, code, enhanced) is waits


def waits(spread: float) -> list[float]:
    """Return the minutes between the tries of a mail that never goes out."""
    first, now, found = NOW, NOW, list[float]()
    while again := next_try(len(found) + 1, first, now, spread):
        found.append((again - now) / timedelta(minutes=1))
        now = again
    return found


def test_the_waits_grow_to_an_hour_and_end_after_a_day() -> None:
    found = waits(0)
    assert found[:6] == [1, 5, 15, 30, 60, 60]
    assert set(found[5:]) == {60}
    assert 24 * 60 <= sum(found) < 25 * 60


@given(some.floats(-1, 1))
def test_the_waits_are_spread_by_a_fifth_at_most(spread: float) -> None:
    found = waits(spread)
    assert found[0] == pytest.approx(1 + spread / 5)
    assert all(one <= 72 for one in found)
    assert 24 * 60 <= sum(found) <= 24 * 60 + 72


@given(some.integers(1, 40), some.timedeltas(timedelta(), timedelta(days=60)), some.floats(-1, 1))
def test_a_mail_is_given_up_after_a_day_of_tries(attempts: int, age: timedelta, spread: float) -> None:
    again = next_try(attempts, NOW - age, NOW, spread)
    assert (again is None) == (age >= GIVEN_UP_AFTER and attempts >= LEAST_TRIES)
    assert again is None or again > NOW


def test_a_mail_that_waited_for_a_broken_server_has_its_tries_yet() -> None:
    assert next_try(1, NOW - timedelta(days=3), NOW, 0) == NOW + timedelta(minutes=1)


def test_pauses_grow_to_a_quarter_of_an_hour() -> None:
    found = [(next_pause(one, NOW, 0) - NOW) / timedelta(minutes=1) for one in (0, 1, 2, 3, 4, 5, 1000)]
    assert found == [1, 2, 5, 10, 15, 15, 15]


HARD, SOFT, NONE = BounceKind.HARD, BounceKind.SOFT, BounceKind.NONE


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", HARD),
        ("Failed ", "5.1.2", HARD),
        ("failed", "5.1.10", HARD),
        ("failed", "5.2.1", HARD),
        ("failed", "5.2.0", HARD),
        ("failed", "5.0.0", HARD),
        (None, "5.1.1", HARD),
        ("failed", "5.1.8", SOFT),
        ("failed", "5.2.2", SOFT),
        ("failed", "5.2.3", SOFT),
        ("failed", "5.3.4", SOFT),
        ("failed", "5.4.4", SOFT),
        ("failed", "5.7.1", SOFT),
        ("failed", "5.7.26", SOFT),
        ("failed", "4.4.1", SOFT),
        ("failed", None, SOFT),
        (None, "4.4.1", NONE),
        (None, None, NONE),
        ("delayed", "4.4.1", NONE),
        ("delayed", "5.1.1", NONE),
        ("delivered", "2.0.0", NONE),
        ("relayed", "2.0.0", NONE),
        ("expanded", "2.0.0", NONE),
        ("something", "5.1.1", NONE),
    ],
)
def test_a_bounce_is_hard_only_for_an_address_that_is_gone(action: str | None, status: str, kind: BounceKind) -> None:
    assert bounce_kind(action, status) is kind


def bounces(*days: float) -> list[tuple[datetime, bool]]:
    """Return soft bounces, each so many days ago."""
    return [(NOW - timedelta(days=one), False) for one in days]


def test_one_hard_bounce_stops_an_address() -> None:
    assert should_stop([(NOW, True)], NOW)
    assert not should_stop([], NOW)


@pytest.mark.parametrize(
    ("days", "stops"),
    [((0, 1, 2, 3), False), ((0, 1, 2, 3, 13.9), True), ((0, 1, 2, 3, 14), False), ((0, 15, 16, 17, 18, 19), False)],
)
def test_five_soft_bounces_in_two_weeks_stop_an_address(days: tuple[float, ...], stops: bool) -> None:
    assert should_stop(bounces(*days), NOW) is stops
