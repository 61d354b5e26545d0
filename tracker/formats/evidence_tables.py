"""A motion's replies, figures, sources and log as tables: what its demands are judged by."""

from collections.abc import Sequence
from datetime import date

from tracker.formats.csv_text import Column, Table, cells_of, words_of
from tracker.models import Change
from tracker.rules.dates import local_day
from tracker.rules.findings import received_at
from tracker.rules.status import MotionStanding
from tracker.vocabulary import ActorKind, ChangeKind, Precision, Reply, ResponseForm, SourceCoverage, Stance


def responses_table(whole: MotionStanding) -> Table:
    columns = (
        Column("id", says="Its id", required=True),
        Column("from", says="From whom", required=True),
        Column("form", says="How it came", words=words_of(ResponseForm), required=True),
        Column("reply", says="What kind of reply", words=words_of(Reply), required=True),
        Column("received_on", "date", "The day on which it came", required=True),
        Column("received_note", says="Note on that day"),
        Column("title", says="Its title"),
        Column("summary", says="Our summary, not their words"),
        Column("disputed", says="Who disputed it, and how"),
        Column("demands", says="Numbers of the demands it is about; none: all of them"),
        Column("sources", says="Ids of its sources"),
        Column("received_at", "datetime", "The instant at which it came, where that is known"),
        Column("stance", says="What it says of what was asked", words=words_of(Stance)),
        Column("parts", says="The parts it touches; none: all parts of its demands"),
    )
    rows = [
        cells_of(columns, response, **{"from": response.sender})
        for response in whole.motion.responses
        if received_at(response, whole.motion.time_zone) <= whole.at
    ]
    return Table("responses", "What came in reply", columns, rows, ("id",))


def figures_table(whole: MotionStanding) -> Table:
    columns = (
        Column("id", says="Its id", required=True),
        Column("measure", says="The quantity it is one figure of"),
        Column("series", says="The series it is one period of"),
        Column("label", says="What exactly it counts", required=True),
        Column("value", "number", "The number", required=True),
        Column("unit", says="Its unit", required=True),
        Column("precision", says="How exactly it was published", words=words_of(Precision), required=True),
        Column("population", says="Counted among whom"),
        Column("period_from", "date", "First day of its period"),
        Column("period_to", "date", "Last day of its period"),
        Column("published_by", says="By whom"),
        Column("published_on", "date", "When"),
        Column("where", says="Where in the source"),
        Column("demands", says="Numbers of the demands it is about"),
        Column("note", says="A caution"),
        Column("sources", says="Ids of its sources"),
    )
    rows = [cells_of(columns, figure) for figure in whole.motion.figures]
    return Table("figures", "Published figures", columns, rows, ("id",))


def sources_table(whole: MotionStanding) -> Table:
    columns = (
        Column("id", says="Its id", required=True),
        Column("publisher", says="Who put it out", required=True),
        Column("title", says="Its title"),
        Column("author", says="Its author"),
        Column("published_on", "date", "When"),
        Column("published_note", says="Note on that day"),
        Column("url", says="Where the public finds it"),
        Column("archived_url", says="Where a copy is kept"),
        Column("sha256", says="Fingerprint of our copy"),
        Column("kind", says="What kind of document"),
        Column("read", says="How much of it we read", words=words_of(SourceCoverage), required=True),
        Column("note", says="Note"),
    )
    rows = [cells_of(columns, source) for source in whole.motion.sources_of_record]
    return Table("sources", "Sources", columns, rows, ("id",))


def changes_table(changes: Sequence[Change]) -> Table:
    """Return the log, oldest entry first; before, after and reason are JSON, as they were sealed."""
    columns = (
        Column("sequence", "integer", "Its number", required=True),
        Column("kind", says="What kind of entry", words=words_of(ChangeKind), required=True),
        Column("happened_at", "datetime", "When it happened", required=True),
        Column("recorded_at", "datetime", "When we recorded it", required=True),
        Column("role", says="In what role it was written", words=words_of(ActorKind), required=True),
        Column("subject", says="What it is about", required=True),
        Column("demand", "integer", "The demand, where it is about one"),
        Column("before", says="What stood before, as JSON"),
        Column("after", says="What stands since, as JSON"),
        Column("reason", says="Why, as JSON"),
        Column("previous_hash", says="Seal of the entry before it"),
        Column("hash", says="Its seal", required=True),
    )
    rows = [cells_of(columns, change, role=change.actor_role, demand=change.demand_number) for change in changes]
    return Table("changes", "The log", columns, rows, ("sequence",))


def _today(whole: MotionStanding) -> date:
    return local_day(whole.at, whole.motion.time_zone)
