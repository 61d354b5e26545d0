"""Who may do what: the table that the pages fill themselves (web/core/routing.py). What it lacks is denied to all.

The guard asks it before any view runs; templates ask it what to offer. A test walks every route with every method and
nine kinds of visitor.
"""

from dataclasses import dataclass, field
from enum import Enum

from tracker.vocabulary import Capability, Role
from tracker.web.core.copying import Copied, Each, NotCopied


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come: anyone, or accounts with a capability; `fresh` asks for a sign-in within the last 15 minutes."""

    capability: Capability | None = None
    fresh: bool = False

    def allows(self, role: Role | None) -> bool:
        return self.capability is None or (role is not None and role.can(self.capability))


class KeptUntil(Enum):
    """For how long the answer of a page may be kept for everybody."""

    UNTIL_CHANGED = "until the record changes"
    AS_THE_VIEW_SAYS = "until the instant that the view names with hold_until()"
    NEVER = "never"


@dataclass(slots=True)
class Page:
    """What is stated of one endpoint: who may use each method, how it is kept, copied, and how long a form may be."""

    methods: dict[str, Access] = field(default_factory=dict)
    copied: Copied | NotCopied | None = None
    kept: KeptUntil = KeptUntil.NEVER
    longest: int | None = None

    @property
    def is_public(self) -> bool:
        """Tell whether anyone may read it or send it something, without an account; such a page is in the export."""
        return self.copied is not None


PAGES: dict[str, Page] = {
    "static": Page({"GET": Access()}, Copied(Each.LINKED, dated=False), KeptUntil.AS_THE_VIEW_SAYS),
}
"""Every endpoint, by its name."""


def access(endpoint: str, method: str) -> Access | None:
    """Return who may use an endpoint with a method, or None where no page says so: then nobody may."""
    page = PAGES.get(endpoint)
    return page.methods.get("GET" if method == "HEAD" else method) if page else None


def may(role: Role | None, endpoint: str, method: str = "GET") -> bool:
    found = access(endpoint, method)
    return found is not None and found.allows(role)


def is_public(endpoint: str | None, method: str | None = None) -> bool:
    """Tell whether an endpoint is one of the public site's; with a method, that it is offered by that method."""
    page = PAGES.get(endpoint or "")
    return page is not None and page.is_public and (method is None or method in page.methods)


def copies() -> dict[str, Copied | NotCopied]:
    """Return how each endpoint of the public site is copied into files."""
    return {name: page.copied for name, page in PAGES.items() if page.copied is not None}
