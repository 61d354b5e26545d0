"""How the service goes, in numbers only, and how an answer says that something went wrong (RFC 9457)."""

from pydantic import Field

from tracker.formats.json.base import Answer, Count, Instant, Links


class ClockRun(Answer):
    """What the clock found when it ran."""

    at: Instant = Field(description="When it ran, UTC.")
    passed: Count = Field(description="How many deadlines it found passed.")
    overdue: Count = Field(description="How many demands it found overdue.")


class ClockStatus(Answer):
    """How the clock goes. It records what has happened and decides nothing."""

    running: bool = Field(description="Whether it has run within its last three turns.")
    held: bool = Field(description="Whether it holds back because it does not believe the machine's time.")
    last: ClockRun | None = Field(description="Its last run; null where it never ran.")
    last_found: ClockRun | None = Field(description="The last run that found something.")
    waiting: Count = Field(description="How many demands wait to have it recorded that their deadline has passed.")


class MailStatus(Answer):
    """How the sending of mail goes. Who is subscribed is shown to nobody."""

    ran_at: Instant | None = Field(description="When the sender last ran, UTC.")
    sent_at: Instant | None = Field(description="When a mail last went out, UTC.")
    sent_today: Count = Field(description="How many mails went out today, London time.")
    waiting: Count = Field(description="How many alerts wait.")
    oldest_due_at: Instant | None = Field(description="Since when the oldest of those has been due, UTC.")
    failed: Count = Field(description="How many could not be delivered in the last 90 days.")
    held_at: Instant | None = Field(description="Since when all mail has been held back, UTC.")
    trouble_since: Instant | None = Field(description="Since when the mail server has made trouble, UTC.")
    stuck: bool = Field(description="Whether mail is due and none goes out.")
    canary_at: Instant | None = Field(description="When the daily trial mail to the operator last went out, UTC.")
    leaves: bool = Field(description="Whether mails are sent; else they are written to files.")


class ServiceStatus(Answer):
    """Whether the service works."""

    as_of: Instant = Field(description="When this answer was made, UTC.")
    sentence: str = Field(description="Whether the clock runs, in a sentence.")
    clock: ClockStatus = Field(description="The clock that records deadlines as they pass.")
    mail: MailStatus = Field(description="The sending of mail.")
    links: Links


class Problem(Answer):
    """What went wrong and what to do (RFC 9457)."""

    type: str = Field(description="The address of what this kind of problem is.")
    title: str = Field(description="What kind of problem it is, in words.")
    status: int = Field(ge=400, le=599, description="The HTTP status.")
    detail: str = Field(description="What went wrong this time, and what to do.")
    instance: str = Field(description="The path that was asked for.")
