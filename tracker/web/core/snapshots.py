"""Loaded motions, kept until their log grows. A record at one revision never changes, so pages may share it."""

from collections import OrderedDict
from datetime import datetime

from flask import abort, current_app
from sqlalchemy import Engine

from tracker.db import reading
from tracker.models import Motion
from tracker.operations.record.versions import as_it_stood, as_known
from tracker.operations.record.visibility import hiding_of
from tracker.queries.corrections import changed_since
from tracker.queries.motions import motion_by_slug, revision_of
from tracker.rules.dates import local_day
from tracker.vocabulary import Visibility
from tracker.web.core.context import read
from tracker.wording.dates import day_words

MOST = 64
"""How many motions are kept in memory."""
MOST_EARLIER = 16
"""How many earlier versions of motions are kept in memory."""


class Snapshots:
    """The motions a process has loaded, each with the revision at which it was loaded."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[str, Motion] = OrderedDict()
        self._earlier: OrderedDict[tuple[object, ...], Motion] = OrderedDict()

    def motion(self, slug: str) -> Motion | None:
        """Return a motion, whole and detached, or None; loaded again when its log has grown."""
        with reading(self._engine) as session:
            revision = revision_of(session, slug)
            kept = self._kept.get(slug)
            if kept is None or kept.log_sequence != revision:
                kept = motion_by_slug(session, slug)
        if revision is None or kept is None:
            return None
        self._kept[slug] = kept
        self._kept.move_to_end(slug)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return kept

    def then(self, motion: Motion, at: datetime) -> Motion:
        """Return a motion with every correction after an instant undone."""
        with reading(self._engine) as session:
            changes = changed_since(session, motion.id, at)
            if not changes:
                return motion
            key = (motion.slug, motion.log_sequence, *(change.id for change in changes))
            if key not in self._earlier:
                self._earlier[key] = as_it_stood(session, motion, changes)
            if len(self._earlier) > MOST_EARLIER:
                self._earlier.popitem(last=False)
            return self._earlier[key]


def _tombstone(motion: Motion) -> str:
    """Say what stood here, since when it does not, why, and how to ask; nothing of what it said."""
    with read() as session:
        hiding = hiding_of(session, motion.id)
    if hiding is None:
        return "A motion was public here once and has been taken down. Its record is kept and is under review."
    day = day_words(local_day(hiding.hidden_at, motion.time_zone))
    return (
        f"A motion was public here and was taken down on {day}. {hiding.reason.sentence} Its record is kept, and it is "
        f"looked at again by {day_words(hiding.review_on)}. If you have a question about it, write to us: the page "
        "“Corrections” says how."
    )


def motion_then(motion: Motion, at: datetime) -> Motion:
    """Return a public motion's record as it stood at a past instant, with what was known by the end of its day."""
    return as_known(uncorrected(motion, at), local_day(at, motion.time_zone))


def uncorrected(motion: Motion, at: datetime) -> Motion:
    """Return a public motion's record as it stood at a past instant; the same motion where nothing was corrected since.

    Few days differ: the versions are kept by what has to be undone, not by day.
    """
    snapshots: Snapshots = current_app.extensions["snapshots"]
    return snapshots.then(motion, at)


def public_motion(slug: str) -> Motion:
    """Return a public motion; answer 410 for one that was public once, and 404 for any other."""
    snapshots: Snapshots = current_app.extensions["snapshots"]
    # PostgreSQL takes no NUL in a text.
    motion = None if "\0" in slug else snapshots.motion(slug)
    if motion is None:
        abort(404, "There is no motion at this address. All motions on record are on the first page.")
    if motion.visibility is Visibility.PUBLIC:
        return motion
    if motion.published_at is not None:
        abort(410, _tombstone(motion))
    abort(404, "There is no motion at this address. All motions on record are on the first page.")
