"""How each public address is copied. A new address needs one line here; a test fails for one that has none."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.formats.tables import TABLES


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
class Row:
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
class Left:
    """An address that is not copied, and why. A link to it leads to the live site, or is plain text."""

    why: str


LIST = Row(Each.ONCE, Past.PRESENT, more=("page",))
MOTION = Row(Each.MOTION, Past.WRITTEN)
DEMAND = Row(Each.DEMAND, Past.WRITTEN)
MOTION_NOW = Row(Each.MOTION)
DEMAND_NOW = Row(Each.DEMAND)
ALWAYS = Row(Each.ONCE, dated=False)
ARCHIVES = ("archive",)
FORM = Left("a form: it needs the live site")
SECRET = Left("a page behind a secret link")
SERVICE = Left("tells how the live service goes")

TABLE: dict[str, Row | Left] = {
    "static": Row(Each.LINKED, dated=False),
    "motions.motions": LIST,
    "motions.overdue": LIST,
    "motions.motion": Row(Each.MOTION, Past.WRITTEN, drops=("show",)),
    "motions.demand": DEMAND,
    "pages.timeline_page": MOTION,
    "pages.figures": MOTION,
    "pages.sources": MOTION,
    "pages.briefing": MOTION,
    "log.changes_page": Row(Each.MOTION, Past.WRITTEN, more=("kind", "page"), drops=("demand",)),
    "api.motion_json": MOTION,
    "api.demand_json": DEMAND,
    "api.timeline_json": MOTION_NOW,
    "api.figures_json": MOTION_NOW,
    "api.sources_json": MOTION_NOW,
    "api.changes_json": Row(Each.MOTION, more=("page",)),
    "api.briefing_json": MOTION_NOW,
    "api.popolo_json": MOTION_NOW,
    "api.motions_json": LIST,
    "api.overdue_json": LIST,
    "api.corrections_json": LIST,
    "api.status_json": SERVICE,
    "api.demands_schema_json": ALWAYS,
    "api.openapi_json": ALWAYS,
    "docs.docs": ALWAYS,
    "feeds.motion": Row(Each.MOTION, more=ARCHIVES),
    "feeds.demand": Row(Each.DEMAND, more=ARCHIVES),
    "feeds.overdue": Row(Each.ONCE, Past.PRESENT, more=ARCHIVES),
    "feeds.everything": Row(Each.ONCE, Past.PRESENT, more=ARCHIVES),
    "calendars.motion": MOTION_NOW,
    "calendars.demand": DEMAND_NOW,
    "calendars.everything": Row(Each.ONCE, Past.PRESENT),
    "badges.motion": Row(Each.MOTION, Past.WRITTEN, more=("size",)),
    "badges.demand": Row(Each.DEMAND, Past.WRITTEN, more=("size",)),
    "badges.motion_shield": MOTION_NOW,
    "badges.demand_shield": DEMAND_NOW,
    "cards.motion": Row(Each.MOTION, drops=("v",)),
    "cards.demand": Row(Each.DEMAND, drops=("v",)),
    "cards.site": Row(Each.ONCE, Past.PRESENT, drops=("v",)),
    "short.motion": Row(Each.MOTION, by="short_code"),
    "short.demand": Row(Each.DEMAND, by="short_code"),
    "sharing.bibtex": Row(Each.MOTION, Past.WRITTEN, more=("demand",)),
    "oembed.oembed": Left("answers other sites about an address that they send: it needs the live site"),
    "tables.motions": Row(Each.ONCE, Past.PRESENT),
    "tables.overdue": Row(Each.ONCE, Past.PRESENT),
    "tables.demands": MOTION,
    "tables.table": Row(Each.MOTION, every=(("name", (*TABLES, "changes")),)),
    "tables.package": MOTION_NOW,
    "tables.package_file": MOTION_NOW,
    "tables.lines": MOTION_NOW,
    "tables.verifier": ALWAYS,
    "embeds.motion": MOTION,
    "embeds.demand": DEMAND,
    "embeds.script": Left("other sites load it from the live site, whose pages it shows"),
    "about.method": ALWAYS,
    "about.privacy": ALWAYS,
    "about.corrections": ALWAYS,
    "about.accessibility": ALWAYS,
    "corrections.corrections": LIST,
    "corrections.feed": Row(Each.ONCE, dated=False),
    "corrections.request_page": Row(Each.LINKED, Past.PRESENT),
    "files.source_file": Row(Each.LINKED, dated=False),
    "files.shared": SECRET,
    "offers.page": SECRET,
    "offers.act": SECRET,
    "alerts.manage": SECRET,
    "alerts.act": SECRET,
    "alerts.stop_page": SECRET,
    "alerts.stop": SECRET,
    "subscriptions.confirm_page": SECRET,
    "subscriptions.confirm": SECRET,
    "subscriptions.form": FORM,
    "subscriptions.subscribe": FORM,
    "subscriptions.asked": FORM,
    "corrections.ask": FORM,
    "corrections.send": FORM,
    "status.status": SERVICE,
    "status.healthz": SERVICE,
    "status.readyz": SERVICE,
    "status.security": Left("says whom to tell of a weakness of the live site; it expires"),
    "status.robots": Left("tells robots about the live site's addresses"),
    "status.sitemap": Left("lists the live site's addresses"),
}
"""Every endpoint of web/policy.PUBLIC, by its name."""
