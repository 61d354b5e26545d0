"""The words of what is mailed: alerts and letters, how often, and where each is on its way."""

from tracker.vocabulary.word import Term


class NotificationKind(Term):
    """What an alert tells: its word, the few words that name it, and what it says."""

    DUE_IN_7_DAYS = (
        "due_in_7_days",
        "Due in 7 days",
        "The deadline is a week away, or closer if we were late to say so.",
    )
    DUE_TOMORROW = "due_tomorrow", "Due tomorrow", "The deadline is tomorrow."
    DUE_TODAY = "due_today", "Due today", "The deadline is today."
    DEADLINE_PASSED = "deadline_passed", "Deadline passed", "The deadline passed; replies are being checked."
    OVERDUE = "overdue", "Overdue", "The time for checking passed with parts still open."
    STILL_OVERDUE = "still_overdue", "Still overdue", "Parts are open: weekly for four weeks, then monthly."
    REPLY_RECORDED = "reply_recorded", "Reply recorded", "A reply was put on record."
    FINDING_MADE = "finding_made", "Finding", "A part was judged, or judged anew."
    DEADLINE_MOVED = "deadline_moved", "Deadline moved", "A deadline was moved."
    DEMAND_WITHDRAWN = "demand_withdrawn", "Demand withdrawn", "Those who made the demand took it back."
    CORRECTION = "correction", "Correction", "We corrected something that we had told you."
    MOTION_PUBLISHED = "motion_published", "Motion published", "A motion was put on public record."
    CONFIRM = "confirm", "Please confirm", "You are asked whether you want these alerts."
    HELD_DATA = "held_data", "What we hold about you", "All that is kept about your address, as you asked."
    CANARY = "canary", "Mail works", "To the operator, once a day: mail goes out."

    @property
    def is_service(self) -> bool:
        """Tell whether it is a word to one person about their own alerts, and not news of a record."""
        return self in (NotificationKind.CONFIRM, NotificationKind.HELD_DATA, NotificationKind.CANARY)


class Frequency(Term):
    """How often a subscriber hears, from the fastest."""

    AT_ONCE = "at_once", "As it happens", "A mail for each change, within minutes of our recording it."
    DAILY = "daily", "Daily", "One mail at 07:30 London time on days with news."
    WEEKLY = "weekly", "Weekly", "One mail on Monday at 07:30 London time, in weeks with news."


class LinkPurpose(Term):
    """Which door a mailed link opens; it opens no other."""

    CONFIRM = "confirm", "Confirm", "It confirms a subscription, once, within seven days."
    ALERTS = "alerts", "Manage or stop alerts", "It manages and stops alerts, for ever."


class MessageState(Term):
    """Where an alert is on its way. Sent, failed and cancelled are final."""

    ON_HOLD = "held", "Held", "A person holds it back."
    WAITING = "waiting", "Waiting for its digest", "It goes out with the next digest."
    PENDING = "pending", "Waiting", "It goes out when it is due."
    SENDING = "sending", "Being sent", "A sender has it; when its lease ends, it is tried again."
    UNKNOWN = "unknown", "Outcome unknown", "The server may have accepted it; it is tried again, three times in all."
    SENT = "sent", "Sent", "The mail server accepted it."
    FAILED = "failed", "Not delivered", "It could not be delivered."
    CANCELLED = "cancelled", "Cancelled", "It is no longer true, or no longer wanted."


FINAL = (MessageState.SENT, MessageState.FAILED, MessageState.CANCELLED)

STOPPABLE = (MessageState.ON_HOLD, MessageState.WAITING, MessageState.PENDING, MessageState.UNKNOWN)
"""The states from which a mail could still go out and can be stopped; one that is being sent is its sender's."""


class LetterKind(Term):
    """A mail to one person that is no alert: its word, the few words that name it, and what it says."""

    ACCOUNT_LINK = "account_link", "Account link", "A link to choose a password for the desk."
    REPLY_OFFER = "reply_offer", "Right of reply", "An offer to reply before a finding is published."
    REQUEST_RECEIVED = "request_received", "Request received", "Your request for a correction has arrived."
    REQUEST_DECIDED = "request_decided", "Request decided", "What became of your request for a correction."
