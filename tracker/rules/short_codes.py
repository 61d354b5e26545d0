"""Short codes: the permanent names of motions in addresses that are printed, spoken and typed in again.

A code is the beginning of the SHA-256 of the slug, written with the 32 signs of Crockford's Base32 in lower case
(https://www.crockford.com/base32.html): no i, l, o or u, so that none is taken for another. The log does not hold it.
"""

from collections.abc import Callable
from hashlib import sha256

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
SHORTEST = 5
"""How long a code is unless another motion has it: 33 million codes."""
BITS = 5
LONGEST = 256 // BITS

_READ_AS = str.maketrans("oil", "011")


def short_code(slug: str, length: int = SHORTEST) -> str:
    """Return the code of a slug with so many signs, 51 at most; a longer one begins with the shorter."""
    whole = int.from_bytes(sha256(slug.encode()).digest(), "big")
    return "".join(SIGNS[whole >> (256 - BITS * place) & 31] for place in range(1, length + 1))


def free_code(slug: str, is_taken: Callable[[str], bool]) -> str:
    """Return the shortest code of a slug that no other motion has; `is_taken` tells whether one has it."""
    for length in range(SHORTEST, LONGEST + 1):
        code = short_code(slug, length)
        if not is_taken(code):
            return code
    raise ValueError(f"there is no free code for {slug}")


def read_code(typed: str) -> str | None:
    """Return the code that somebody typed, in whatever case, with o for 0 and i or l for 1; None where it is none."""
    if not (typed.isascii() and SHORTEST <= len(typed) <= LONGEST):
        return None
    code = typed.lower().translate(_READ_AS)
    return code if set(code) <= set(SIGNS) else None
