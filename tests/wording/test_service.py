"""What the service says of itself."""

from datetime import timedelta

import pytest

from tracker.rules.hash_chain import BrokenLink, LinkFault
from tracker.wording.service import broken_link_words, clock_jumped


@pytest.mark.parametrize(
    ("jump", "words"), [(timedelta(hours=1), "forward by 60"), (timedelta(days=-1), "back by 1,440")]
)
def test_a_jump_says_its_way_and_its_minutes(jump: timedelta, words: str) -> None:
    assert clock_jumped(jump) == (
        f"The system clock jumped {words} minutes. Nothing is marked until it is right again."
    )


@pytest.mark.parametrize("fault", LinkFault)
def test_a_broken_link_names_its_entry(fault: LinkFault) -> None:
    assert broken_link_words(BrokenLink(3, fault, 2)).startswith("entry 3 ")
