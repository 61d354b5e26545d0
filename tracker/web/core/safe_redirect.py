"""Where a page may send somebody on to: an address of the desk, as plain as ours are, and nothing else at all."""

import re

LONGEST = 500
PLAIN = re.compile(r"/editor(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?(?:\?[A-Za-z0-9._~=&%+-]*)?", re.ASCII)
NOT_ONWARD = ("/editor/account/login", "/editor/account/logout", "/editor/account/tf-", "/editor/account/mf-recovery?")
"""Pages that are on the way themselves."""


def onward(value: str | None) -> str | None:
    """Return an address that may be gone to after signing in, or None for anything that is not plainly one of ours.

    What is allowed is named, sign by sign; what an attacker might think of need not be. A path has no percent sign, no
    backslash, no empty part and none that begins with a dot.
    """
    if not value or len(value) > LONGEST or not PLAIN.fullmatch(value) or value.startswith(NOT_ONWARD):
        return None
    return value
