"""What a word to one reader about their own alerts has to say, worked out when its turn comes, for them alone."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from tracker.config import Config
from tracker.db import reading
from tracker.models import Demand, Motion, Subscription
from tracker.operations.held import held_about, what_is_followed
from tracker.outbox.claim import Claim
from tracker.outbox.figures import last_day
from tracker.rules.instants import local_day
from tracker.vocabulary import NoticeKind

ZONE = "Europe/London"


class Personal:
    """Contexts of the mails to one reader."""

    def __init__(self, engine: Engine, config: Config) -> None:
        """Take the database and the address of the site."""
        self._engine, self._base_url = engine, config.base_url

    def context(self, kind: NoticeKind, claim: Claim, token: str | None, now: datetime) -> dict[str, Any] | None:
        """Return what a mail says, or None when there is nothing to say any more."""
        with reading(self._engine) as session:
            match kind:
                case NoticeKind.CONFIRM:
                    query = select(Subscription, Motion.title, Demand.number, Demand.title)
                    query = query.outerjoin(Motion, Motion.id == Subscription.motion_id)
                    query = query.outerjoin(Demand, Demand.id == Subscription.demand_id)
                    waits = (Subscription.confirmed_at.is_(None), Subscription.ended_at.is_(None))
                    mine = query.where(Subscription.subscriber_id == claim.subscriber_id, *waits)
                    wanted = [
                        {"what": what_is_followed(row[1], row[2], row[3]), "pace": row[0].pace}
                        for row in session.execute(mine.order_by(Subscription.id))
                    ]
                    address = f"{self._base_url}/subscribe/confirm/{token}"
                    return {"wanted": wanted, "confirm": address, "days": 7} if wanted else None
                case NoticeKind.HELD_DATA:
                    return {"held": held_about(session, claim.subscriber_id), "now": now}
                case _:
                    yesterday = local_day(now, ZONE) - timedelta(days=1)
                    return {"figures": last_day(session, yesterday, now), "day": yesterday}
