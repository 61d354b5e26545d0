"""The only reader of the clock. Doors call `now()` once and pass the instant on; nothing below a door asks the time."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)
