"""What a word to one reader about their own alerts has to say, worked out when its turn comes, for them alone."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from tracker.config import Config
from tracker.db import reading
from tracker.delivery.claim import Claim
from tracker.delivery.stats import last_day
from tracker.operations.people.data_export import followed, held_about
from tracker.operations.people.followers import CONFIRM_WITHIN
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.vocabulary import NotificationKind


class Personal:
    """Contexts of the mails to one reader."""

    def __init__(self, engine: Engine, config: Config) -> None:
        self._engine, self._base_url = engine, config.base_url

    def context(self, kind: NotificationKind, claim: Claim, token: str | None, now: datetime) -> dict[str, Any] | None:
        with reading(self._engine) as session:
            match kind:
                case NotificationKind.CONFIRM:
                    waiting = [row for row in followed(session, claim.subscriber_id) if row.confirmed_at is None]
                    wanted = [{"what": row.what, "pace": row.pace} for row in waiting]
                    address = f"{self._base_url}/subscribe/confirm/{token}"
                    return {"wanted": wanted, "confirm": address, "days": CONFIRM_WITHIN.days} if wanted else None
                case NotificationKind.HELD_DATA:
                    return {"held": held_about(session, claim.subscriber_id), "now": now}
                case _:
                    yesterday = local_day(now, HOUSE_ZONE) - timedelta(days=1)
                    return {"figures": last_day(session, yesterday, now), "day": yesterday}
