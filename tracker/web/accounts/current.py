"""Who is signed in now."""

from tracker.models import Editor


def current_editor() -> Editor | None:
    """Return the account that is signed in, or None."""
    return None
