"""Whether the service works: a page for people, two answers for machines, and the files that robots read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, render_template, url_for

from tracker.clock import now
from tracker.delivery.stats import DeliveryStats, canary_sent_at, figures
from tracker.migrations import newest, present
from tracker.models import Heartbeat
from tracker.queries.clock import heartbeat, waiting_demands
from tracker.queries.lists import public_slugs
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.web.core.context import config, engine, read
from tracker.web.core.copying import SERVICE, NotCopied
from tracker.web.core.routing import Door

bp = Door("status", __name__)

QUIET_TICKS = 3
"""After how many missed ticks the clock counts as not running."""


@dataclass(frozen=True, slots=True)
class Service:
    """How the service goes at an instant: the clock's last run, what waits for it, and the mail."""

    beat: Heartbeat | None
    quiet: bool
    waiting: int
    mail: DeliveryStats
    canary: datetime | None
    leaves: bool
    instant: datetime

    @property
    def sentence(self) -> str:
        if self.beat and self.beat.held:
            return "The clock is holding back."
        if self.quiet:
            return "The clock is not running." if self.beat else "The clock has not run yet."
        return "The clock is running."


@bp.get("/status", copied=SERVICE)
def status() -> str:
    seen = look_around()
    return render_template(
        "service/status.html",
        sentence=seen.sentence,
        beat=seen.beat,
        quiet=seen.quiet,
        waiting=seen.waiting,
        mail=seen.mail,
        canary=seen.canary,
        leaves=seen.leaves,
        instant=seen.instant,
        zone=HOUSE_ZONE,
    )


def look_around() -> Service:
    instant = now()
    with read() as session:
        beat = heartbeat(session)
        waiting = waiting_demands(session, instant)
        mail = figures(session, instant, local_day(instant, HOUSE_ZONE))
        canary = canary_sent_at(session)
    quiet, leaves = is_quiet(beat, instant), config().mail.server is not None
    return Service(beat, quiet, waiting, mail, canary, leaves, instant)


def is_quiet(beat: Heartbeat | None, instant: datetime) -> bool:
    """Tell whether the clock has missed three ticks, or never ran."""
    # A short tick must not make a busy minute look like a stopped clock.
    allowed = timedelta(seconds=max(60.0, config().tick_seconds * QUIET_TICKS))
    return beat is None or instant - beat.ran_at > allowed


@bp.get("/healthz", copied=SERVICE)
def healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz", copied=SERVICE)
def readyz() -> Response:
    """Say whether the database can be read, is at this version's schema, its clock is believed, and mail goes out."""
    instant = now()
    with engine().connect().execution_options(reads_only=True) as connection:
        migrated = present(connection) == newest()
    if not migrated:
        return _not_ready("run `flask --app app migrate`")
    with read() as session:
        mail = figures(session, instant, local_day(instant, HOUSE_ZONE))
        beat = heartbeat(session)
    if beat and beat.held:
        return _not_ready(beat.held)
    if mail.stuck:
        return _not_ready(f"mail is due and none goes out ({mail.trouble or 'no sender runs'})")
    return Response("ready\n", mimetype="text/plain")


def _not_ready(reason: str) -> Response:
    return Response(f"not ready: {reason}\n", status=503, mimetype="text/plain")


@bp.get("/robots.txt", copied=NotCopied("tells robots about the live site's addresses"))
def robots() -> Response:
    base = config().base_url
    return Response(f"User-agent: *\nAllow: /\nDisallow: /editor\nSitemap: {base}/sitemap.xml\n", mimetype="text/plain")


@bp.get("/sitemap.xml", copied=NotCopied("lists the live site's addresses"))
def sitemap() -> Response:
    with read() as session:
        slugs = public_slugs(session)
    paths = [url_for("motions.motions"), url_for("motions.overdue"), url_for("about.method")]
    paths += [url_for("motions.motion", slug=slug) for slug in slugs]
    return Response(render_template("service/sitemap.xml", paths=paths), mimetype="application/xml")


@bp.get("/.well-known/security.txt", copied=NotCopied("says whom to tell of a weakness of the live site; it expires"))
def security() -> Response:
    """Say whom to tell of a weakness (RFC 9116); it expires half a year from today."""
    base = config().base_url
    expires = (now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    text = f"Contact: {base}/about/corrections\nExpires: {expires}\nPreferred-Languages: en\n"
    return Response(text, mimetype="text/plain")
