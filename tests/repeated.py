"""How often random tests are repeated: ten times as often in the nightly lane, which sets ANSWERABLE_MORE."""

import os

NIGHTLY = "ANSWERABLE_MORE" in os.environ


def times(count: int) -> int:
    """Return how often to do what a whole run does so often."""
    return count * 10 if NIGHTLY else count
