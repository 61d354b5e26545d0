"""Every kind of page, by a short name: each address once in the state that shows most."""

MOTION = "/motions/action-on-antisemitism"
EVERY = "/motions/every-status"

PAGES = {
    "motions": "/",
    "motions-before": "/?on=2001-01-01",
    "overdue": "/overdue",
    "motion": MOTION,
    "motion-then": f"{MOTION}?on=2019-02-04&show=refused",
    "motion-every-status": EVERY,
    "demand": f"{MOTION}/demands/1",
    "demand-then": f"{MOTION}/demands/6?on=2019-02-05",
    "demand-moved": f"{EVERY}/demands/3",
    "demand-withdrawn": f"{EVERY}/demands/8",
    "timeline": f"{EVERY}/timeline",
    "whole-timeline": f"{MOTION}/timeline",
    "sources": f"{EVERY}/sources",
    "all-sources": f"{MOTION}/sources",
    "figures": f"{EVERY}/figures",
    "all-figures": f"{MOTION}/figures",
    "changes": f"{EVERY}/changes",
    "all-changes": f"{MOTION}/changes",
    "changes-filtered": f"{MOTION}/changes?kind=finding_made&demand=2",
    "briefing": f"{MOTION}/briefing",
    "status": "/status",
    "method": "/about/method",
    "about-corrections": "/about/corrections",
    "corrections": "/corrections",
    "ask": f"/corrections/ask?page={EVERY}/demands/3",
    "privacy": "/about/privacy",
    "subscribe": "/subscribe",
    "subscribe-demand": "/subscribe?motion=every-status&demand=3",
    "subscribe-asked": "/subscribe/asked",
    "accessibility": "/about/accessibility",
    "not-found": "/nowhere",
}

LONG = frozenset({"all-sources", "all-figures", "all-changes", "changes", "whole-timeline"})
"""Long pages that show nothing that a short one of the same kind does not: left out where looking takes seconds."""

SHORT_PAGES = {name: path for name, path in PAGES.items() if name not in LONG}

WIDTHS = (320, 360, 768, 1280)
"""How wide screens are."""
