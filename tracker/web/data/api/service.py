"""The service as JSON: how it goes, the schema of our extension to Popolo, and the description of this API."""

from datetime import datetime

from flask import Response, current_app

from tracker.formats.json.base import instant
from tracker.formats.json.popolo import SCHEMA, demands_schema
from tracker.formats.json.service import ClockRun, ClockStatus, MailStatus, ServiceStatus
from tracker.web.core.context import config
from tracker.web.core.copying import ALWAYS
from tracker.web.core.copying import SERVICE as LIVE_ONLY
from tracker.web.core.data_answer import data_answer
from tracker.web.core.policy import KeptUntil
from tracker.web.data.api.openapi import document
from tracker.web.data.api.table import SERVICE, answers, bp
from tracker.web.service.status import Service, look_around


@answers("/status.json", SERVICE, copied=LIVE_ONLY)
def status_json() -> ServiceStatus:
    """Say whether the service works, in numbers: when the clock last ran, and how the sending of mail goes."""
    seen, base = look_around(), config().base_url
    return ServiceStatus(
        as_of=instant(seen.instant),
        sentence=seen.sentence,
        clock=_clock(seen),
        mail=_mail(seen),
        links={"self": f"{base}/status.json", "page": f"{base}/status", "motions": f"{base}/motions.json"},
    )


def _clock(seen: Service) -> ClockStatus:
    beat = seen.beat
    last = ClockRun(at=instant(beat.ran_at), passed=beat.passed, overdue=beat.overdue) if beat and beat.owner else None
    found = None
    if beat and beat.found_at:
        found = ClockRun(at=instant(beat.found_at), passed=beat.found_passed, overdue=beat.found_overdue)
    held = bool(beat and beat.held)
    return ClockStatus(running=not seen.quiet, held=held, last=last, last_found=found, waiting=seen.waiting)


def _mail(seen: Service) -> MailStatus:
    mail = seen.mail
    return MailStatus(
        ran_at=_instant(mail.ran_at),
        sent_at=_instant(mail.sent_at),
        sent_today=mail.sent_today,
        waiting=mail.waiting,
        oldest_due_at=_instant(mail.oldest_due),
        failed=mail.failed,
        held_at=_instant(mail.held_at),
        trouble_since=_instant(mail.trouble_since),
        stuck=mail.stuck,
        canary_at=_instant(seen.canary),
        leaves=seen.leaves,
    )


def _instant(value: datetime | None) -> datetime | None:
    return instant(value) if value else None


@bp.get(SCHEMA, copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def demands_schema_json() -> Response:
    """Give the JSON Schema of `demands`, our extension to Popolo's Motion."""
    body = current_app.json.dumps(demands_schema(config().base_url), indent=2)
    return data_answer(body + "\n", "application/schema+json")


@bp.get("/openapi.json", copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def openapi_json() -> Response:
    """Give the description of this API (OpenAPI 3.1)."""
    body = current_app.json.dumps(document(config().base_url), indent=2)
    return data_answer(body + "\n", "application/json")
