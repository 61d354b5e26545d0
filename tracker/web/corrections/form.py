"""The form by which a reader asks for a correction: the page that it is about, what was typed, what is wrong with it.

As the follow form it stands on its own without a cookie or a script, and so carries no token against forged requests:
nothing follows from it but one row that an editor reads.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tracker.models import Motion
from tracker.operations.desk.requests import LONGEST_WORDS, NewRequest
from tracker.rules.mailboxes import MOST, read_address
from tracker.vocabulary import Visibility
from tracker.web.core.policy import is_public

LONGEST_PAGE = 120  # The column's length.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The page that a request is about, as an address of ours, and the motion and demand that it shows."""

    page: str
    motion: Motion | None = None
    demand: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """The form as it was typed so far."""

    about: AboutPage
    wrong: str = ""
    evidence: str = ""
    address: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def asked(self) -> NewRequest:
        motion = self.about.motion.id if self.about.motion else None
        return NewRequest(
            self.about.page, self.wrong, self.evidence or None, self.address or None, motion, self.about.demand
        )


def this_page() -> str | None:
    """Return the page that is being shown, for the link at its foot; None where its address is secret."""
    arguments = request.view_args or {}
    if not is_public(request.endpoint) or "token" in arguments or request.blueprint == "corrections":
        return None
    on = request.args.get("on", "")
    return request.path + (f"?on={on}" if _DAY.fullmatch(on) else "")


def about_page(given: str) -> AboutPage:
    """Return which of our public pages an address names; the first page where it names none that readers can open.

    The list of requests shows it to everybody, so nothing but an address of ours may come through.
    """
    home = AboutPage(url_for("motions.motions"))
    try:
        parts = urlsplit(given[:500])
        endpoint, values = current_app.url_map.bind("localhost").match(parts.path, "GET")
    except (ValueError, HTTPException, RequestRedirect):
        return home
    slug, number = values.get("slug"), values.get("number")
    if not is_public(endpoint, "GET") or set(values) - {"slug", "number"} or "\0" in (slug or ""):
        return home
    motion = current_app.extensions["snapshots"].motion(slug) if slug else None
    if slug and (motion is None or motion.visibility is not Visibility.PUBLIC):
        return home
    if number is not None and (motion is None or all(demand.number != number for demand in motion.demands)):
        return home
    on = parse_qs(parts.query).get("on", [""])[0]
    page = url_for(endpoint, **values)
    if _DAY.fullmatch(on) and len(page) + len(on) < LONGEST_PAGE - len("?on="):
        page += f"?on={on}"
    return AboutPage(page[:LONGEST_PAGE], motion, number)


def read_form() -> CorrectionForm:
    sent, errors = request.form, {}
    wrong, evidence = _text("wrong"), _text("evidence")
    address = typed = sent.get("address", "").strip()[: MOST * 2]
    if not wrong:
        errors["wrong"] = "Say what is wrong: the words or the number, and what would be right."
    for name, text in (("wrong", wrong), ("evidence", evidence)):
        if len(text) > LONGEST_WORDS:
            errors[name] = f"Write at most {LONGEST_WORDS:,} characters; this has {len(text):,}."
    if typed:
        try:
            address = read_address(typed)
        except ValueError:
            errors["address"] = "Enter one e-mail address in the form name@example.org, or leave the field empty."
    return CorrectionForm(about_page(sent.get("page", "")), wrong, evidence, address, errors)


def _text(name: str) -> str:
    """Return a text as it was typed, with plain line ends and without what no page can show."""
    typed = request.form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in typed if sign >= " " or sign in "\n\t").strip()
