"""Any history of a record: what is stored equals what is derived and what the log replays, at every step."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import CLEAN_RIVER, load, utc
from tests.databases import fresh_sqlite
from tracker.db import transaction
from tracker.operations.clock.sweep import sweep
from tracker.operations.record.check import check_motions

DAYS = st.dates(date(2026, 11, 1), date(2026, 11, 20))
REPLIES = st.lists(st.tuples(DAYS, st.sampled_from(["received", "holding"])), max_size=2)
FINDINGS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["answered", "not_answered", "refused", "partly_answered"]), DAYS),
    max_size=3,
)
VERSIONS = st.lists(st.tuples(REPLIES, FINDINGS, st.integers(0, 72)), min_size=1, max_size=4)


def version(replies: list[tuple[date, str]], findings: list[tuple[str, str, date]]) -> str:
    """Return the text of one version of the small record."""
    text = CLEAN_RIVER + ("responses:\n" if replies else "")
    for number, (day, kind) in enumerate(replies):
        text += f"  - {{id: r{number}, from: A, form: letter, reply: {kind}, received_on: {day}, summary: S, "
        text += "sources: [minutes]}\n"
    text += "findings:\n" if findings else ""
    for part, verdict, day in findings:
        text += f"  - {{demand: 1, question: {part}, verdict: {verdict}, reasoning: R, found_on: {day}, "
        text += "sources: [minutes]}\n"
    return text


@given(VERSIONS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_stored_derived_and_replayed_are_one(
    blank: Path,
    versions: list[tuple[list[tuple[date, str]], list[tuple[str, str, date]], int]],
) -> None:
    with TemporaryDirectory() as folder:
        engine = fresh_sqlite(blank, Path(folder))
        now = utc(2026, 11, 20, 23)
        for replies, findings, hours in versions:
            load(engine, version(replies, findings), now)
            now += timedelta(hours=hours)
            with transaction(engine) as session:
                sweep(session, now)
            assert check_motions(engine, now) == ([], 1)
        engine.dispose()
