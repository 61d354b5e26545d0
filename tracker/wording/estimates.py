"""About how many mails to expect, in words."""

from tracker.vocabulary import Frequency


def expected_words(pace: Frequency, mails: int) -> str:
    """Say what a number of mails a month means at a pace: "at most one a day, about 2 a month"."""
    if mails == 0:
        return "hardly any: going by the last three months, fewer than one a month"
    limit = {Frequency.DAILY: "at most one a day, ", Frequency.WEEKLY: "at most one a week, "}.get(pace, "")
    number = f"{mails:,}" if mails < 1_000 else "more than 1,000"
    return f"{limit}about {number} {'a month' if limit else 'mail a month' if mails == 1 else 'mails a month'}"
