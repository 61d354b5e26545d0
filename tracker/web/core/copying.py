"""How a public address is copied into files by `export`; each page says so itself (web/core/routing.py)."""

from dataclasses import dataclass
from enum import StrEnum


class Each(StrEnum):
    """What an address is copied for: once, for every motion or demand, or wherever a copied page links to it."""

    ONCE = "once"
    MOTION = "motion"
    DEMAND = "demand"
    LINKED = "linked"


class Past(StrEnum):
    """What becomes of a link to the address as of a key date of a motion.

    It leads to a file of that day; or to the file of the copy's own day; or to the live site, where there is one.
    """

    WRITTEN = "written"
    PRESENT = "present"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Copied:
    """How an address is copied.

    `dated` tells that it knows `?on=`. `more` are the names in its query that make pages of their own: they are
    followed where a copied page links to them. Those in `drops` are left out, so that the link leads to the whole.
    `by` is the name under which the address knows the motion. `every` gives the values of what else is in the address.
    """

    each: Each
    past: Past = Past.LIVE
    dated: bool = True
    more: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    by: str = "slug"
    every: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class NotCopied:
    """An address that is not copied, and why. A link to it leads to the live site, or is plain text."""

    why: str


LIST = Copied(Each.ONCE, Past.PRESENT, more=("page",))
MOTION = Copied(Each.MOTION, Past.WRITTEN)
DEMAND = Copied(Each.DEMAND, Past.WRITTEN)
MOTION_NOW = Copied(Each.MOTION)
DEMAND_NOW = Copied(Each.DEMAND)
ALWAYS = Copied(Each.ONCE, dated=False)
ARCHIVES = ("archive",)
FORM = NotCopied("a form: it needs the live site")
SECRET = NotCopied("a page behind a secret link")
SERVICE = NotCopied("tells how the live service goes")
