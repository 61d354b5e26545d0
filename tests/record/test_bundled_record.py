"""The first record: its whole table (docs/decisions/first-record.md#statuses) follows from its data by the rule."""

from datetime import date

import pytest

from tracker.models import Motion
from tracker.record.reading import read_record
from tracker.record.schema import RecordFile
from tracker.rules.dates import day_last_instant
from tracker.rules.figures import check_identity
from tracker.rules.status import motion_standing
from tracker.serving.setup import RECORDS
from tracker.vocabulary import Confidence, SourceCoverage
from tracker.wording.figures import check_outcome

PATH = RECORDS / "action-on-antisemitism-2019.yaml"
DATES = (date(2019, 2, 4), date(2019, 2, 11), date(2019, 3, 31), date(2019, 7, 31), date(2026, 11, 22))

# Each cell: the status's first letters, then each part's verdict. "a" answered, "p" partly, "n" not answered,
# "r" refused, "c" cannot be judged, "-" no finding. Statuses: W awaiting, R refused, P partially, A answered,
# O overdue, C cannot be judged. The deadline closes when 11 February ends: nothing is overdue in the first two columns.
TABLE = {
    1: ("R rr", "P pc", "P pc", "P pc", "P pc"),
    2: ("R rrr", "P ppp", "P ppp", "P ppp", "P ppp"),
    3: ("R r", "W c", "C c", "C c", "C c"),
    4: ("P p", "A a", "A a", "A a", "A a"),
    5: ("W -", "W n", "C c", "O n", "O n"),
    6: ("W -", "W -", "C c", "C c", "P p"),
    7: ("W n-", "P pc", "P pc", "P pc", "P pc"),
    8: ("P npn", "W nnn", "P pcc", "P ppc", "P ppp"),
    9: ("W n", "W n", "C c", "C c", "C c"),
    10: ("W -", "W n", "C c", "C c", "C c"),
    11: ("P p", "P p", "P p", "P p", "P p"),
}
STATUSES = {"awaiting": "W", "refused": "R", "partially_answered": "P", "answered": "A", "overdue": "O",
            "no_answer_found": "C"}  # fmt: skip
VERDICTS = {"answered": "a", "partly_answered": "p", "not_answered": "n", "refused": "r", "cannot_be_judged": "c",
            "not_assessed": "-"}  # fmt: skip


@pytest.fixture(scope="session")
def record() -> RecordFile:
    """Read the bundled record."""
    return read_record(PATH.read_text("utf-8"), PATH.name, date(2026, 11, 22))


@pytest.mark.parametrize("number", TABLE)
@pytest.mark.parametrize("column", range(len(DATES)), ids=[day.isoformat() for day in DATES])
def test_the_status_table_follows_from_the_data(bundled: Motion, number: int, column: int) -> None:
    whole = motion_standing(bundled, day_last_instant(DATES[column], "Europe/London"))
    one = whole.demands[number - 1]
    letters = "".join(VERDICTS[part.verdict] for part in one.parts)
    assert f"{STATUSES[one.status]} {letters}" == TABLE[number][column]


def test_it_has_eleven_demands_each_with_both_deadlines(record: RecordFile) -> None:
    assert [one.number for one in record.demands] == list(range(1, 12))
    ledgers = {tuple((row.kind.value, str(row.due)) for row in one.deadlines) for one in record.demands}
    assert ledgers == {(("set", "2019-02-11"), ("asked_again", "2019-02-13"))}


def test_the_demands_that_are_less_certain_say_so(record: RecordFile) -> None:
    sure = {one.number: one.confidence for one in record.demands}
    assert {number for number, word in sure.items() if word is not Confidence.REPORTED} == {3, 6}
    assert all(one.confidence_note for one in record.demands if one.number in (2, 3, 6))


def test_every_source_says_how_much_of_it_was_read(record: RecordFile) -> None:
    whole = {one.id for one in record.sources if one.read is SourceCoverage.WHOLE}
    assert whole == {
        *("jc-2019-02-05", "pa-2019-02-11", "sun-2019-02-11", "bod-2019-02-05", "jewishnews-2019-02-11-expelled"),
        *("labourlist-2019-07-21", "member-site-2019-07", "labour-site-2020-01-28"),
    }
    part = {one.id for one in record.sources if one.read is SourceCoverage.PART}
    assert part == {"hansard-2019-02-20", "algemeiner-2021-02-10", "matrixlaw-2021-07", "ehrc-2023-02-15"}
    read = (SourceCoverage.WHOLE, SourceCoverage.PART, SourceCoverage.OPENING)
    assert all(one.read in read for one in record.sources)


def test_every_part_says_what_would_count_as_an_answer(record: RecordFile) -> None:
    assert all(question.test and question.name for one in record.demands for question in one.questions)


def test_every_sum_holds_but_three(bundled: Motion) -> None:
    figures = {one.key: one for one in bundled.figures}
    outcomes = {one.key: check_outcome(check_identity(one, figures)) for one in bundled.identities}
    assert {key: outcome for key, outcome in outcomes.items() if not outcome.startswith("holds")} == {
        "not-itemised": "cannot be checked",
        "nine-months": "does not hold by 1",
        "mps-complaints": "cannot be checked",
    }


def test_no_reply_waits_for_a_finding(bundled: Motion) -> None:
    latest = {
        demand.number: max(finding.found_on for question in demand.questions for finding in question.findings)
        for demand in bundled.demands
    }
    linked = [(one, number) for one in bundled.responses for number in one.demands]
    assert [(one.key, number) for one, number in linked if latest[number] < one.received_on] == []
