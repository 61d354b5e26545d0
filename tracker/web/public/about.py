"""How verdicts are made, how to have an error corrected, what is kept of readers, and how the pages are made usable."""

from flask import render_template

from tracker.web.core.copying import ALWAYS
from tracker.web.core.policy import KeptUntil
from tracker.web.core.routing import Door

bp = Door("about", __name__, url_prefix="/about")


@bp.get("/method", copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def method() -> str:
    return render_template("public/about/method.html")


@bp.get("/corrections", copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def corrections() -> str:
    return render_template("public/about/corrections.html")


@bp.get("/privacy", copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def privacy() -> str:
    return render_template("public/about/privacy.html")


@bp.get("/accessibility", copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def accessibility() -> str:
    return render_template("public/about/accessibility.html")
