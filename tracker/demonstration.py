"""A motion that is clearly made up and falls due in a moment, for watching the clock at work."""

from datetime import datetime, timedelta
from decimal import Decimal

from tracker.record.schema import RecordFile
from tracker.rules.dates import HOUSE_ZONE, local_day

GRACE = Decimal(1) / 60  # one minute, in hours


def fictional_record(now: datetime, seconds: int) -> RecordFile:
    """Return the record of a fictional council's motion whose demand falls due `seconds` after an aware instant."""
    today = local_day(now, HOUSE_ZONE)
    due = (now + timedelta(seconds=seconds)).isoformat(timespec="seconds")
    return RecordFile.model_validate(
        {
            "motion": {
                "slug": f"demonstration-{now:%Y%m%d-%H%M%S}",
                "title": "Demonstration: the kettle in the committee room",
                "body": "The Council of Exampleton (fictional)",
                "addressee": "The Keeper of the Kettle (fictional)",
                "adopted_on": today,
                "time_zone": HOUSE_ZONE,
                "grace_hours": round(GRACE, 6),
                "visibility": "public",
                "summary": "A made-up motion that shows how a deadline passes, is checked and becomes overdue.",
                "sources": ["minutes"],
            },
            "sources": [
                {
                    "id": "minutes",
                    "publisher": "The Council of Exampleton (fictional)",
                    "title": "Minutes that do not exist",
                    "published_on": today,
                    "kind": "minutes",
                    "read": "whole",
                }
            ],
            "demands": [
                {
                    "number": 1,
                    "title": "The kettle",
                    "asks": "Say when the kettle will be mended, and who broke it.",
                    "sources": ["minutes"],
                    "questions": [
                        {"letter": "a", "text": "When will the kettle be mended?", "name": "when it will be mended"},
                        {"letter": "b", "text": "Who broke the kettle?", "name": "who broke it"},
                    ],
                    "deadlines": [
                        {
                            "due": due,
                            "set_on": today,
                            "set_by": "the motion",
                            "basis": f"{seconds} seconds",
                            "sources": ["minutes"],
                        }
                    ],
                }
            ],
        }
    )
