"""What the service says of itself: a clock that jumped, a log that is not whole."""

from datetime import timedelta

from tracker.rules.hash_chain import BrokenLink, LinkFault


def clock_jumped(jump: timedelta) -> str:
    """Say by how much the wall clock jumped."""
    way = "forward" if jump > timedelta() else "back"
    minutes = round(abs(jump).total_seconds() / 60)
    return f"The system clock jumped {way} by {minutes:,} minutes. Nothing is marked until it is right again."


def broken_link_words(link: BrokenLink) -> str:
    """Say what is wrong with an entry of a log."""
    match link.fault:
        case LinkFault.OUT_OF_SEQUENCE:
            return f"entry {link.sequence} stands where entry {link.expected} should"
        case LinkFault.NOT_LINKED:
            return f"entry {link.sequence} does not follow from the entry before it"
        case LinkFault.NOT_SEALED:
            return f"entry {link.sequence} is not what was sealed"
