"""About how many mails to expect, in words."""

import pytest

from tracker.vocabulary import Pace
from tracker.wording.estimates import expected_words

WORDS = [
    (Pace.AT_ONCE, 1, "about 1 mail a month"),
    (Pace.AT_ONCE, 3, "about 3 mails a month"),
    (Pace.DAILY, 2, "at most one a day, about 2 a month"),
    (Pace.WEEKLY, 1, "at most one a week, about 1 a month"),
    (Pace.WEEKLY, 0, "hardly any: going by the last three months, fewer than one a month"),
]


@pytest.mark.parametrize(("pace", "mails", "words"), WORDS)
def test_the_number_is_told_in_words(pace: Pace, mails: int, words: str) -> None:
    assert expected_words(pace, mails) == words
