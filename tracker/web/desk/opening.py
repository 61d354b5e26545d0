"""What most pages of the desk begin with, a draft or a motion, and what the last of them do: put a draft on record."""

from collections.abc import Callable, Collection
from datetime import datetime

from flask import Response, abort, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.models import Draft, Editor, Motion
from tracker.operations.desk import drafts
from tracker.queries.motions import motion_by_slug
from tracker.vocabulary import DraftKind, DraftState
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import sent_number

NO_MOTION = "There is no such motion on record. All motions are on the desk's list."


def draft_of(
    session: Session, key: str, *kinds: DraftKind, states: Collection[DraftState] = tuple(DraftState)
) -> Draft:
    """Return a draft; answer 404 where there is none of these kinds, 410 where it is in none of these states."""
    draft = None if "\0" in key else drafts.find(session, key)  # PostgreSQL takes no NUL in a text.
    if draft is None or (kinds and draft.kind not in kinds):
        abort(404, "There is no such draft. The drafts that are still worked on are on the list of drafts.")
    if draft.state not in states:
        abort(410, f"This draft is finished: {draft.state.sentence}")
    return draft


def motion_of(session: Session, slug: str, unknown: str = NO_MOTION) -> Motion:
    """Return a motion, whatever its visibility; answer 404 where there is none."""
    return (None if "\0" in slug else motion_by_slug(session, slug)) or abort(404, unknown)


def put_once(key: str, publish: Callable[[Session, Draft, Editor, datetime], str], done: str) -> Response:
    """Put a draft on record, once, and lead to its page: a second press leads to the one that the first has made.

    `publish` puts it there and returns the page's address; `done` is said then, with the draft's title.
    Raise ConflictError where somebody saved the draft in between.
    """
    who, instant = signed_in(), now()
    with write() as session:
        taken = drafts.take(session, key, who, instant, sent_number("version"))
        if taken is None:
            return see_other(draft_of(session, key).result or url_for("desk.motions"))
        taken.result = publish(session, taken, who, instant)
    tell(done.format(title=taken.title))
    return see_other(taken.result)
