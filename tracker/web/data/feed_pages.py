"""What every feed is made with: which entries of the log a document holds, the documents around it, and the answer.

A document to subscribe to holds the newest entries; the older ones stand in archives that are filled once and keep
their address (RFC 5005), counted from the oldest. So nothing is dropped, however much one act recorded, and a reader
that comes once a month can go back to where it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from flask import Response, abort, g
from sqlalchemy.orm import Session

from tracker.formats.atom import BEGUN, TYPE, Around, Feed, FeedEntry, tag_id, write_feed
from tracker.formats.json.lists import heads
from tracker.formats.tongues import HOUSE_LANGUAGE
from tracker.models import Change, Motion
from tracker.queries.corrections import CORRECTIONS
from tracker.queries.lists import public_logs
from tracker.queries.log import LogFilter, count_entries, entries_on, published_entries
from tracker.rules.log_past import NOUNS, LogPast
from tracker.web.core.answers import wanted_number
from tracker.web.core.context import config, read
from tracker.web.core.data_answer import data_answer
from tracker.web.core.filters import public_address_of
from tracker.wording.dates import as_of
from tracker.wording.feeds import change_text, change_title, stamp
from tracker.wording.log import kind_of
from tracker.wording.text import isolated, plain, plural

FULL = 100
"""How many entries an archive holds. The document to subscribe to holds at least as many, once there are."""
AUTHOR = "Answerable"


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """What a feed is of: its name in ids, its words, its own endpoint, and the page that shows the same.

    `says` is the generated sentence, `stands` the revision and the log head. `across` tells that it is of several
    motions, so that a title names the one it is of. `summary` gives an entry a sentence of its own. `language` is that
    of the texts of the one motion that it is of.
    """

    name: str
    title: str
    says: str
    stands: str
    endpoint: str
    page: str
    values: dict[str, Any] = field(default_factory=dict)
    across: bool = True
    language: str = HOUSE_LANGUAGE
    summary: Callable[[Change, Motion], str | None] | None = None


def lists_stamp() -> str:
    """Return where the records of all public motions stand: one revision, and one hash over the heads of their logs."""
    with read() as session:
        logs = public_logs(session)
    revision, head = heads(logs)
    return f"{plural(len(logs), 'motion')}. {stamp(revision, head)}"


def answer(source: FeedSpec, wanted: LogFilter, *, begun: datetime | None = None) -> Response:
    """Answer with a document of a feed: the newest entries that are wanted, or the archive that the address names.

    `begun` is since when there is anything to tell.
    """
    with read() as session:
        total = count_entries(session, wanted)
        filled = max(0, total // FULL - 1)
        number = _wanted_archive(filled)
        start, count = ((number - 1) * FULL, FULL) if number else (filled * FULL, total - filled * FULL)
        rows = published_entries(session, wanted, start, count)
        past = _past(session, [change for change, _ in rows])
    on, base = g.moment.link_on, config().base_url
    feed = Feed(
        id=tag_id(base, BEGUN, f"{source.name}/on/{on}" if on else source.name),
        title=plain(source.title),
        subtitle=plain(f"{source.says} {as_of(g.moment.on)}{source.stands}"),
        link=public_address_of(source.page, on=on, **source.values),
        itself=_address(source, number),
        author=AUTHOR,
        site=base,
        begun=begun or datetime.combine(BEGUN, time.min, UTC),
        language=source.language,
    )
    entries = [_entry(change, motion, past, source) for change, motion in reversed(rows)]
    return data_answer(write_feed(feed, entries, _around(source, number, filled)), f"{TYPE}; charset=utf-8")


def _wanted_archive(filled: int) -> int | None:
    """Return the archive that the address names, None for the document to subscribe to; answer 404 for none."""
    number = wanted_number("archive")
    if number is not None and number > filled:
        abort(404, f"This feed has {plural(filled, 'archive')}. The feed itself, without ?archive=, leads to them all.")
    return number


def _around(source: FeedSpec, number: int | None, filled: int) -> Around:
    """Return the documents around one: the archives are counted from the oldest on."""
    older = filled if number is None else number - 1
    newer = None if number is None else number + 1 if number < filled else 0
    return Around(
        current=_address(source),
        oldest=_address(source, 1) if filled else None,
        older=_address(source, older) if older else None,
        newer=None if newer is None else _address(source, newer or None),
        is_archive=number is not None,
    )


def _address(source: FeedSpec, archive: int | None = None) -> str:
    return public_address_of(source.endpoint, on=g.moment.link_on, archive=archive, **source.values)


def _past(session: Session, changes: Iterable[Change]) -> LogPast:
    placed = [change for change in changes if change.noun in NOUNS]
    return LogPast.of(entries_on(session, ((change.motion_id, change.demand_number) for change in placed), NOUNS))


def _entry(change: Change, motion: Motion, past: LogPast, source: FeedSpec) -> FeedEntry:
    # A correction had its id before the other entries had one, and keeps it.
    kind = "correction" if change.kind in CORRECTIONS else "change"
    name, title = plain(motion.title), change_title(change, motion.time_zone, past)
    anchor = f"entry-{change.sequence}"
    page = {"slug": motion.slug, "entry": change.sequence, "on": g.moment.link_on}
    return FeedEntry(
        id=tag_id(config().base_url, BEGUN, f"{kind}/{motion.slug}/{change.sequence}"),
        title=title if not source.across or title.endswith(f": {name}") else f"{title} ({isolated(name)})",
        link=public_address_of("log.changes_page", **page, _anchor=anchor),
        published=change.happened_at,
        updated=change.recorded_at,
        kind=(change.kind.value, kind_of(change).label),
        content=change_text(change, motion.time_zone, past),
        summary=source.summary(change, motion) if source.summary else None,
        language=motion.language,
    )
