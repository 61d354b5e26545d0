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
WRITE: Methods = {"GET": WRITERS, "POST": WRITERS}

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
    "api.motions_json": READ,
    "api.overdue_json": READ,
    "api.corrections_json": READ,
    "api.status_json": READ,
    "api.demand_json": READ,
    "api.timeline_json": READ,
    "api.figures_json": READ,
    "api.sources_json": READ,
    "api.changes_json": READ,
    "api.briefing_json": READ,
    "api.popolo_json": READ,
    "api.demands_schema_json": READ,
    "api.openapi_json": READ,
    "docs.docs": READ,
    "feeds.motion": READ,
    "feeds.demand": READ,
    "feeds.overdue": READ,
    "feeds.everything": READ,
    "calendars.motion": READ,
    "calendars.demand": READ,
    "calendars.everything": READ,
    "cards.motion": READ,
    "cards.demand": READ,
    "cards.site": READ,
    "oembed.oembed": READ,
    "short.motion": READ,
    "short.demand": READ,
    "sharing.bibtex": READ,
    "badges.motion": READ,
    "badges.demand": READ,
    "badges.motion_shield": READ,
    "badges.demand_shield": READ,
    "embeds.motion": READ,
    "embeds.demand": READ,
    "embeds.script": READ,
    "tables.motions": READ,
    "tables.overdue": READ,
    "tables.demands": READ,
    "tables.table": READ,
    "tables.package": READ,
    "tables.package_file": READ,
    "tables.lines": READ,
    "tables.verifier": READ,
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
    "files.source_file": READ,
    "files.shared": READ,
    "subscriptions.form": READ,
    "subscriptions.subscribe": {"POST": ANYONE},
    "subscriptions.asked": READ,
    "subscriptions.confirm_page": READ,
    "subscriptions.confirm": {"POST": ANYONE},
    "corrections.corrections": READ,
    "corrections.feed": READ,
    "corrections.ask": READ,
    "corrections.send": {"POST": ANYONE},
    "corrections.request_page": READ,
    "offers.page": READ,
    "offers.act": {"POST": ANYONE},
    "alerts.manage": READ,
    "alerts.act": {"POST": ANYONE},
    "alerts.stop_page": READ,
    "alerts.stop": {"POST": ANYONE},
}
"""What anyone may read or send. Nobody's sign-in is looked at for these, so that they can be kept for everybody."""

FORM: Methods = {"GET": ANYONE, "POST": ANYONE}
MINE: Methods = {"GET": SIGNED_IN, "POST": SIGNED_IN}
MINE_NOW: Methods = {"GET": SIGNED_IN.now, "POST": SIGNED_IN.now}
PEOPLE_NOW: Methods = {"POST": ADMINS.now}

ACCOUNTS: dict[str, Methods] = {
    "security.login": FORM,
    "security.logout": {"POST": SIGNED_IN},
    "security.verify": MINE,
    "security.change_password": MINE,
    "security.two_factor_setup": FORM,  # Also for whoever has just given the right password and has no second factor.
    "security.two_factor_setup_validate": {"POST": SIGNED_IN.now},
    "security.two_factor_token_validation": FORM,
    "security.two_factor_rescue": {},  # By mail to somebody: not offered.
    "security.tf_select": FORM,
    "security.mf_recovery": FORM,
    "security.mf_recovery_codes": MINE_NOW,
    "security.wan_register": MINE_NOW,
    "security.wan_register_response": {"POST": SIGNED_IN.now},
    "security.wan_signin": FORM,
    "security.wan_signin_response": {"POST": ANYONE},
    "security.wan_delete": {"POST": SIGNED_IN.now},
    "security.wan_verify": MINE,
    "security.wan_verify_response": {"POST": SIGNED_IN},
    "account.account": {"GET": SIGNED_IN},
    "account.welcome": {"GET": SIGNED_IN},
    "account.sign_out_everywhere": {"POST": SIGNED_IN},
    "account.help_page": READ,
    "account.help_sent": {"POST": ANYONE},
    "account.asked": READ,
    "account.link": READ,
    "account.link_used": {"POST": ANYONE},
    "people.people": {"GET": ADMINS},
    "people.person": {"GET": ADMINS},
    "people.invite": {"GET": ADMINS.now},
    "people.invited": PEOPLE_NOW,
    "people.role": PEOPLE_NOW,
    "people.disable": PEOPLE_NOW,
    "people.enable": PEOPLE_NOW,
    "people.sign_out": PEOPLE_NOW,
    "people.link": PEOPLE_NOW,
    "people.reset": PEOPLE_NOW,
}
"""Signing in, one's own account, and the accounts of others."""

DESK: dict[str, Methods] = {
    "desk.today": {"GET": SIGNED_IN},
    "desk.nothing_came": {"POST": RECORDERS},
    "desk.motions": {"GET": WRITERS},
    "desk.drafts": {"GET": WRITERS},
    "desk.draft": {"GET": WRITERS},
    "replies.new": {"GET": WRITERS},
    "replies.begin": {"POST": WRITERS},
    "replies.draft": {"GET": WRITERS},
    "replies.save": {"POST": WRITERS},
    "replies.discard": {"POST": WRITERS},
    "replies.judge": {"GET": WRITERS},
    "replies.begin_judging": {"POST": WRITERS},
    "replies.part": {"GET": WRITERS},
    "replies.save_part": {"POST": WRITERS},
    "replies.preview": {"GET": WRITERS},
    "replies.preview_page": {"GET": WRITERS},
    "replies.submit": {"POST": WRITERS},
    "replies.publish": {"POST": RECORDERS},
    "findings.waiting": {"GET": WRITERS},
    "findings.review": {"GET": WRITERS},
    "findings.send_back": {"POST": PUBLISHERS},
    "findings.publish": {"POST": PUBLISHERS.now},
    "desk_offers.page": {"GET": RECORDERS},
    "desk_offers.make": {"POST": RECORDERS},
    "desk_offers.act": {"POST": RECORDERS},
    "desk_offers.letter": {"GET": RECORDERS},
    "requests.queue": {"GET": RECORDERS},
    "requests.one": {"GET": RECORDERS},
    "requests.look": {"POST": RECORDERS},
    "requests.decide": {"POST": PUBLISHERS},
    "acts.desk_motion": {"GET": WRITERS},
    "acts.deadline": WRITE,
    "acts.withdraw": WRITE,
    "acts.source": WRITE,
    "acts.figure": WRITE,
    "acts.choose": {"GET": WRITERS},
    "acts.correct": WRITE,
    "acts.follow_up_page": {"GET": WRITERS},
    "acts.asked_again": WRITE,
    "acts.draft": WRITE,
    "acts.preview": {"GET": WRITERS},
    "acts.hand": {"POST": WRITERS},
    "acts.put_on_record": {"POST": RECORDERS},
    "acts.who_sees": {"GET": WRITERS},
    "acts.show": {"POST": PUBLISHERS.now},
    "acts.hide": {"POST": RECORDERS},
    "acts.ask_to_lift": {"POST": RECORDERS},
    "acts.lift": {"POST": PUBLISHERS.now},
    "compose.new": WRITE,
    "compose.draft": WRITE,
    "compose.preview": {"GET": WRITERS},
    "compose.put_on_record": {"POST": RECORDERS},
    "compose.upload": {"GET": RECORDERS, "POST": RECORDERS},
    "compose.dry_run": {"GET": RECORDERS},
    "compose.put_import": {"POST": PUBLISHERS.now},
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
