"""From which day things are known: the day given, else that of what they are made of; and what a past day shows."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import finding, motion, response
from tracker.models import Citation, Discrepancy, Event, Figure, Flow, Identity, Motion, Note, Source
from tracker.rules.known import KNOWN_LISTS, KnownDays, is_by, known_by

FIRST, SECOND, THIRD = date(2019, 2, 5), date(2019, 2, 8), date(2019, 2, 11)
EARLY, LATE, UNDATED = (
    Source(key="early", published_on=FIRST),
    Source(key="late", published_on=SECOND, known_from=THIRD),
    Source(key="undated"),
)


def citing(*sources: Source) -> list[Citation]:
    """Return citations of some sources."""
    return [Citation(source=source) for source in sources]


FIGURES = [
    Figure(key="a", published_on=FIRST, citations=citing(LATE)),
    Figure(key="b", citations=citing(LATE, EARLY, UNDATED)),
    Figure(key="c", published_on=SECOND, citations=citing(EARLY)),
    Figure(key="d", citations=citing(UNDATED)),
]
SUMS = [
    Identity(key="ab", terms=["a"], equals="b", citations=citing(EARLY)),
    Identity(key="ac", terms=["a"], equals="c", citations=citing(EARLY)),
    Identity(key="d", terms=["d"], equals="d", citations=[]),
    Identity(key="given", terms=["a"], equals="c", known_from=THIRD, citations=citing(EARLY)),
]
DAYS = [
    (EARLY, FIRST),
    (LATE, THIRD),
    (UNDATED, None),
    (Note(key="n", citations=citing(EARLY, LATE)), THIRD),
    (Note(key="n", known_from=SECOND, citations=citing(EARLY, LATE)), SECOND),
    (Note(key="n", citations=citing(UNDATED)), None),
    (FIGURES[0], FIRST),
    (FIGURES[1], FIRST),
    (FIGURES[2], SECOND),
    (FIGURES[3], None),
    (SUMS[0], FIRST),
    (SUMS[1], SECOND),
    (SUMS[2], None),
    (SUMS[3], THIRD),
    (Discrepancy(key="x", figures=["a", "c"], citations=citing(EARLY)), SECOND),
    (Discrepancy(key="x", figures=["a", "c"], citations=citing(LATE)), THIRD),
    (Discrepancy(key="x", figures=["a", "c"], known_from=FIRST, citations=citing(LATE)), FIRST),
    (Flow(key="f", splits=["ab"], joins=["ac"], beside=["a"]), SECOND),
    (Flow(key="f", splits=["ab"], joins=["given"], beside=[]), THIRD),
    (Flow(key="f", splits=["ab"], joins=[], beside=["c", "d"]), SECOND),
    (response(received_on=SECOND, citations=citing(LATE)), SECOND),
    (finding("answered", FIRST, citations=citing(LATE)), FIRST),
    (Event(key="e", happened_on=FIRST, citations=citing(LATE)), FIRST),
]


def whole(**values: Any) -> Motion:
    """Return a motion with the figures, sums and sources above."""
    given = {"sources_of_record": [EARLY, LATE, UNDATED], "figures": FIGURES, "identities": SUMS, "citations": []}
    return motion(**given | values)


@pytest.mark.parametrize(("row", "day"), DAYS)
def test_the_day_given_or_the_latest_of_what_it_is_made_of(row: Any, day: date | None) -> None:
    assert KnownDays.of(whole()).known_on(row) == day


@pytest.mark.parametrize(("given", "day"), [(None, SECOND), (THIRD, THIRD)])
def test_an_explanation_is_known_from_its_own_day_or_with_its_difference(given: date | None, day: date) -> None:
    row = Discrepancy(key="x", figures=["a", "c"], explained_from=given, citations=[])
    assert KnownDays.of(whole()).explained_on(row) == day


def test_a_source_of_a_later_day_is_not_there_whatever_cites_it() -> None:
    found = known_by(whole(events=[Event(key="e", happened_on=FIRST, citations=citing(LATE))]), SECOND)
    assert [row.key for row in found["sources_of_record"]] == ["early", "undated"]


def test_nothing_on_a_past_day_of_the_bundled_record_was_known_later(bundled: Motion) -> None:
    days = KnownDays.of(bundled)
    for day in (date(2019, 2, 4) + timedelta(number) for number in range(0, 1460, 3)):
        found = known_by(bundled, day)
        late = [row.key for name in KNOWN_LISTS for row in found[name] if not is_by(days.known_on(row), day)]
        assert (day, late) == (day, [])


@given(day=st.dates(date(2019, 2, 4), date(2023, 12, 31)))
def test_what_is_known_on_a_day_is_known_on_the_next(bundled: Motion, day: date) -> None:
    before, after = (known_by(bundled, then) for then in (day, day + timedelta(1)))
    for name, rows in before.items():
        assert {row.key for row in rows} <= {row.key for row in after[name]}
