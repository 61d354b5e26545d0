"""Random lives: nobody is mailed who has not confirmed, or is gone (P10, P15). Nightly: tests/delivery/sequences.

The same world must see what is wrong with senders and sign-ups that leave out one check.
"""

import random
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest

from tests.delivery.sequences import run
from tests.repeated import times
from tracker.delivery.channels.base import Result
from tracker.delivery.claim import Claim, Claimer
from tracker.delivery.settle import Settler
from tracker.operations.people import signups
from tracker.vocabulary import MessageState


@pytest.mark.parametrize("half", ["first", "second"])
def test_random_lives_bring_no_mail_that_is_not_wanted(half: str) -> None:
    told = run(times(500), 12, random.randrange(10**6))
    print(half, told)  # pytest shows it when the test fails
    assert told["faults"] == []
    assert int(str(told["mails"])) > 500


def faults(part: object, name: str, wrong: object) -> str:
    """Return what the world sees when one part is replaced by a wrong one: of six short lives, one must show it."""
    with patch.object(part, name, wrong):
        # Tokens and waits are random whatever the seed, so one life alone may pass a fault by.
        return next((str(found) for seed in range(3, 9) if (found := run(150, 10, seed)["faults"])), "")


def test_a_claim_that_does_not_look_at_the_reader_is_caught() -> None:
    seen = faults(Claimer, "_reason_to_drop", lambda *_: None)
    assert "who is ['" in seen or "to nobody" in seen  # the second, where the reader was erased altogether


def test_asking_twice_in_a_day_is_caught() -> None:
    assert "asked twice in a day" in faults(signups, "ASK_AGAIN_AFTER", timedelta(hours=1))


def test_asking_each_way_of_writing_a_mailbox_is_caught() -> None:
    assert "asked twice in a day" in faults(signups, "fold", lambda address: address)


def test_a_sender_that_forgets_what_went_out_is_caught() -> None:
    whole = Settler._after

    def forget(self: Settler, claim: Claim, result: Result, now: datetime) -> tuple[MessageState, datetime | None]:
        again = now + timedelta(minutes=1)
        return (MessageState.UNKNOWN, again) if claim.attempts == 1 else whole(self, claim, result, now)

    assert "went out twice" in faults(Settler, "_after", forget)
