"""What a page gives to anyone who passes it on: its addresses, a code to scan, a mail, and a citation."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, g

from tracker.formats import citation
from tracker.formats.citation import Cited
from tracker.formats.images.qr import QrCode, qr_code
from tracker.models import Demand, Motion
from tracker.web.core.answers import wanted_number
from tracker.web.core.copying import Copied, Each, Past
from tracker.web.core.data_answer import data_answer
from tracker.web.core.export_context import copied
from tracker.web.core.filters import public_address_of
from tracker.web.core.open_record import demand_of, open_motion
from tracker.web.core.routing import Door
from tracker.wording.dates import full_day_words

bp = Door("sharing", __name__)


@dataclass(frozen=True, slots=True)
class Share:
    """What the section "Share and cite" of a page shows. The addresses are full, and stay on the page's day."""

    name: str
    address: str
    short: str
    qr: QrCode
    mail: str
    citation: str
    bibtex: str


@bp.get("/motions/<slug>/cite.bib", copied=Copied(Each.MOTION, Past.WRITTEN, more=("demand",)))
def bibtex(slug: str) -> Response:
    """Give the citation of a motion for BibTeX, or with `?demand=` that of one of its demands."""
    number = wanted_number("demand")
    found, whole = open_motion(slug)
    cited = cite(found, demand_of(whole, number).demand if number is not None else None)
    return data_answer(citation.bibtex(cited), citation.TYPE, f"{cited.key}.bib")


def cite(motion: Motion, demand: Demand | None = None) -> Cited:
    day = g.moment.day
    return Cited(
        slug=motion.slug,
        motion=motion.title,
        day=day,
        revision=motion.log_sequence,
        log_head=motion.log_head,
        url=_page(motion, demand, day.isoformat()),
        number=demand.number if demand else None,
        demand=demand.title if demand else "",
        pinned=g.moment.on is not None,
    )


def share_of(motion: Motion, sentence: str, demand: Demand | None = None) -> Share | None:
    """Return what to share of a page; None on a copy of the site that knows of no live one, for nothing leads there."""
    copy = copied()
    if copy and not copy.live:
        return None
    cited, on = cite(motion, demand), g.moment.link_on
    short = short_address(motion, demand, on)
    return Share(
        name=cited.title,
        address=_page(motion, demand, on),
        short=short,
        qr=qr_code(short),
        mail=_mail(cited, sentence, short_address(motion, demand)),
        citation=citation.plain_citation(cited),
        bibtex=citation.bibtex(cited),
    )


def short_address(motion: Motion, demand: Demand | None = None, on: str | None = None) -> str:
    if demand is None:
        return public_address_of("short.motion", code=motion.short_code, on=on)
    return public_address_of("short.demand", code=motion.short_code, number=demand.number, on=on)


def _page(motion: Motion, demand: Demand | None, on: str | None) -> str:
    if demand is None:
        return public_address_of("motions.motion", slug=motion.slug, on=on)
    return public_address_of("motions.demand", slug=motion.slug, number=demand.number, on=on)


def _mail(cited: Cited, sentence: str, today: str) -> str:
    """Return a link that opens the reader's own mail program with a letter (RFC 6068, whose line ends are CR LF)."""
    stands = "where the demands stand" if cited.number is None else "where it stands"
    letter = (
        f"{sentence}\r\n\r\nAs of {full_day_words(cited.day)}: {cited.url}\r\n\r\n"
        f"As it stands on the day you open it: {today}\r\n"
    )
    return f"mailto:?subject={quote(f'{cited.title}: {stands}', safe='')}&body={quote(letter, safe='')}"
