"""The follow form: what stands in it, what was typed, and what is wrong with it.

It stands on public pages that are kept for everyone, and works without a cookie and without a script. So it can carry
no token against forged requests, and needs none: nothing follows from it but one mail to the address, within the cap
for each mailbox, and a browser that is made to send it from elsewhere gets no cookie.
"""

from dataclasses import dataclass, field

from flask import abort, request

from tracker.models import Demand, Motion
from tracker.rules.mailboxes import MOST, AddressError, read_address
from tracker.vocabulary import Frequency
from tracker.web.core.snapshots import public_motion
from tracker.web.subscriptions.expectations import Words, expected
from tracker.wording.addresses import address_problem

TRAP = "website"
"""A field that people do not see. What fills it in is a program, and gets the same answer as everybody."""

TARGETS = ("demand", "motion", "all")
PAGES = ("motion", "demand", "subscribe")
LONGEST_PLACE = 120  # The column's length; a slug alone may be as long.


@dataclass(frozen=True, slots=True)
class FollowForm:
    """The form for one demand, one motion or every motion, as it was typed so far."""

    motion: Motion | None
    demand: Demand | None
    page: str
    what: str
    pace: str = Frequency.AT_ONCE.value
    address: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    expected: dict[str, Words] = field(default_factory=dict)

    @property
    def targets(self) -> list[tuple[str, str]]:
        labels = [("all", "Every motion here")]
        if self.motion:
            labels.insert(0, ("motion", "This motion, all its demands"))
        if self.demand:
            labels.insert(0, ("demand", f"This demand, number {self.demand.number}"))
        return labels

    @property
    def is_trapped(self) -> bool:
        return bool(request.form.get(TRAP))

    def ids(self) -> tuple[int | None, int | None]:
        motion = self.motion.id if self.motion and self.what != "all" else None
        return motion, self.demand.id if self.demand and self.what == "demand" else None

    def where(self) -> str:
        if self.motion is None or self.page == "subscribe":
            return "/subscribe"
        ending = f"/demands/{self.demand.number}" if self.demand and self.page == "demand" else ""
        return f"/motions/{self.motion.slug}{ending}"[-LONGEST_PLACE:]


def follow_form(motion: Motion | None, demand: Demand | None = None, page: str = "subscribe") -> FollowForm:
    what = "demand" if demand else "motion" if motion else "all"
    return FollowForm(motion, demand, page, what, expected=expected(motion, demand))


def asked_form() -> FollowForm:
    return follow_form(*_named(request.args.get("motion", ""), request.args.get("demand", "")))


def read_form() -> FollowForm:
    sent = request.form
    motion, demand = _named(sent.get("motion", ""), sent.get("demand", ""))
    typed, errors = sent.get("address", "")[: MOST * 2], {}
    what, pace, page = sent.get("what", ""), sent.get("pace", ""), sent.get("page", "")
    try:
        address = read_address(typed)
    except AddressError as error:
        address, errors["address"] = typed, address_problem(error)
    if what not in TARGETS or (what == "demand" and not demand) or (what == "motion" and not motion):
        errors["what"] = "Choose what to follow."
    if pace not in set(Frequency):
        errors["pace"] = "Choose how often you want to hear."
    words = expected(motion, demand) if errors else {}
    return FollowForm(motion, demand, page if page in PAGES else "subscribe", what, pace, address, errors, words)


def _named(slug: str, number: str) -> tuple[Motion | None, Demand | None]:
    if not slug:
        return None, None
    motion = public_motion(slug)
    if not number:
        return motion, None
    demand = next((asked for asked in motion.demands if str(asked.number) == number), None)
    if demand is None:
        abort(404, f"“{motion.title}” has no such demand. Its demands are numbered on the motion's page.")
    return motion, demand
