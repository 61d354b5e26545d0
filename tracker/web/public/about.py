"""How verdicts are made, how to have an error put right, what is kept of readers, and how the pages are made usable."""

from flask import Blueprint, render_template

from tracker.web.core.cache import hold_until

bp = Blueprint("about", __name__, url_prefix="/about")


@bp.get("/method")
def method() -> str:
    """Show the method; its words come from the vocabulary that the rules use."""
    hold_until(None)
    return render_template("public/about/method.html")


@bp.get("/corrections")
def corrections() -> str:
    """Show how corrections are made."""
    hold_until(None)
    return render_template("public/about/corrections.html")


@bp.get("/privacy")
def privacy() -> str:
    """Show what is kept about readers."""
    hold_until(None)
    return render_template("public/about/privacy.html")


@bp.get("/accessibility")
def accessibility() -> str:
    """Show what the pages promise to every reader."""
    hold_until(None)
    return render_template("public/about/accessibility.html")
