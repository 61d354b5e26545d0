"""About how many mails to expect, in words."""

import pytest

from tracker.vocabulary import Frequency
from tracker.wording.estimates import expected_words

WORDS = [
    (Frequency.AT_ONCE, 1, "about 1 mail a month"),
    (Frequency.AT_ONCE, 3, "about 3 mails a month"),
    (Frequency.DAILY, 2, "at most one a day, about 2 a month"),
    (Frequency.WEEKLY, 1, "at most one a week, about 1 a month"),
    (Frequency.WEEKLY, 0, "hardly any: going by the last three months, fewer than one a month"),
]


@pytest.mark.parametrize(("pace", "mails", "words"), WORDS)
def test_the_number_is_told_in_words(pace: Frequency, mails: int, words: str) -> None:
    assert expected_words(pace, mails) == words
