"""What an act would do: how pages would stand, what mail followers would get, which sums would be in trouble.

It is computed on a copy of the motion in memory. The copy has a database of its own that nobody else can reach and that
is gone afterwards: nothing that is previewed can come into the record, a kept page or the outbox, and no lock is held
while a page is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.delivery.channels.email.compose import Composed, Composer, Links
from tracker.delivery.channels.email.news import TEMPLATES
from tracker.formats.alerts import item_of
from tracker.models import Change, Clearance, Discrepancy, Figure, Identity, MailBatch, Motion
from tracker.operations.record.loading import load_record
from tracker.operations.record.publishing import checked, stored_table
from tracker.operations.record.versions import copied
from tracker.queries.delivery import notices
from tracker.queries.log import changes as changes_of
from tracker.queries.motions import load_whole
from tracker.record.entries import Table, columns_of
from tracker.record.fields import Entry
from tracker.record.figure_schema import DiscrepancyEntry, FigureEntry, IdentityEntry
from tracker.record.schema import FindingEntry
from tracker.rules.figure_conflicts import figure_conflicts
from tracker.rules.figures import check_identity
from tracker.rules.status import MotionStanding, motion_standing
from tracker.vocabulary import ActorKind, CheckResult, Frequency, Visibility
from tracker.web.core.context import config
from tracker.wording.figures import check_outcome, check_working, number
from tracker.wording.text import isolated, plain

TOUCHING = ("figure/", "identity/", "discrepancy/")


@dataclass(frozen=True, slots=True)
class Preview:
    """The motion as it would stand, where it stands now, its log, and the mail that followers would get, if any."""

    motion: Motion
    before: MotionStanding
    after: MotionStanding
    changes: list[Change]
    mail: Composed | None
    waits: bool


def preview(session: Session, motion_id: int, changes: Mapping[str, Entry | None], now: datetime) -> Preview:
    """Return how a motion would stand at an aware instant with some entries put on record.

    Raise RefusedError where they do not fit the record.
    """
    motion = load_whole(session, session.get_one(Motion, motion_id))
    before = motion_standing(motion, now)
    record = checked(stored_table(session, motion.slug), changes, now)
    cleared = {
        subject: Clearance(verdict=entry.verdict, history=True)
        for subject, entry in changes.items()
        if isinstance(entry, FindingEntry)
    }
    with copied(session, motion_id) as memory:
        load_record(memory, record, now, reason="Preview", role=ActorKind.EDITOR, cleared=cleared)
        memory.flush()
        found = load_whole(memory, memory.get_one(Motion, motion_id))
        after = motion_standing(found, now)
        log = changes_of(memory, found)
        mail, waits = _mail(memory, found, log, now)
        memory.expunge_all()
    return Preview(found, before, after, log, mail, waits)


def _mail(memory: Session, motion: Motion, log: list[Change], now: datetime) -> tuple[Composed | None, bool]:
    """Return the mail that somebody who follows the motion would get at once, and whether it waits 15 minutes."""
    alerts = notices(memory)
    if not alerts or motion.visibility is not Visibility.PUBLIC:
        return None, False
    moment = memory.get_one(MailBatch, alerts[0].batch_id)
    by_id = {change.id: change for change in log}
    items = [item_of(alert, by_id.get(alert.change_id or 0), motion, now) for alert in alerts]
    links = Links(manage=f"{config().base_url}/subscribe/manage/…", unsubscribe=f"{config().base_url}/u/…")
    reasons = (f"You follow the motion “{isolated(plain(motion.title))}”.",)
    composer = Composer(TEMPLATES, config().base_url)
    mail = composer.compose_news(items, pace=Frequency.AT_ONCE, window=None, reasons=reasons, links=links)
    return mail, moment.due_at > now


def figure_troubles(table: Table, changes: Mapping[str, Entry | None]) -> list[str]:
    """Return a sentence for every sum and every difference that is in trouble with the changes and was not before."""
    if not any(subject.startswith(TOUCHING) for subject in changes):
        return []
    after = {subject: entry for subject, entry in (table | dict(changes)).items() if entry is not None}
    before = set(_troubles(table))
    return [trouble for trouble in _troubles(after) if trouble not in before]


def _troubles(table: Table) -> list[str]:
    figures = {entry.id: Figure(**columns_of(entry)) for entry in table.values() if isinstance(entry, FigureEntry)}
    sums = [Identity(**columns_of(entry)) for entry in table.values() if isinstance(entry, IdentityEntry)]
    noted = [Discrepancy(**columns_of(entry)) for entry in table.values() if isinstance(entry, DiscrepancyEntry)]
    found = []
    for check in (check_identity(identity, figures) for identity in sums):
        if check.result is CheckResult.DOES_NOT_HOLD:
            found.append(f"“{check.identity.text}” {check_outcome(check)}: {check_working(check)}.")
        elif check.result is CheckResult.CANNOT_BE_CHECKED and check.by is None:
            found.append(f"“{check.identity.text}” cannot be checked: {check_working(check)}.")
    for conflict in figure_conflicts(figures.values(), noted, sums):
        if conflict.noted is None and conflict.clash:
            listed = " · ".join(f"{number(figure.value)} {figure.unit} ({figure.label})" for figure in conflict.figures)
            found.append(f"These are given for one quantity and differ, and no explanation is on record: {listed}.")
    return found
