"""Who may do what: one table of every address and method. What it does not name is denied to everybody.

The desk's pages and its acts are guarded here, before any view runs; templates ask the same table what to offer. A test
walks every route with every method and nine kinds of visitor, and fails for a route that the table does not name.
"""

from dataclasses import dataclass, replace

from tracker.vocabulary import DeskRole


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come: anyone, or only accounts with one of these roles; `fresh` asks for a sign-in of late."""

    roles: frozenset[DeskRole] | None
    fresh: bool = False

    @property
    def now(self) -> "Access":
        """Return the same for a dangerous act: whoever comes must have signed in within the last 15 minutes."""
        return replace(self, fresh=True)

    def allows(self, role: DeskRole | None) -> bool:
        """Tell whether a visitor may come: an account with a role, or None for one who is not signed in."""
        return self.roles is None or role in self.roles


def _only(*roles: DeskRole) -> Access:
    return Access(frozenset(roles))


ANYONE = Access(None)
SIGNED_IN = _only(*DeskRole)
WRITERS = _only(DeskRole.CONTRIBUTOR, DeskRole.EDITOR, DeskRole.REVIEWER)
RECORDERS = _only(DeskRole.EDITOR, DeskRole.REVIEWER)
PUBLISHERS = _only(DeskRole.REVIEWER)
ADMINS = _only(DeskRole.ADMIN)

Methods = dict[str, Access]
READ: Methods = {"GET": ANYONE}

PUBLIC: dict[str, Methods] = {
    "static": READ,
    "motions.motions": READ,
    "motions.overdue": READ,
    "motions.motion": READ,
    "motions.demand": READ,
    "pages.timeline_page": READ,
    "pages.figures": READ,
    "pages.sources": READ,
    "pages.briefing": READ,
    "log.changes_page": READ,
    "api.motion_json": READ,
    "about.method": READ,
    "about.privacy": READ,
    "about.corrections": READ,
    "about.accessibility": READ,
    "status.status": READ,
    "status.healthz": READ,
    "status.readyz": READ,
    "status.robots": READ,
    "status.security": READ,
    "status.sitemap": READ,
    "subscriptions.form": READ,
    "subscriptions.subscribe": {"POST": ANYONE},
    "subscriptions.asked": READ,
    "subscriptions.confirm_page": READ,
    "subscriptions.confirm": {"POST": ANYONE},
    "alerts.manage": READ,
    "alerts.act": {"POST": ANYONE},
    "alerts.stop_page": READ,
    "alerts.stop": {"POST": ANYONE},
}
"""What anyone may read or send. Nobody's sign-in is looked at for these, so that they can be kept for everybody."""

ACCOUNTS: dict[str, Methods] = {}
"""Signing in, one's own account, and the accounts of others."""

DESK: dict[str, Methods] = {
    "desk.today": {"GET": SIGNED_IN},
    "desk.nothing_came": {"POST": RECORDERS},
    "desk.motions": {"GET": WRITERS},
    "desk.drafts": {"GET": WRITERS},
    "desk.draft": {"GET": WRITERS},
}
"""The editors' desk."""

TABLE: dict[str, Methods] = PUBLIC | ACCOUNTS | DESK


def access(endpoint: str, method: str) -> Access | None:
    """Return who may use an endpoint with a method, or None where the table does not say: then nobody may."""
    methods = TABLE.get(endpoint, {})
    return methods.get("GET" if method == "HEAD" else method)


def may(role: DeskRole | None, endpoint: str, method: str = "GET") -> bool:
    """Tell whether a visitor may use an endpoint, for templates that offer it."""
    found = access(endpoint, method)
    return found is not None and found.allows(role)
