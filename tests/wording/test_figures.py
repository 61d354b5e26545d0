"""Sums, differences, shares and rates in words, with their working."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tracker.models import Figure, Identity
from tracker.rules.figures import check_identity
from tracker.rules.period_comparison import compare
from tracker.vocabulary import Precision
from tracker.wording.figures import check_outcome, check_working, number, objections

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
"""Every identity and clash of the first record, each with the result that is given in
docs/decisions/first-record.md#figures."""

OTHERS: list[Row] = [
    ("sum", ["96", "211"], "300", 0, "does not hold by 7", "96 + 211 = 307"),
    ("sum", ["1.2", "1.3"], "3", 0, "does not hold by 0.5", "1.2 + 1.3 = 2.5"),
    ("sum", ["1.2", "1.3"], "≈3", 0, "holds as rounded", "1.2 + 1.3 = 2.5"),
    ("difference", ["2.5", "1"], "1", 0, "does not hold by 0.5", "2.5 − 1 = 1.5"),
    ("share", ["-5", "50"], "-10", 1, "holds", "−5 ÷ 50 × 100 = −10"),
    ("share", ["-5", "~50"], "-10", 1, "holds as rounded", "−5 ÷ about 50 × 100 ≈ −12.5 to −8.3"),
    ("share", ["1", "0"], "1", 0, "cannot be checked", "a division by zero"),
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
    ("days", ["305"], "305", 0, "holds", "1 April 2018 to 31 January 2019, the first day not counted = 305"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "terms", "stated", "decimals", "outcome", "working"), [*FACTS, *OTHERS])
def test_an_identity_is_checked_with_its_working(
    kind: str, terms: list[str], stated: str, decimals: int, outcome: str, working: str
) -> None:
    keys = [f"t{place}" for place in range(len(terms))]
    identity = Identity(kind=kind, terms=keys, equals="x", decimals=decimals)
    check = check_identity(identity, figures(**dict(zip(keys, terms, strict=True)), x=stated))
    assert (check_outcome(check), check_working(check)) == (outcome, working)


def test_what_is_missing_is_named() -> None:
    check = check_identity(Identity(kind="sum", terms=["a", "z"], equals="x", decimals=0), figures(a="1", x="1"))
    assert (check_outcome(check), check_working(check)) == ("cannot be checked", "no figure is recorded for z")


@pytest.mark.parametrize(
    ("kind", "period", "working"),
    [
        ("months", (None, None), "the figure has no period"),
        ("weekly", (None, None), "the figure has no period"),
        ("days", (None, None), "the figure has no period"),
        ("months", (date(2018, 4, 2), date(2018, 4, 30)), "the period does not begin and end with a calendar month"),
    ],
)
def test_a_period_that_cannot_be_counted_is_not(kind: str, period: tuple[date, date], working: str) -> None:
    known = figures(a="673", x="10")
    known["a"].period_from, known["a"].period_to = period
    check = check_identity(Identity(kind=kind, terms=["a"], equals="x", decimals=0), known)
    assert (check_outcome(check), check_working(check)) == ("cannot be checked", working)


@pytest.mark.parametrize(
    ("value", "words"), [("1106", "1,106"), ("1.80", "1.8"), ("540000", "540,000"), ("0.1", "0.1"), ("-3", "−3")]
)
def test_a_number_is_written_for_readers(value: str, words: str) -> None:
    assert number(Decimal(value)) == words


def counted(value: str, first: str | None, last: str | None, **more: Any) -> Figure:
    """Return a figure that counts members in a period."""
    period = {"period_from": first and date.fromisoformat(first), "period_to": last and date.fromisoformat(last)}
    fields: dict[str, Any] = {"unit": "members", "precision": Precision.EXACT}
    return Figure(key=value, value=Decimal(value), **fields | period | more)


YEAR, NEXT_YEAR, HALF_YEAR = ("2018-01-01", "2018-12-31"), ("2019-01-01", "2019-12-31"), ("2019-01-01", "2019-06-30")
REFUSED = [
    ("ten months, half a year", counted("12", "2018-04-01", "2019-01-31"), counted("8", *HALF_YEAR), [
        "One covers 306 days, the other 181: they are not the same measure.",
        "31 days are in both periods and would be counted twice.",
    ]),
    ("ten months, the year before them in part", counted("12", "2018-04-01", "2019-01-31"), counted("10", *YEAR), [
        "One covers 306 days, the other 365: they are not the same measure.",
        "275 days are in both periods and would be counted twice.",
    ]),
    ("units", counted("1", *YEAR), counted("2", *NEXT_YEAR, unit="cases"), ["One counts members, the other cases."]),
    ("people", counted("1", *YEAR), counted("2", *NEXT_YEAR, population="MPs"),
     ["One counts among people not named, the other among MPs."]),
    ("no period", counted("1", None, None), counted("2", *HALF_YEAR), ["The period of one of them is not given."]),
    ("a limit", counted("1", *YEAR), counted("2", *NEXT_YEAR, precision=Precision.MORE_THAN),
     ["“more than 2” is a limit, not a number."]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reasons"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_may_not_be_subtracted_says_why(one: Figure, other: Figure, reasons: list[str]) -> None:
    assert objections(compare(one, other)) == reasons
