"""Sums, differences, shares and rates: what holds, by how much it does not, and what cannot be checked."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.models import Figure, Identity
from tracker.rules.figures import check_identity, number
from tracker.vocabulary import Precision

MARKS = {"~": Precision.ABOUT, ">": Precision.MORE_THAN, "<": Precision.LESS_THAN, "≈": Precision.ROUNDED}
TEN_MONTHS = (date(2018, 4, 1), date(2019, 1, 31))


def figures(**values: str) -> dict[str, Figure]:
    """Return figures of the same ten months by key; a mark before a value says how exactly it was given."""
    return {
        key: Figure(
            key=key,
            value=Decimal(text.lstrip("".join(MARKS))),
            precision=MARKS.get(text[0], Precision.EXACT),
            period_from=TEN_MONTHS[0],
            period_to=TEN_MONTHS[1],
        )
        for key, text in values.items()
    }


Row = tuple[str, list[str], str, int, str, str]
"""Kind, terms, what was stated, decimals; outcome and working."""

FACTS: list[Row] = [
    ("sum", ["211", "96", "146", "220"], "673", 0, "holds", "211 + 96 + 146 + 220 = 673"),
    ("sum", ["16", "25", "6", "7", "42"], "96", 0, "holds", "16 + 25 + 6 + 7 + 42 = 96"),
    ("sum", ["12", "6", "24"], "42", 0, "holds", "12 + 6 + 24 = 42"),
    ("sum", ["12", "6", "5", "19"], "42", 0, "holds", "12 + 6 + 5 + 19 = 42"),
    ("difference", ["42", "5"], "37", 0, "holds", "42 − 5 = 37"),
    ("sum", ["44", "5"], "49", 0, "holds", "44 + 5 = 49"),
    ("sum", ["96", "211"], "307", 0, "holds", "96 + 211 = 307"),
    ("breakdown", ["96", "44"], "307", 0, "cannot be checked",
     "307 − 96 − 44 = 167: 167 of 307 that no source itemises"),
    ("sum", ["673", "433"], "1106", 0, "holds", "673 + 433 = 1,106"),
    ("sum", ["673", "433"], ">1000", 0, "holds", "673 + 433 = 1,106"),
    ("share", ["433", "1106"], ">30", 2, "holds", "433 ÷ 1,106 × 100 ≈ 39.15"),
    ("share", ["433", "1106"], "~33", 2, "does not hold by 5.15", "433 ÷ 1,106 × 100 ≈ 39.15"),
    ("share", ["433", "1106"], "~40", 2, "holds as rounded", "433 ÷ 1,106 × 100 ≈ 39.15"),
    ("sum", ["433"], "≈400", 0, "holds as rounded", "433 = 433"),
    ("share", ["12", "673"], "1.8", 1, "holds as rounded", "12 ÷ 673 × 100 ≈ 1.8"),
    ("share", ["12", "673"], "<2", 1, "holds", "12 ÷ 673 × 100 ≈ 1.8"),
    ("share", ["12", "42"], "28.6", 1, "holds as rounded", "12 ÷ 42 × 100 ≈ 28.6"),
    ("share", ["12", "18"], "66.7", 1, "holds as rounded", "12 ÷ 18 × 100 ≈ 66.7"),
    ("share", ["96", "673"], "<16.7", 1, "holds", "96 ÷ 673 × 100 ≈ 14.3"),
    ("share", ["220", "673"], "~33", 1, "holds as rounded", "220 ÷ 673 × 100 ≈ 32.7"),
    ("weekly", ["673"], "~15", 1, "holds as rounded", "673 ÷ 306 days × 7 ≈ 15.4"),
    ("sum", ["146", "25", "16"], "<200", 0, "holds", "146 + 25 + 16 = 187"),
    ("share", ["673", "~540000"], "~0.1", 1, "holds as rounded", "673 ÷ about 540,000 × 100 ≈ 0.1"),
    ("share", ["673", "~540000"], "<0.1", 1, "does not hold by 0.022364", "673 ÷ about 540,000 × 100 ≈ 0.1"),
    ("share", ["453", "~540000"], "~0.08", 2, "holds as rounded", "453 ÷ about 540,000 × 100 ≈ 0.08 to 0.09"),
    ("sum", ["8", "3", "4", "1", "12"], "28", 0, "holds", "8 + 3 + 4 + 1 + 12 = 28"),
    ("breakdown", ["27", "11", "13"], "54", 0, "cannot be checked",
     "54 − 27 − 11 − 13 = 3: 3 of 54 that no source itemises"),
    ("months", ["673"], "10", 0, "holds", "April 2018 to January 2019, both counted = 10"),
    ("months", ["673"], "9", 0, "does not hold by 1", "April 2018 to January 2019, both counted = 10"),
    ("subset", ["20"], "111", 0, "holds", "20 of 111"),
]  # fmt: skip
"""Every identity and clash of the first record, each with the verdict that is given there.

Rule: docs/decisions/first-record.md#figures.
"""

OTHERS: list[Row] = [
    ("sum", ["96", "211"], "300", 0, "does not hold by 7", "96 + 211 = 307"),
    ("sum", ["1.2", "1.3"], "3", 0, "does not hold by 0.5", "1.2 + 1.3 = 2.5"),
    ("sum", ["1.2", "1.3"], "≈3", 0, "holds as rounded", "1.2 + 1.3 = 2.5"),
    ("difference", ["2.5", "1"], "1", 0, "does not hold by 0.5", "2.5 − 1 = 1.5"),
    ("share", ["-5", "50"], "-10", 1, "holds", "−5 ÷ 50 × 100 = −10"),
    ("share", ["-5", "~50"], "-10", 1, "holds as rounded", "−5 ÷ about 50 × 100 ≈ −12.5 to −8.3"),
    ("share", ["1", "0"], "1", 0, "cannot be checked", "a division by nought"),
    ("sum", [">30", "5"], "36", 0, "cannot be checked",
     "more than 30 + 5 ≈ 35 or more; one of the figures has no upper limit"),
    ("sum", [">30", "5"], "35", 0, "does not hold", "more than 30 + 5 ≈ 35 or more"),
    ("subset", ["112"], "111", 0, "does not hold by 1", "112 of 111"),
    ("subset", ["~110"], "111", 0, "cannot be checked",
     "about 110 of 111; which of the two is greater depends on how they were rounded"),
    ("breakdown", ["20", "30"], "50", 0, "holds", "50 − 20 − 30 = 0"),
    ("breakdown", ["20", "31"], "50", 0, "does not hold by 1", "50 − 20 − 31 = −1"),
    ("breakdown", ["20", "≈30"], "50", 0, "holds as rounded", "50 − 20 − rounded 30 = 0"),
    ("rate", ["10", "4"], "2.5", 1, "holds", "10 ÷ 4 = 2.5"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "terms", "stated", "decimals", "outcome", "working"), [*FACTS, *OTHERS])
def test_an_identity_is_checked_with_its_working(
    kind: str, terms: list[str], stated: str, decimals: int, outcome: str, working: str
) -> None:
    keys = [f"t{place}" for place in range(len(terms))]
    identity = Identity(kind=kind, terms=keys, equals="x", decimals=decimals)
    check = check_identity(identity, figures(**dict(zip(keys, terms, strict=True)), x=stated))
    assert (check.outcome, check.working) == (outcome, working)


def test_what_is_missing_is_named() -> None:
    check = check_identity(Identity(kind="sum", terms=["a", "z"], equals="x", decimals=0), figures(a="1", x="1"))
    assert (check.outcome, check.working) == ("cannot be checked", "no figure is recorded for z")


@pytest.mark.parametrize(
    ("kind", "period", "working"),
    [
        ("months", (None, None), "the figure has no period"),
        ("weekly", (None, None), "the figure has no period"),
        ("months", (date(2018, 4, 2), date(2018, 4, 30)), "the period does not begin and end with a calendar month"),
    ],
)
def test_a_period_that_cannot_be_counted_is_not(kind: str, period: tuple[date, date], working: str) -> None:
    known = figures(a="673", x="10")
    known["a"].period_from, known["a"].period_to = period
    check = check_identity(Identity(kind=kind, terms=["a"], equals="x", decimals=0), known)
    assert (check.outcome, check.working) == ("cannot be checked", working)


@pytest.mark.parametrize(
    ("value", "words"), [("1106", "1,106"), ("1.80", "1.8"), ("540000", "540,000"), ("0.1", "0.1"), ("-3", "−3")]
)
def test_a_number_is_written_for_readers(value: str, words: str) -> None:
    assert number(Decimal(value)) == words
